// The job that is read.

import { drawn } from '$lib/shared/drawn';
import { asWireError, type Backend, type JobDetail, type WireError } from '$lib/ipc';

export class JobPage {
  id = $state<string | null>(null);
  detail = $state.raw<JobDetail | null>(null);
  problem = $state.raw<WireError | null>(null);
  #backend: Backend;
  #onseen: (id: string) => void;
  #asked = 0;

  /** `onseen` is called when a new job has been looked at. */
  constructor(backend: Backend, onseen: (id: string) => void) {
    this.#backend = backend;
    this.#onseen = onseen;
  }

  /**
   * Shows a job, or none. A new job has then been seen. The page before stays until the next one is there, so that pages
   * change without a flicker, but not where there is no next one, nor when its job was just put `away`.
   */
  async show(id: string | null, away = false): Promise<void> {
    if (id === this.id && this.problem === null) return;
    this.id = id;
    if (id === null || away) this.detail = null;
    // The row is seen to be chosen first: to lay out a job takes longer than a frame.
    await this.#ask(drawn());
    if (id === null || id !== this.id || this.detail?.row.id !== id) return;
    if (this.detail.row.state === 'new') await this.#markSeen(id);
  }

  /** Asks again, after something changed. */
  refresh = (): Promise<void> => this.#ask();

  async #ask(before?: Promise<void>): Promise<void> {
    const { id } = this;
    const asked = ++this.#asked;
    this.problem = null;
    if (id === null) return;
    try {
      const [detail] = await Promise.all([this.#backend.job(id), before]);
      if (asked === this.#asked) this.detail = detail;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.detail = null;
      this.problem = asWireError(thrown);
    }
  }

  async #markSeen(id: string): Promise<void> {
    try {
      await this.#backend.markSeen(id);
      this.#onseen(id);
    } catch {
      // It stays unread, which is true and visible; nothing else depends on it.
    }
  }
}
