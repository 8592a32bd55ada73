// The job that is read.

import { drawn } from '$lib/shared/drawn';
import { asWireError, type Backend, type JobDetail, type WireError } from '$lib/ipc';
import type { JobList } from './job-list.svelte';

/** The list beside the job, which shows what becomes of it there. */
type Beside = Pick<JobList, 'see' | 'mark'>;

export class JobPage {
  id = $state<string | null>(null);
  detail = $state.raw<JobDetail | null>(null);
  problem = $state.raw<WireError | null>(null);
  #backend: Backend;
  #list: Beside;
  #asked = 0;
  /** The job was chosen, and nobody has looked at it yet. */
  #unread = false;

  constructor(backend: Backend, list: Beside) {
    this.#backend = backend;
    this.#list = list;
  }

  /**
   * Shows a job, or none. A new job has then been seen. The page before stays until the next one is there, so that pages
   * change without a flicker, but not where there is no next one, nor when its job was just put `away`.
   */
  async show(id: string | null, away = false): Promise<void> {
    if (id === this.id && this.problem === null) return;
    this.id = id;
    this.#unread = true;
    if (id === null || away) this.detail = null;
    // The row is seen to be chosen first: to lay out a job takes longer than a frame.
    await this.#ask(drawn());
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
      if (asked === this.#asked) await this.#read(detail);
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.detail = null;
      this.problem = asWireError(thrown);
    }
  }

  async #read(detail: JobDetail): Promise<void> {
    const { row } = detail;
    this.detail = detail;
    this.#list.mark(row);
    const first = this.#unread;
    this.#unread = false;
    if (first && row.state === 'new') await this.#markSeen(row.id);
  }

  async #markSeen(id: string): Promise<void> {
    try {
      await this.#backend.markSeen(id);
      this.#list.see(id);
    } catch {
      // It stays unread, which is true and visible; nothing else depends on it.
    }
  }
}
