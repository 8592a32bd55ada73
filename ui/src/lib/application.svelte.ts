// What the window shows first: the wizard, the jobs, or why neither can be shown.

import { asWireError, type AppState, type Backend, type WireError } from '$lib/ipc';

export class Application {
  state = $state.raw<AppState | null>(null);
  problem = $state.raw<WireError | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Asks again from the start. */
  load = async (): Promise<void> => {
    try {
      this.state = await this.#backend.appState();
      this.problem = null;
    } catch (error) {
      this.problem = asWireError(error);
    }
  };
}
