// What the keys, the menu and the bars do with jobs: with all that are selected, else with the one that is chosen.

import { isStage, stageAfter } from '$lib/board/stages';
import { asWireError, type DismissReason, type JobRow, type JobState, type View } from '$lib/ipc';
import type { JobList } from '$lib/jobs/job-list.svelte';
import type { JobPage } from '$lib/jobs/job-page.svelte';
import type { Selection } from '$lib/jobs/selection.svelte';
import type { Triage } from '$lib/jobs/triage.svelte';
import type { Toasts } from '$lib/shared/toasts.svelte';

/** Marks and states of a job that is not loaded are not known. */
type Known = Pick<JobRow, 'state' | 'starred' | 'labels'>;

/** The parts of the window it works with. */
interface Parts {
  list: JobList;
  page: JobPage;
  selection: Selection;
  triage: Triage;
}

export class TriageActions {
  readonly #list: JobList;
  readonly #page: JobPage;
  readonly #selection: Selection;
  readonly #triage: Triage;
  readonly #toasts: Toasts;

  constructor({ list, page, selection, triage }: Parts, toasts: Toasts) {
    this.#list = list;
    this.#page = page;
    this.#selection = selection;
    this.#triage = triage;
    this.#toasts = toasts;
  }

  /** The jobs that something is done with. */
  get ids(): readonly string[] {
    if (this.#selection.size > 0) return [...this.#selection.ids];
    const id = this.#list.selectedId;
    return id === null ? [] : [id];
  }

  /** Saves them, or lets saved ones go. */
  save(): void {
    if (this.all(({ state }) => state === 'saved')) this.#put((ids) => this.#triage.release(ids, 'saved'));
    else this.state('saved');
  }

  /** Dismisses them, or brings dismissed ones back. */
  dismiss(): void {
    if (this.all(({ state }) => state === 'dismissed')) this.#put((ids) => this.#triage.release(ids, 'dismissed'));
    else this.state('dismissed');
  }

  /** Marks them as applied for; those that are so already are saved only. */
  apply(): void {
    this.state(this.all(({ state }) => state === 'applied') ? 'saved' : 'applied');
  }

  /** Marks them as unread; those that are so already as read. They stay selected. */
  unread(): void {
    void this.#triage.set(this.ids, this.all(({ state }) => state === 'new') ? 'seen' : 'new');
  }

  /** Marks them with a star; those that all have one lose it. They stay selected. */
  star(): void {
    void this.#triage.star(this.ids, !this.all(({ starred }) => starred));
  }

  /** Adds labels to them and takes labels away. They stay selected. */
  label(add: string[], remove: string[]): void {
    void this.#triage.label(this.ids, add, remove);
  }

  /** Gives them a state, after which they are selected no more. */
  state(state: JobState, reason: DismissReason | null = null): void {
    this.#put((ids) => this.#triage.set(ids, state, reason));
  }

  /** Gives them the next state on the way from new to hired, or the one before, where all are at the same. */
  advance(by: 1 | -1): void {
    const [first] = this.known();
    if (first === undefined || !isStage(first.state) || !this.all(({ state }) => state === first.state)) return;
    const next = stageAfter(first.state, by);
    if (next !== null) this.state(next);
  }

  /** Opens the chosen one in the browser. */
  open(): void {
    const id = this.#list.selectedId;
    if (id !== null) void this.#triage.open(id);
  }

  /** The job that is read, or chosen, and whether it may be muted by its client, too. */
  mutable(): { job: string; client: boolean } | null {
    const job = this.#page.id ?? this.#list.selectedId;
    if (job === null) return null;
    const { detail } = this.#page;
    const row = detail?.row.id === job ? detail.row : this.#list.row(job);
    // A client is known again by the content of a job, which may have to be forgotten.
    return { job, client: row === undefined || row.retention === 'kept' };
  }

  /** Whether something is true of all of them, as far as they are known; what is not known is not true. */
  all(holds: (job: Known) => boolean): boolean {
    const known = this.known();
    return known.length === this.ids.length && known.length > 0 && known.every(holds);
  }

  /** What is known of them. */
  known(): Known[] {
    const { detail } = this.#page;
    const read = detail === null ? null : { ...detail.row, starred: detail.marks.starred, labels: detail.marks.labels };
    const ids = new Set(this.ids);
    const shown = this.#list.rows.filter(({ id }) => ids.has(id));
    return read !== null && ids.has(read.id) && !shown.some(({ id }) => id === read.id) ? [...shown, read] : shown;
  }

  /** Adds the chosen row to the selection, or takes it out. */
  select(): void {
    const id = this.#list.selectedId ?? this.#list.move(0);
    if (id !== null) this.#selection.toggle(id);
  }

  /** Selects the whole list, also what is not loaded. */
  async selectAll(): Promise<void> {
    const { view, text } = this.#list;
    try {
      const ids = await this.#list.ids();
      if (view === this.#list.view && text === this.#list.text) this.#selection.all(ids);
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  /** Moves the chosen row and selects what lies between. */
  extend(by: number): void {
    const from = this.#list.selectedId;
    const to = this.#list.move(by);
    if (to !== null) this.#selection.extend(this.#list.rows, from ?? to, to);
  }

  /** Selects what lies between the chosen row and another. */
  extendTo(id: string): void {
    this.#selection.extend(this.#list.rows, this.#list.selectedId ?? id, id);
    this.#list.select(id);
  }

  #put(act: (ids: readonly string[]) => Promise<void>): void {
    const { ids } = this;
    this.#selection.clear();
    void act(ids);
  }
}

/** The list a job in this state stands in. */
export function homeOf(state: JobState): View {
  switch (state) {
    case 'saved':
      return { kind: 'saved' };
    case 'applied':
    case 'interviewing':
    case 'hired':
      return { kind: 'applied' };
    case 'dismissed':
      return { kind: 'dismissed' };
    case 'new':
    case 'seen':
      return { kind: 'inbox' };
  }
}
