// What becomes of content that may not be kept.

import { asWireError, type Backend, type ContentRules } from '$lib/ipc';

export class ContentSettings {
  rules = $state.raw<ContentRules | null>(null);
  problem = $state<string | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  load = async (): Promise<void> => {
    await this.#try(() => Promise.resolve());
  };

  /** Whether marks, notes and times stay when content is erased. */
  async setKeepMarks(keepMarks: boolean): Promise<void> {
    await this.#try(() => this.#backend.setContentRules({ keepMarks }));
  }

  /** Does it, and shows how it is afterwards, done or not. */
  async #try(act: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
    }
    try {
      this.rules = { ...(await this.#backend.contentRules()) };
    } catch (thrown) {
      this.problem ??= asWireError(thrown).message;
    }
  }
}
