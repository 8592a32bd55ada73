// What the keys, the menu and the bars do with jobs: with all that are selected, else with the one that is chosen. Where a
// job covers the list, what is selected is out of sight, and the job that is read is meant. Buttons name their jobs.

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
  /** A job covers the list. */
  readonly covered: boolean;
}

export class TriageActions {
  readonly #list: JobList;
  readonly #page: JobPage;
  readonly #selection: Selection;
  readonly #triage: Triage;
  readonly #covered: () => boolean;
  readonly #toasts: Toasts;

  constructor(parts: Parts, toasts: Toasts) {
    this.#list = parts.list;
    this.#page = parts.page;
    this.#selection = parts.selection;
    this.#triage = parts.triage;
    this.#covered = () => parts.covered;
    this.#toasts = toasts;
  }

  /** The jobs that something is done with. */
  get ids(): readonly string[] {
    if (this.#selection.size > 0 && !this.#covered()) return [...this.#selection.ids];
    const id = this.#list.selectedId;
    return id === null ? [] : [id];
  }

  /** Saves them, or lets saved ones go. */
  save(ids = this.ids): void {
    if (this.all(({ state }) => state === 'saved', ids)) this.#put(ids, () => this.#triage.release(ids, 'saved'));
    else this.state('saved', null, ids);
  }

  /** Dismisses them, or brings dismissed ones back. */
  dismiss(ids = this.ids): void {
    if (this.all(({ state }) => state === 'dismissed', ids))
      this.#put(ids, () => this.#triage.release(ids, 'dismissed'));
    else this.state('dismissed', null, ids);
  }

  /** Marks them as applied for; those that are so already are saved only. */
  apply(ids = this.ids): void {
    this.state(this.all(({ state }) => state === 'applied', ids) ? 'saved' : 'applied', null, ids);
  }

  /** Marks them as unread; those that are so already as read. They stay selected. */
  unread(ids = this.ids): void {
    void this.#triage.set(ids, this.all(({ state }) => state === 'new', ids) ? 'seen' : 'new');
  }

  /** Marks them with a star; those that all have one lose it. They stay selected. */
  star(ids = this.ids): void {
    void this.#triage.star(ids, !this.all(({ starred }) => starred, ids));
  }

  /** Adds labels to them and takes labels away. They stay selected. */
  label(add: string[], remove: string[], ids = this.ids): void {
    void this.#triage.label(ids, add, remove);
  }

  /** Gives them a state, after which they are selected no more. */
  state(state: JobState, reason: DismissReason | null = null, ids = this.ids): void {
    this.#put(ids, () => this.#triage.set(ids, state, reason));
  }

  /** Gives them the next state on the way from new to hired, or the one before, where all are at the same. */
  advance(by: 1 | -1): void {
    const [first] = this.known();
    if (first === undefined || !isStage(first.state) || !this.all(({ state }) => state === first.state)) return;
    const next = stageAfter(first.state, by);
    if (next !== null) this.state(next);
  }

  /** Opens a job in the browser, the chosen one unless another is meant. */
  open(id = this.#list.selectedId): void {
    if (id !== null) void this.#triage.open(id);
  }

  /** What of a job may be muted, the chosen one unless another is meant: whether its client, too. */
  mutable(job = this.#list.selectedId): { job: string; client: boolean } | null {
    if (job === null) return null;
    const { detail } = this.#page;
    const row = detail?.row.id === job ? detail.row : this.#list.row(job);
    // A client is known again by the content of a job, which may have to be forgotten.
    return { job, client: row === undefined || row.retention === 'kept' };
  }

  /** Whether something is true of all of them, as far as they are known; what is not known is not true. */
  all(holds: (job: Known) => boolean, ids = this.ids): boolean {
    const known = this.known(ids);
    return known.length === ids.length && known.length > 0 && known.every(holds);
  }

  /** What is known of them. */
  known(of = this.ids): Known[] {
    const { detail } = this.#page;
    const read = detail === null ? null : { ...detail.row, starred: detail.marks.starred, labels: detail.marks.labels };
    const ids = new Set(of);
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
    const shown = (): string => JSON.stringify([this.#list.request.view, this.#list.request.text]);
    const before = shown();
    try {
      const ids = await this.#list.ids();
      // A selection is of what is in view.
      if (shown() === before) this.#selection.all(ids);
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

  #put(ids: readonly string[], act: () => Promise<void>): void {
    this.#selection.drop(ids);
    void act();
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
