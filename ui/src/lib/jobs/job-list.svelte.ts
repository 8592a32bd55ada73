// The list of jobs that is shown: its rows, its pages and which row is chosen. What is being read never moves under the
// reader: jobs that come in meanwhile are counted, and shown when asked for.

import {
  asWireError,
  type Backend,
  type JobRow,
  type JobsPage,
  type QueryProblem,
  type QuickFilter,
  type Sort,
  type View,
  type WireError,
} from '$lib/ipc';
import { merge } from './merge';
import { asTyped, narrowed, type Asked } from './quick';
import { lawful } from './retention';
import { joined, parted, successor } from './taken';

/** Rows fetched at a time. */
export const PAGE = 50;
/** Rows left below the chosen one, or below what is in view, when the next page is asked for. */
export const AHEAD = 12;
/** Most rows of a page; the shell gives no more. */
const MOST = 200;
/** Most rows drawn again when a list is to be as long as it was. */
const LONGEST = 2_000;

export class JobList {
  rows = $state.raw<readonly JobRow[]>([]);
  /** Rows of the whole list, as far as it is known. */
  total = $state(0);
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  problem = $state.raw<WireError | null>(null);
  /** What is wrong with the filter. The rows are then those of the last one that was right. */
  filterProblems = $state.raw<readonly QueryProblem[]>([]);
  /** A further page is on its way, or could not be had. */
  more = $state<'none' | 'idle' | 'loading' | 'failed'>('none');
  /** Jobs that came in since the list was drawn. */
  arrived = $state(0);
  view = $state.raw<View>({ kind: 'inbox' });
  text = $state('');
  sort = $state<Sort>('newest');
  /** Filters that narrow the list besides what is typed. */
  quick = $state.raw<readonly QuickFilter[]>([]);
  selectedId = $state<string | null>(null);

