// What the window shows first: the wizard, the jobs, or why neither can be shown.

import { asWireError, type AppState, type Backend, type WireError } from '$lib/ipc';

export class Application {
  state = $state.raw<AppState | null>(null);
  /** The wizard is shown: at first, and when a source is to be added. */
  settingUp = $state(false);
  problem = $state.raw<WireError | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Asks again from the start. */
  load = async (): Promise<void> => {
    try {
      const state = await this.#backend.appState();
      this.state = state;
      this.settingUp = !state.setupDone;
      this.problem = null;
    } catch (error) {
      this.problem = asWireError(error);
    }
  };
}
