// The jobs that are selected, to do something with all of them at once. The row that is chosen, which is read, is another
// matter: it moves about while the selection stays.

import type { JobRow } from '$lib/ipc';

export class Selection {
  /** Replaced, never changed in place: it may hold every job of a list, also those that are not loaded. */
  ids = $state.raw<ReadonlySet<string>>(new Set());
  /** Where a range begins, and what was selected before it. */
  #anchor: string | null = null;
  #before: ReadonlySet<string> = new Set();

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Adds a job, or takes it out. The next range begins at it. */
  toggle(id: string): void {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.#set(ids, id);
  }

  /** Selects the rows from where the range began, at `from` when there is none yet, to another row. */
  extend(rows: readonly JobRow[], from: string, to: string): void {
    if (!rows.some(({ id }) => id === this.#anchor)) {
      this.#anchor = from;
      this.#before = this.ids;
    }
    const places = [this.#anchor, to].map((id) => rows.findIndex((row) => row.id === id));
    const [first, last] = [Math.min(...places), Math.max(...places)];
    if (first >= 0) this.ids = new Set([...this.#before, ...rows.slice(first, last + 1).map(({ id }) => id)]);
  }

  /** Selects these, and no others. */
  all(ids: readonly string[]): void {
    this.#set(new Set(ids), null);
  }

  /** Takes these out; the others stay selected. */
  drop(ids: readonly string[]): void {
    const dropped = new Set(ids);
    this.#set(new Set([...this.ids].filter((id) => !dropped.has(id))), null);
  }

  clear(): void {
    this.#set(new Set(), null);
  }

  /** Another row was chosen by itself: the next range begins there. */
  rest(): void {
    this.#anchor = null;
  }

  #set(ids: ReadonlySet<string>, anchor: string | null): void {
    this.ids = ids;
    this.#anchor = anchor;
    this.#before = ids;
  }
}
