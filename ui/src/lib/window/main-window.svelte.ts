// The main window as a whole: which list, which job, which page, and what happens when something changed. The parts know
// nothing of each other; they meet here.

import { asWireError, type Backend, type Changed, type Place, type Search, type View } from '$lib/ipc';
import { ROW } from '$lib/jobs/entries';
import { JobList, PAGE } from '$lib/jobs/job-list.svelte';
import { JobPage } from '$lib/jobs/job-page.svelte';
import { Triage } from '$lib/jobs/triage.svelte';
import { Undo } from '$lib/jobs/undo.svelte';
import { Searches } from '$lib/searches/searches.svelte';
import type { Section } from '$lib/settings/sections';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { untrack } from 'svelte';
import { coalesced } from './coalesce';
import { PlaceKeeper, sameView } from './place.svelte';
import { Watching } from './watching.svelte';

/** Rest in typing after which the filter is applied, in milliseconds. */
export const FILTER_REST = 150;

/** How many panes there is room for. */
export interface Layout {
  /** Only one: list or job. */
  readonly single: boolean;
}

type DialogShown =
  /** `text`: what a new one begins with, a link or a query. */
  | { kind: 'search'; search: Search | null; text?: string }
  | { kind: 'background'; search: Search }
  | { kind: 'keyboard' }
  | { kind: 'palette' }
  /** `client`: it may be muted by its client, too. */
  | { kind: 'mute'; job: string; client: boolean };

export class MainWindow {
  readonly list: JobList;
  readonly page: JobPage;
  readonly triage: Triage;
  readonly undo: Undo;
  readonly searches: Searches;
  readonly watching: Watching;
  readonly keeper: PlaceKeeper;
  readonly #backend: Backend;
  readonly #layout: Layout;
  readonly #toasts: Toasts;

  /** What is shown besides the side bar; a section when it is the settings. */
  settings = $state<Section | null>(null);
  /** What calls were spent on is shown besides the side bar. */
  usage = $state(false);
  /** The jobs on their way, column by column, are shown besides the side bar. */
  board = $state(false);
  dialog = $state.raw<DialogShown | null>(null);
  /** The side bar lies over the rest, where there is no room for it. */
  drawer = $state(false);
  /** The job covers the list, where there is room for one pane only. */
  reading = $state(false);
  filter = $state('');
  /** The place the list is scrolled to, and the one it is to be scrolled to first. */
  scroll = $state(0);
  restored = $state<number | null>(null);
  /** The place the window was closed at is shown. */
  ready = $state(false);

