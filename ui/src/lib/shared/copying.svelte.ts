// Putting a text into the clipboard, and saying so.

import { asWireError, type Backend } from '$lib/ipc';

export class Copying {
  /** The text that was copied last. */
  copied = $state<string | null>(null);
  problem = $state<string | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async copy(text: string): Promise<void> {
    this.problem = null;
    this.copied = null;
    try {
      await this.#backend.copyText(text);
      this.copied = text;
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
    }
  }
}
