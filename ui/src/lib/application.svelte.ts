// What the window shows first: the wizard, the jobs, or why neither can be shown.

import { asWireError, type AppState, type Backend, type Dropped, type HeldKey, type WireError } from '$lib/ipc';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class Application {
  state = $state.raw<AppState | null>(null);
  /** The wizard is shown: at first, and when a source is to be added. */
  settingUp = $state(false);
  /** What may be told of a key that was dropped on the window, for the wizard to go on with. */
  droppedKey = $state.raw<HeldKey | null>(null);
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

  /** A file was dropped: the key in it is one for a new source. Links are told of as well, and are no files. */
  dropped = async ({ link }: Dropped): Promise<void> => {
    if (this.state === null || link !== null) return;
    try {
      this.droppedKey = await this.#backend.keyFromDrop();
      this.settingUp = true;
    } catch (error) {
      this.#toasts.warn(asWireError(error).message);
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