  #filtering: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, toasts: Toasts, layout: Layout) {
    this.#backend = backend;
    this.#layout = layout;
    this.#toasts = toasts;
    this.list = new JobList(backend);
    this.page = new JobPage(backend, (id) => this.list.see(id));
    this.undo = new Undo(backend, toasts);
    this.triage = new Triage(backend, this.list, this.undo, toasts);
    this.searches = new Searches(backend, this.undo, toasts);
    this.watching = new Watching(backend, toasts);
    this.keeper = new PlaceKeeper(backend);
  }

  get single(): boolean {
    return this.#layout.single;
  }

  /** Something else than jobs is shown besides the side bar. */
  get away(): boolean {
    return this.settings !== null || this.usage;
  }

  /** Where the user is, as it is written down. */
  readonly place: Place = $derived.by(() => ({
    view: this.list.view,
    jobId: this.page.id,
    scroll: Math.max(0, Math.round(this.scroll)),
    text: this.filter,
    sort: this.list.sort,
    quick: [],
  }));

  /** Shows the place the window was closed at and listens for changes until the returned function is called. */
  async start(place: Place | null): Promise<() => void> {
    const listening = Promise.all([
      this.#backend.onChanged((changed) => this.#changed(changed)),
      this.#backend.onShowJob(({ id }) => void this.showJob(id)),
    ]);
    const { view, text, scroll, jobId } = place ?? { view: { kind: 'inbox' }, text: '', scroll: 0, jobId: null };
    this.filter = text;
    this.list.view = view;
    this.list.select(jobId);
    this.reading = jobId !== null;
    void this.#load(view);
    await this.list.open(view, text, Math.max(PAGE, Math.ceil(scroll / ROW) + PAGE));
    this.restored = scroll;
    this.ready = true;
    const stops = await listening;
    return () => {
      for (const stop of stops) stop();
      this.keeper.flush();
    };
  }

  /** Goes to a list, from its top. */
  go(view: View): void {
    this.#arriveAt();
    this.reading = false;
    this.list.select(null);
    this.#setFilter('');
    this.restored = 0;
    void this.list.open(view, '');
  }

  /** Shows one job beside the inbox. */
  async showJob(id: string): Promise<void> {
    this.#arriveAt();
    this.#setFilter('');
    const opened = this.list.open({ kind: 'inbox' }, '');
    this.list.select(id);
    this.reading = true;
    await opened;
  }

  openSettings(section: Section = 'watching'): void {
    this.#arriveAt();
    this.settings = section;
  }

  openUsage(): void {
    this.#arriveAt();
    this.usage = true;
  }

  /** Shows the jobs as they were left. */
  backToJobs = (): void => {
    this.settings = null;
    this.usage = false;
  };

  /** Chooses a job. Where there is one pane, `read` covers the list with it. */
  choose(id: string, read: boolean): void {
    this.list.select(id);
    if (read) this.reading = true;
  }

  /** Keeps the job that is read in step with the one that is chosen. */
  follow(): void {
    const id = this.list.selectedId;
    if (id === null) this.reading = false;
    const shown = this.single && !this.reading ? null : id;
    untrack(() => {
      const away = this.page.id !== null && this.list.row(this.page.id) === undefined;
      void this.page.show(shown, away);
    });
  }

  /** Narrows the list by a query, once typing rests. */
  filterBy(text: string): void {
    if (text.trim() === '') return void this.clearFilter();
    this.#setFilter(text);
    this.#filtering = setTimeout(() => void this.list.open(this.list.view, text), FILTER_REST);
  }

  /** Shows the whole list again. */
  async clearFilter(): Promise<void> {
    this.#setFilter('');
    await this.list.open(this.list.view, '');
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

  /** Does something with the job that is chosen, as it stands now. */
  withJob(act: (id: string) => Promise<void>): void {
    const id = this.list.selectedId;
    if (id !== null) void act(id);
  }

  save = (): void => this.withJob((id) => this.triage.save(id, this.#stateOf(id)));
  dismiss = (): void => this.withJob((id) => this.triage.dismiss(id, this.#stateOf(id)));
  markUnread = (): void => this.withJob((id) => this.triage.markUnread(id));
  /** Asks what of the job that is read, or chosen, is to be muted. */
  mute = (): void => {
    const id = this.page.id ?? this.list.selectedId;
    if (id === null) return;
    const { detail } = this.page;
    const row = detail?.row.id === id ? detail.row : this.list.row(id);
    // A client is known again by the content of a job, which may have to be forgotten.
    this.dialog = { kind: 'mute', job: id, client: row === undefined || row.retention === 'kept' };
  };
  openJob = (): void => this.withJob((id) => this.triage.open(id));

  /** Marks the jobs that are chosen with a star, or takes it away. */
  star = (): void => undefined;
  /** Marks them as applied for. */
  apply = (): void => undefined;
  /** Asks why, and dismisses them. */
  dismissWithReason = (): void => undefined;
  /** Adds the current job to the selection, or takes it out. */
  select = (): void => undefined;
  selectAll = (): void => undefined;
  /** Ends the selection; false when there was none. */
  clearSelection = (): boolean => false;
  /** Gives them the next state on the way from new to hired, or the one before. */
  advance = (_by: 1 | -1): void => undefined;
  openBoard = (): void => undefined;
  /** Shows what was done and can be taken back. */
  openSteps = (): void => undefined;
  /** Goes to the note, the labels, the follow-up of the job that is read. */
  focusNote = (): void => undefined;
  focusLabels = (): void => undefined;
  focusFollowUp = (): void => undefined;
  copyMarkdown = (): void => undefined;
  /** Shows the snippets to copy for the job that is read. */
  insertSnippet = (): void => undefined;
  openPalette = (): void => void (this.dialog = { kind: 'palette' });
  print = (): void => {
    this.#backend.printPage().catch((thrown: unknown) => this.#toasts.warn(asWireError(thrown).message));
  };

  #stateOf(id: string): 'new' | NonNullable<JobPage['detail']>['row']['state'] {
    const { detail } = this.page;
    return this.list.row(id)?.state ?? (detail?.row.id === id ? detail.row.state : 'new');
  }

  #arriveAt(): void {
    this.backToJobs();
    this.drawer = false;
    this.dialog = null;
  }

  #setFilter(text: string): void {
    clearTimeout(this.#filtering);
    this.filter = text;
  }

  async #load(view: View): Promise<void> {
    await Promise.all([this.searches.load(), this.watching.load()]);
    // The search that was shown may have been removed meanwhile, by the command line for one.
    const gone = view.kind === 'search' && this.searches.counts !== null && !this.searches.find(view.searchId);
    if (gone && sameView(view, this.list.view)) this.go({ kind: 'inbox' });
  }

  #changed(changed: Changed): void {
    if (changed.jobs || changed.searches) {
      void this.#refreshJobs();
      void this.#refreshSearches();
    }
    if (changed.status || changed.sources) void this.#refreshStatus();
  }

  readonly #refreshJobs = coalesced(async () => {
    await Promise.all([this.list.refresh(), this.page.refresh()]);
  });
  readonly #refreshSearches = coalesced(() => this.searches.load());
  readonly #refreshStatus = coalesced(() => this.watching.load());
}
