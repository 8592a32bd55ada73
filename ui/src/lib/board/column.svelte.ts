// One column of the board: the jobs of a stage, as many as were asked for.

import type { Backend, JobRow } from '$lib/ipc';
import { instant } from '$lib/jobs/entries';
import { lawful } from '$lib/jobs/retention';
import { jobsOf, type Stage } from './stages';
import { totalOf } from './total';

/** Jobs fetched at a time. */
export const CARDS = 50;
/** Most jobs of a page; the shell gives no more. */
const MOST = 200;

export class Column {
  readonly stage: Stage;
  rows = $state.raw<readonly JobRow[]>([]);
  total = $state(0);
  /** There are more than are shown. */
  more = $state(false);
  readonly #backend: Backend;
  #length = CARDS;
  #asked = 0;

  constructor(backend: Backend, stage: Stage) {
    this.#backend = backend;
    this.stage = stage;
  }

  /** Shows the jobs as they are now. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    const rows: JobRow[] = [];
    let cursor: string | null = null;
    let known: number;
    do {
      const limit = Math.min(this.#length - rows.length, MOST);
      const page = await this.#backend.jobs({ ...jobsOf(this.stage), cursor, limit, sort: 'newest' });
      if (asked !== this.#asked) return;
      rows.push(...page.rows);
      cursor = page.next;
      known = page.total;
    } while (cursor !== null && rows.length < this.#length);
    const total = cursor === null ? rows.length : await totalOf(this.#backend, this.stage, known);
    if (asked !== this.#asked) return;
    this.rows = rows;
    this.total = Math.max(total, rows.length);
    this.more = cursor !== null;
  }

  /** Shows further jobs. May throw; then it is as long as it was. */
  async extend(): Promise<void> {
    this.#length += CARDS;
    try {
      await this.load();
    } catch (thrown) {
      this.#length -= CARDS;
      throw thrown;
    }
  }

  /** Has cards lose their content whose time is over. */
  expire(now: number): void {
    this.rows = lawful(this.rows, now);
  }

  find(id: string): JobRow | undefined {
    return this.rows.find((row) => row.id === id);
  }

  take(id: string): void {
    this.#asked += 1;
    this.rows = this.rows.filter((row) => row.id !== id);
    this.total -= 1;
  }

  /** Puts a job where its time puts it. */
  put(row: JobRow): void {
    this.#asked += 1;
    const later = this.rows.findIndex((other) => Date.parse(instant(other)) <= Date.parse(instant(row)));
    const place = later < 0 ? this.rows.length : later;
    this.rows = [...this.rows.slice(0, place), { ...row, state: this.stage }, ...this.rows.slice(place)];
    this.total += 1;
  }
}
