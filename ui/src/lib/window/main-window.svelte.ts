// The main window as a whole: which list, which job, which page, and what happens when something changed. The parts know
// nothing of each other; they meet here.

import {
  asWireError,
  type Backend,
  type JobState,
  type Place,
  type QuickFilter,
  type Search,
  type Sort,
  type View,
} from '$lib/ipc';
import { ROW } from '$lib/jobs/entries';
import { JobList, PAGE } from '$lib/jobs/job-list.svelte';
import { JobPage } from '$lib/jobs/job-page.svelte';
import { JobDesk, type Part, type Takeable } from '$lib/jobs/page/job-desk.svelte';
import { Selection } from '$lib/jobs/selection.svelte';
import { Triage } from '$lib/jobs/triage.svelte';
import { Undo } from '$lib/jobs/undo.svelte';
import { SnippetBook } from '$lib/snippets/snippet-book.svelte';
import { Searches } from '$lib/searches/searches.svelte';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { untrack } from 'svelte';
import { live } from './live';
import { Narrowing } from './narrowing.svelte';
import { Pages } from './pages.svelte';
import { PlaceKeeper, sameView } from './place.svelte';
import { homeOf, TriageActions } from './triage-actions';
import { Watching } from './watching.svelte';

/** How many panes there is room for. */
export interface Layout {
  /** Only one: list or job. */
  readonly single: boolean;
}

export class MainWindow extends Pages {
  readonly list: JobList;
  readonly page: JobPage;
  readonly snippets: SnippetBook;
  readonly desk: JobDesk;
  readonly selection = new Selection();
  readonly narrowing: Narrowing;
  readonly triage: Triage;
  readonly acts: TriageActions;
  readonly undo: Undo;
  readonly searches: Searches;
  readonly watching: Watching;
  readonly keeper: PlaceKeeper;
  readonly #backend: Backend;
  readonly #layout: Layout;
  readonly #toasts: Toasts;

  /** The job covers the list, where there is room for one pane only. */
  reading = $state(false);
  /** The place the list is scrolled to, and the one it is to be scrolled to first. */
  scroll = $state(0);
  restored = $state<number | null>(null);
  /** The place the window was closed at is shown. */
  ready = $state(false);

  constructor(backend: Backend, toasts: Toasts, layout: Layout) {
    super();
    this.#backend = backend;
    this.#layout = layout;
    this.#toasts = toasts;
    this.list = new JobList(backend);
    this.narrowing = new Narrowing(this.list, this.selection);
    this.page = new JobPage(backend, this.list);
    this.undo = new Undo(backend, toasts);
    this.snippets = new SnippetBook(backend, this.undo, toasts);
    this.desk = new JobDesk(backend, this.page, this.undo, toasts);
    this.triage = new Triage(backend, this.list, this.undo, toasts);
    this.acts = new TriageActions(this, toasts);
    this.searches = new Searches(backend, this.undo, toasts);
    this.watching = new Watching(backend, toasts);
    this.keeper = new PlaceKeeper(backend);
  }

  get single(): boolean {
    return this.#layout.single;
  }

  /** The job that is read covers the list, and with it what is selected there. */
  get covered(): boolean {
    return this.single && this.reading;
  }

  /** What is typed above the list. */
  get filter(): string {
    return this.narrowing.text;
  }

  /** Where the user is, as it is written down. */
  readonly place: Place = $derived.by(() => ({
    view: this.list.view,
    jobId: this.page.id,
    scroll: Math.max(0, Math.round(this.scroll)),
    text: this.filter,
    sort: this.list.sort,
    quick: [...this.list.quick],
  }));

  /** Shows the place the window was closed at and listens for changes until the returned function is called. */
  async start(place: Place | null): Promise<() => void> {
    const news = live(this);
    const listening = Promise.all([
      this.#backend.onChanged(news.tell),
      this.#backend.onShowJob(({ id }) => void this.showJob(id)),
    ]);
    const { view, text, scroll, jobId } = place ?? { view: { kind: 'inbox' }, text: '', scroll: 0, jobId: null };
    this.narrowing.reset(text);
    this.list.sort = place?.sort ?? 'newest';
    this.list.quick = place?.quick ?? [];
    this.list.view = view;
    this.list.select(jobId);
    this.reading = jobId !== null;
    void this.#load(view);
    await this.list.open(view, text, Math.max(PAGE, Math.ceil(scroll / ROW) + PAGE));
    // Whoever is at another list by now reads that from its top.
    if (this.list.view === view) this.restored = scroll;
    this.ready = true;
    const stops = await listening;
    return () => {
      for (const stop of stops) stop();
      news.stop();
      void this.keeper.flush();
    };
  }

  /** Saves what is written and not saved, and where the user is. Tells whether all that was written is saved. */
  async flush(): Promise<boolean> {
    const saved = await Promise.all([this.desk.flush(), this.snippets.leave(), this.keeper.flush()]);
    return saved[0] && saved[1];
  }

  /** Goes to a list, from its top. */
  go(view: View): void {
    this.arriveAt();
    this.reading = false;
    this.list.select(null);
    this.narrowing.reset();
    this.restored = 0;
    void this.list.open(view, '');
  }

  /** Shows one job beside the inbox, or beside the list its state puts it in. */
  async showJob(id: string, state: JobState = 'new'): Promise<void> {
    this.arriveAt();
    this.narrowing.reset();
    this.desk.clear();
    const opened = this.list.open(homeOf(state), '');
    this.list.select(id);
    this.reading = true;
    await opened;
  }

  /** Chooses a job. Where there is one pane, `read` covers the list with it. */
  choose(id: string, read: boolean): void {
    this.list.select(id);
    this.selection.rest();
    if (read) this.reading = true;
  }

