// A snippet filled from a job, to be copied.

import { asWireError, type Backend, type FilledSnippet, type Snippet } from '$lib/ipc';

export class Filling {
  all = $state.raw<readonly Snippet[] | null>(null);
  chosen = $state<string | null>(null);
  filled = $state.raw<FilledSnippet | null>(null);
  problem = $state<string | null>(null);
  readonly #backend: Backend;
  readonly #job: string;
  #asked = 0;
  /** The filling that was asked for last. */
  #going: Promise<void> = Promise.resolve();

  constructor(backend: Backend, job: string) {
    this.#backend = backend;
    this.#job = job;
  }

  /** Loads the snippets and fills the first. */
  load = async (): Promise<void> => {
    this.problem = null;
    try {
      this.all = await this.#backend.snippets();
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
      return;
    }
    const [first] = this.all;
    if (first) await this.choose(first.id);
  };

  async choose(id: string): Promise<void> {
    this.chosen = id;
    this.problem = null;
    this.#going = this.#fill(id, ++this.#asked);
    await this.#going;
  }

  async #fill(id: string, asked: number): Promise<void> {
    try {
      const filled = await this.#backend.fillSnippet(id, this.#job);
      if (asked === this.#asked) this.filled = filled;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.filled = null;
      this.problem = asWireError(thrown).message;
    }
  }

  /** Puts the filled text of the one that is chosen into the clipboard; false, with the reason in view, when that fails. */
  async copy(): Promise<boolean> {
    await this.#going;
    if (this.filled === null) return false;
    try {
      await this.#backend.copyText(this.filled.text);
      return true;
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
      return false;
    }
  }
}
