// The jobs on their way, column by column: which card is chosen, and how one moves on.

import { asWireError, type Backend, type WireError } from '$lib/ipc';
import { stateWords } from '$lib/jobs/triage-words';
import type { Undo } from '$lib/jobs/undo.svelte';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { coalesced } from '$lib/window/coalesce';
import { Column } from './column.svelte';
import { stageAfter, STAGES, type Stage } from './stages';

export class Board {
  readonly columns: readonly Column[];
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  problem = $state.raw<WireError | null>(null);
  currentId = $state<string | null>(null);
  readonly #backend: Backend;
  readonly #undo: Undo;
  readonly #toasts: Toasts;

  constructor(backend: Backend, undo: Undo, toasts: Toasts) {
    this.#backend = backend;
    this.#undo = undo;
    this.#toasts = toasts;
    this.columns = STAGES.map((stage) => new Column(backend, stage));
  }

  /** Shows the jobs, and follows their changes until the returned function is called. */
  async start(): Promise<() => void> {
    const stop = await this.#backend.onChanged(({ jobs, searches }) => {
      if (jobs || searches) void this.load();
    });
    await this.load();
    return stop;
  }

  load = coalesced(async () => {
    if (this.phase === 'failed') this.phase = 'loading';
    try {
      await Promise.all(this.columns.map((column) => column.load()));
      this.phase = 'ready';
    } catch (thrown) {
      // Cards that are shown are still true as far as anyone knows; the next change asks again.
      const shown = this.phase === 'ready' && this.columns.some(({ rows }) => rows.length > 0);
      this.problem = asWireError(thrown);
      if (!shown) this.phase = 'failed';
    }
    if (this.#current() === null)
      this.currentId = this.columns.find(({ rows }) => rows.length > 0)?.rows[0]?.id ?? null;
  });

  /** Shows further jobs of a column; says why when they cannot be had. */
  async extend(column: Column): Promise<void> {
    try {
      await column.extend();
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  /** Has cards lose their content whose time is over. */
  expire(now: number): void {
    for (const column of this.columns) column.expire(now);
  }

  /** Chooses the card so many below in the column; the first or last stops it. */
  step(by: number): void {
    const at = this.#current();
    if (at === null) return;
    const { rows } = at.column;
    this.currentId = rows[Math.min(Math.max(at.place + by, 0), rows.length - 1)]?.id ?? null;
  }

  /** Chooses the card beside it, in the next column that has any. */
  across(by: 1 | -1): void {
    const at = this.#current();
    if (at === null) return;
    const from = this.columns.indexOf(at.column);
    const beside = by > 0 ? this.columns.slice(from + 1) : this.columns.slice(0, from).reverse();
    const rows = beside.find((column) => column.rows.length > 0)?.rows;
    if (rows) this.currentId = rows[Math.min(at.place, rows.length - 1)]?.id ?? null;
  }

  /** Moves the chosen job a stage on, or back. */
  async shift(by: 1 | -1): Promise<void> {
    const at = this.#current();
    const to = at === null ? null : stageAfter(at.column.stage, by);
    if (to !== null) await this.give(to);
  }

  /** Gives the chosen job a state. One that is dismissed leaves the board, and the card beside it is chosen. */
  async give(to: Stage | 'dismissed'): Promise<void> {
    if (this.currentId !== null) await this.move(this.currentId, to);
  }

  /** Moves a job to a stage or off the board, at once and with a way back. As long as it is there, it is the chosen one. */
  async move(id: string, to: Stage | 'dismissed'): Promise<void> {
    const from = this.columns.find((column) => column.find(id) !== undefined);
    const row = from?.find(id);
    if (!from || !row || from.stage === to) return;
    this.currentId = to === 'dismissed' ? this.#beside(from, id) : id;
    from.take(id);
    this.columns.find(({ stage }) => stage === to)?.put(row);
    const moved = this.#backend
      .setJobState([id], to, null)
      .then(({ undo }) => ({ text: stateWords(to, null, 1), token: undo, back: () => void this.#back(id) }));
    // The card has moved already, so the way back is there already, too.
    this.#undo.expect(moved);
    try {
      await moved;
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
      await this.#back(id);
    }
  }

  /** A job is where it was, and chosen. */
  async #back(id: string): Promise<void> {
    this.currentId = id;
    await this.load();
  }

  /** The card that is chosen once this one is gone: the next one of its column, or the one before, or one elsewhere. */
  #beside(column: Column, id: string): string | null {
    const place = column.rows.findIndex((row) => row.id === id);
    const beside = column.rows[place + 1] ?? column.rows[place - 1];
    const elsewhere = this.columns.find((other) => other !== column && other.rows.length > 0);
    return (beside ?? elsewhere?.rows[0])?.id ?? null;
  }

  /** Where the chosen card is. */
  #current(): { column: Column; place: number } | null {
    for (const column of this.columns) {
      const place = column.rows.findIndex(({ id }) => id === this.currentId);
      if (place >= 0) return { column, place };
    }
    return null;
  }
}
