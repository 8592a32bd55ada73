// What the window shows first: the wizard, the jobs, or why neither can be shown.

import { asWireError, type AppState, type Backend, type WireError } from '$lib/ipc';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class Application {
  state = $state.raw<AppState | null>(null);
  /** The wizard is shown: at first, and when a source is to be added. */
  settingUp = $state(false);
  problem = $state.raw<WireError | null>(null);
  #backend: Backend;
  #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
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

  /** Ends the program, and the watching with it. */
  quit = async (): Promise<void> => {
    try {
      await this.#backend.quit();
    } catch (error) {
      this.#toasts.warn(asWireError(error).message);
    }
  };
}