  /** Where each row stands: thousands are not searched for one at every move. */
  readonly #places = $derived(new Map(this.rows.map(({ id }, place) => [id, place])));
  readonly selectedIndex = $derived(this.selectedId === null ? -1 : (this.#places.get(this.selectedId) ?? -1));

  #backend: Backend;
  #now: () => number;
  /** What the rows were drawn by. A filter that is wrong draws none, and theirs stay. */
  #drawnBy: Asked | null = null;
  #next: string | null = null;
  /** Rows that left the view by what the user did to them, but stay until the list is drawn again. */
  #kept = new Set<string>();
  /** Jobs that were taken out, until the shell has said that they left. No page that comes meanwhile shows them. */
  #leaving = new Set<string>();
  /** Counts questions for the beginning of a list, so that late answers to old ones are dropped. */
  #asked = 0;
  /** The length of the beginning that is on its way, to be drawn whatever changes meanwhile. */
  #coming: number | null = null;
  /** Counts drawings, so that a further page never lands in another list. */
  #drawn = 0;

  constructor(backend: Backend, now: () => number = Date.now) {
    this.#backend = backend;
    this.#now = now;
  }

  /** What the rows that are shown were asked for by, or those on their way are. */
  get request(): Asked {
    if (this.#coming === null && this.#drawnBy !== null) return this.#drawnBy;
    return { view: this.view, text: narrowed(this.text, this.quick), sort: this.sort };
  }

  /** Shows another list, from its beginning; `length` rows of it if that is more than a page. */
  async open(view: View, text: string, length = PAGE): Promise<void> {
    const same = JSON.stringify(view) === JSON.stringify(this.view);
    if (!same) this.#empty();
    this.view = view;
    this.text = text;
    await this.#load(length);
  }

  /** Draws the list again, with what has come in. */
  async reload(): Promise<void> {
    await this.#load(this.rows.length);
  }

  /** Shows what has come in, from the top. */
  async showArrived(): Promise<void> {
    await this.#load(PAGE);
  }

  /** Takes over what has changed without moving anything. */
  async refresh(): Promise<void> {
    // What was asked for is asked for anew, not merged into what stood there before.
    if (this.phase !== 'ready' || this.#coming !== null) return this.#load(this.#coming ?? PAGE);
    const asked = ++this.#asked;
    try {
      const page = await this.#ask(this.request, null, PAGE);
      if (asked !== this.#asked) return;
      this.#merge(page);
    } catch (thrown) {
      // What is shown is still true as far as anyone knows; the next change asks again.
      if (asked === this.#asked) this.problem = asWireError(thrown);
    }
  }

  /** Fetches the next page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    if (this.#next === null || this.#drawnBy === null || this.more === 'loading') return;
    const drawn = this.#drawn;
    this.more = 'loading';
    try {
      const page = await this.#ask(this.#drawnBy, this.#next, PAGE);
      if (drawn !== this.#drawn) return;
      const shown = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.rows.filter((row) => !shown.has(row.id))];
      this.#setNext(page.next);
    } catch {
      if (drawn === this.#drawn) this.more = 'failed';
    }
  }

  select(id: string | null): void {
    this.selectedId = id;
  }

  /** Has rows lose their content whose time is over. */
  expire(): void {
    this.rows = lawful(this.rows, this.#now());
  }

  /** Chooses the row so many below (or above); the first or last row stops it. Returns its id. */
  move(by: number): string | null {
    const to = Math.min(Math.max(this.selectedIndex + by, 0), this.rows.length - 1);
    const row = this.rows[to];
    if (!row) return null;
    this.selectedId = row.id;
    // Where the job covers the list, no list is there to notice that its end is near.
    if (to >= this.rows.length - AHEAD) void this.loadMore();
    return row.id;
  }

  /** The ids of the whole list, also of what is not loaded. */
  async ids(): Promise<string[]> {
    return this.#backend.jobIds({ ...this.request, cursor: null, limit: MOST });
  }

  /**
   * Takes jobs out, loaded or not, and chooses the row that moves up. `left` says that they have left indeed, `back`
   * puts them back.
   */
  take(ids: ReadonlySet<string>): { left: () => void; back: () => void } {
    const [drawn, view, chosen] = [this.#drawn, JSON.stringify(this.view), this.selectedId];
    const { left, taken } = parted(this.rows, ids);
    const all = this.#next === null ? taken.length : Math.min(ids.size, this.total);
    for (const id of ids) this.#leaving.add(id);
    if (chosen !== null && ids.has(chosen)) this.selectedId = successor(this.rows, chosen, ids);
    this.rows = left;
    this.total = Math.max(left.length, this.total - all);
    if (left.length < PAGE / 2) void this.loadMore();
    const settle = (): void => ids.forEach((id) => this.#leaving.delete(id));
    const back = (): void => {
      settle();
      // Where they stood means nothing in another list, and little in one that was drawn anew.
      if (view !== JSON.stringify(this.view)) return;
      if (chosen !== null && ids.has(chosen)) this.selectedId = chosen;
      else if (ids.size === 1) this.selectedId = [...ids][0] ?? null;
      if (drawn !== this.#drawn) return void this.reload();
      this.rows = lawful(joined(this.rows, taken), this.#now());
      this.total += all;
    };
    return { left: settle, back };
  }

  /** Shows rows as changed; with `keep` they stay although they left the view. Returns the way back. */
  change(ids: ReadonlySet<string>, change: (row: JobRow) => Partial<JobRow>, keep = false): () => void {
    if (keep) for (const id of ids) this.#kept.add(id);
    const before = new Map<string, Partial<JobRow>>();
    this.rows = this.rows.map((row) => {
      if (!ids.has(row.id)) return row;
      const changed = change(row);
      before.set(row.id, Object.fromEntries(Object.keys(changed).map((key) => [key, row[key as keyof JobRow]])));
      return { ...row, ...changed };
    });
    return () => {
      this.rows = this.rows.map((row) => ({ ...row, ...before.get(row.id) }));
    };
  }

  /** Shows a new row as seen; one that was sorted meanwhile stays as it is. */
  see(id: string): void {
    if (this.row(id)?.state === 'new') this.change(new Set([id]), () => ({ state: 'seen' }), true);
  }

  /** Shows what is marked on a job as it is stored, also on a row that `refresh` does not ask for. */
  mark({ id, starred, noted, followUp, labels }: JobRow): void {
    const row = this.row(id);
    if (row === undefined) return;
    const same = row.starred === starred && row.noted === noted && row.followUp === followUp;
    if (same && row.labels.join('\n') === labels.join('\n')) return;
    this.change(new Set([id]), () => ({ starred, noted, followUp, labels }));
  }

  row(id: string): JobRow | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.rows[place];
  }

  async #load(length: number): Promise<void> {
    const asked = ++this.#asked;
    this.#coming = length;
    const { request: by, text } = this;
    if (this.phase === 'failed') this.phase = 'loading';
    try {
      const page = await this.#beginning(by, Math.min(Math.max(length, PAGE), LONGEST));
      if (asked !== this.#asked) return;
      this.#drawnBy = by;
      this.#draw(page);
    } catch (thrown) {
      const error = await asTyped(this.#backend, by, text, asWireError(thrown));
      if (asked === this.#asked) this.#fail(error);
    } finally {
      if (asked === this.#asked) this.#coming = null;
    }
  }

  async #beginning(by: Asked, length: number): Promise<JobsPage> {
    let page = await this.#ask(by, null, Math.min(length, MOST));
    while (page.next !== null && page.rows.length < length) {
      const more = await this.#ask(by, page.next, MOST);
      page = { ...more, rows: [...page.rows, ...more.rows] };
    }
    return page;
  }

  #draw(page: JobsPage): void {
    this.#drawn += 1;
    this.#kept.clear();
    this.rows = page.rows;
    this.total = page.total;
    this.arrived = 0;
    this.phase = 'ready';
    this.problem = null;
    this.filterProblems = [];
    this.#setNext(page.next);
  }

  #merge(page: JobsPage): void {
    const merged = merge(this.rows, this.#next === null, page, (id) => this.#kept.has(id) || id === this.selectedId);
    if (merged === 'replace') {
      this.#draw(page);
      return;
    }
    this.rows = lawful(merged.rows, this.#now());
    this.arrived = merged.arrived;
    this.total = Math.max(page.total - merged.arrived, merged.rows.length);
    this.problem = null;
  }

  #fail(error: WireError): void {
    if (error.code === 'invalidQuery') {
      this.filterProblems = error.problems;
      // No rows are on their way until it is mended.
      this.phase = 'ready';
      return;
    }
    this.problem = error;
    this.phase = 'failed';
  }

  #empty(): void {
    this.#drawn += 1;
    this.#drawnBy = null;
    this.rows = [];
    this.total = 0;
    this.arrived = 0;
    this.more = 'none';
    this.phase = 'loading';
    this.filterProblems = [];
    this.selectedId = null;
  }

  #setNext(next: string | null): void {
    this.#next = next;
    this.more = next === null ? 'none' : 'idle';
  }

  async #ask(by: Asked, cursor: string | null, limit: number): Promise<JobsPage> {
    const page = await this.#backend.jobs({ ...by, cursor, limit });
    if (this.#leaving.size === 0) return page;
    const rows = page.rows.filter(({ id }) => !this.#leaving.has(id));
    if (rows.length === page.rows.length) return page;
    return { ...page, rows, total: Math.max(rows.length, page.total - this.#leaving.size) };
  }
}