  /** Adds a job to the selection or takes it out, or selects what lies between it and the chosen one. */
  pick(id: string, how: 'toggle' | 'range'): void {
    if (how === 'range') {
      this.acts.extendTo(id);
    } else {
      this.list.select(id);
      this.selection.toggle(id);
    }
  }

  /** Keeps the job that is read in step with the one that is chosen. */
  follow(): void {
    const id = this.list.selectedId;
    if (id === null) this.reading = false;
    const shown = this.single && !this.reading ? null : id;
    untrack(() => {
      // Whoever comes back to a job later asks for its note, or whatever it was, again.
      if (this.desk.wanted?.job !== id) this.desk.wanted = null;
      const away = this.page.id !== null && this.list.row(this.page.id) === undefined;
      void this.page.show(shown, away);
    });
  }

  /** Narrows the list by a query, once typing rests. */
  filterBy(text: string): void {
    this.narrowing.type(text);
  }

  /** Takes what was typed away. */
  clearFilter(): Promise<void> {
    return this.narrowing.clear();
  }

  /** Shows the jobs that came in. */
  async showArrived(): Promise<void> {
    await this.list.showArrived();
    this.restored = 0;
  }

  async saveSearch(id: string | null, input: Parameters<Searches['save']>[1]): Promise<void> {
    const saved = await this.searches.save(id, input);
    this.dialog = null;
    if (id === null) this.go({ kind: 'search', searchId: saved.id });
    else await this.list.reload();
  }

  async removeSearch(search: Search): Promise<void> {
    await this.searches.remove(search);
    if (sameView(this.list.view, { kind: 'search', searchId: search.id })) this.go({ kind: 'inbox' });
    else await this.list.reload();
  }

  /** Has the search checked in the background that the open dialog asks about. */
  async beginBackground(): Promise<void> {
    const { dialog } = this;
    if (dialog?.kind !== 'background') return;
    this.dialog = null;
    await this.searches.setBackground(dialog.search, true);
  }

  async pauseSearch(search: Search): Promise<void> {
    await this.searches.pause(search);
    await this.list.reload();
  }

  save = (): void => this.acts.save();
  dismiss = (): void => this.acts.dismiss();
  markUnread = (): void => this.acts.unread();
  /** Asks what of the job that is read, or chosen, is to be muted. */
  mute = (): void => this.askToMute();
  askToMute(id = this.list.selectedId): void {
    const asked = this.acts.mutable(id);
    if (asked !== null) this.dialog = { kind: 'mute', ...asked };
  }
  openJob = (): void => this.acts.open();

  /** Marks the jobs that are chosen with a star, or takes it away. */
  star = (): void => this.acts.star();
  /** Marks them as applied for. */
  apply = (): void => this.acts.apply();
  /** Moves them along the pipeline, or back. */
  advance = (by: 1 | -1): void => this.acts.advance(by);
  /** Asks why, and dismisses them. */
  dismissWithReason = (): void => this.askOf('reason');
  /** Asks it of these, or how they are labelled, where there are any. */
  askOf(kind: 'reason' | 'labels', ids = this.acts.ids): void {
    if (ids.length > 0) this.dialog = { kind, ids };
  }
  /** Asks for labels of all that are selected. */
  labelSelected = (): void => this.askOf('labels');
  /** Adds the current job to the selection, or takes it out. */
  select = (): void => this.acts.select();
  selectAll = (): void => void this.acts.selectAll();
  /** Ends the selection; false when there was none. */
  clearSelection = (): boolean => {
    const some = this.selection.size > 0;
    this.selection.clear();
    return some;
  };
  /** Puts the list in another order. */
  sort = (sort: Sort): void => this.#fromTop(this.narrowing.sort(sort));
  /** Puts a quick filter on the list, or takes it off. */
  quick = (filter: QuickFilter): void => this.#fromTop(this.narrowing.toggle(filter));
  /** Goes to the note, the labels, the follow-up of the job that is read. */
  focusNote = (): void => this.#readAt('note');
  focusLabels = (): void => (this.selection.size > 0 && !this.covered ? this.labelSelected() : this.#readAt('labels'));
  focusFollowUp = (): void => this.#readAt('followUp');
  /** Copies the job that is chosen, also before its page is there. */
  copyMarkdown = (): void => this.#withChosen((job) => void this.desk.copy(job));
  /** Shows the snippets to copy for it. */
  insertSnippet = (): void => this.#withChosen((job) => this.desk.chooseSnippet(job));
  print = (): void => {
    this.#backend.printPage().catch((thrown: unknown) => this.#toasts.warn(asWireError(thrown).message));
  };

  /** Reads the job that is chosen, at one of its parts. */
  #readAt(part: Part): void {
    const id = this.list.selectedId;
    if (id === null) return;
    this.reading = true;
    this.desk.focus(id, part);
  }

  /** The page shows the job that was chosen before until the next one is there, so the row is asked. */
  #withChosen(act: (job: Takeable) => void): void {
    const id = this.list.selectedId;
    const { detail } = this.page;
    const row = id === null ? undefined : (this.list.row(id) ?? (detail?.row.id === id ? detail.row : undefined));
    if (row !== undefined) act(row);
  }

  #fromTop(drawn: Promise<void>): void {
    void drawn.then(() => (this.restored = 0));
  }

  async #load(view: View): Promise<void> {
    await Promise.all([this.searches.load(), this.watching.load()]);
    // The search that was shown may have been removed meanwhile, by the command line for one.
    const gone = view.kind === 'search' && this.searches.counts !== null && !this.searches.find(view.searchId);
    if (gone && sameView(view, this.list.view)) this.go({ kind: 'inbox' });
  }
}
