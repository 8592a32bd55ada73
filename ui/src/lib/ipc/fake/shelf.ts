// What the fake has stored: jobs and searches, and how lists, pages and undo come out of them.

import type {
  Change,
  Counts,
  DismissReason,
  FilledSnippet,
  JobDetail,
  JobRow,
  JobsPage,
  JobsRequest,
  JobState,
  Marks,
  Preview,
  Search,
  SearchInput,
  Source,
  View,
  WireError,
} from '../bindings';
import { facts, timeline } from './details';
import { isIn, sorted } from './lists';
import { clientOf, dismissed, MarkBook, requirements } from './marks';
import { arrival, type FakeJob } from './market';
import { asksForSomething, check, explain, fits, highlights, wanted } from './query';
import { links, missed, warnings } from './readings';

export function refusal<C extends WireError['code']>(code: C, message: string): WireError & { code: C } {
  return { code, message, problems: [], until: null } as unknown as WireError & { code: C };
}

type StoredSearch = Omit<Search, 'unread' | 'matches' | 'sources' | 'marketplace'> & Pick<SearchInput, 'sources'>;

export class Shelf {
  #jobs: FakeJob[];
  #searches: StoredSearch[] = [];
  #undo = new Map<string, () => number>();
  #tokens = 0;
  readonly marks = new MarkBook();

  readonly #sources: () => readonly Source[];

  constructor(jobs: FakeJob[], searches: readonly SearchInput[], sources: () => readonly Source[]) {
    this.#jobs = jobs;
    this.#sources = sources;
    for (const search of searches) this.addSearch(search);
  }

  arrive(count: number, now: number): void {
    for (let left = count; left > 0; left -= 1) {
      const job = arrival(String(this.#jobs.length + 1), now);
      this.#match([job]);
      this.#jobs = [job, ...this.#jobs];
    }
  }

  get latest(): JobRow | undefined {
    return this.#jobs[0]?.row;
  }

  searches(): Search[] {
    return this.#searches.map((search) => {
      const rows = this.#in({ kind: 'search', searchId: search.id });
      const unread = rows.filter(({ row }) => row.state === 'new').length;
      const sources = this.#read(search.sources);
      const ids = sources.map(({ id }) => id);
      const marketplace = sources.some(({ service }) => service === 'marketplace');
      return { ...search, sources: ids, marketplace, matches: rows.length, unread };
    });
  }

  addSearch(input: SearchInput): Search {
    this.#judge(input.query);
    this.#judgeAsked(input.query, input.sources);
    if (this.#searches.some(({ name }) => name === input.name))
      throw refusal('invalid', `There is a search named “${input.name}” already. Choose another name.`);
    const id = `s${this.#searches.length + 1}-${(this.#tokens += 1)}`;
    this.#searches.push({ id, paused: false, ...input });
    this.#match(this.#jobs);
    return this.search(id);
  }

  editSearch(id: string, input: SearchInput): Search {
    this.#judge(input.query);
    const sources = input.sources ?? this.#searches.find((search) => search.id === id)?.sources ?? null;
    this.#judgeAsked(input.query, sources);
    this.#searches = this.#searches.map((search) => (search.id === id ? { ...search, ...input, sources } : search));
    this.#match(this.#jobs);
    return this.search(id);
  }

  pauseSearch(id: string, paused: boolean): void {
    this.#searches = this.#searches.map((search) => (search.id === id ? { ...search, paused } : search));
  }

  setBackground(id: string, background: boolean): void {
    this.#searches = this.#searches.map((search) => (search.id === id ? { ...search, background } : search));
  }

  removeSearch(id: string): Change {
    const before = this.#searches;
    this.#searches = before.filter((search) => search.id !== id);
    this.#match(this.#jobs);
    return this.undoable(1, () => {
      this.#searches = before;
      this.#match(this.#jobs);
    });
  }

  search(id: string): Search {
    const found = this.searches().find((search) => search.id === id);
    if (!found) throw refusal('notFound', 'That search is no longer there.');
    return found;
  }

  preview(query: string): Preview {
    const judged = check(query);
    const matched = judged.ok ? this.#jobs.filter((job) => fits(query, job)) : [];
    const rows = matched.slice(0, 5).map(({ row }) => ({ ...row }));
    return { check: judged, stored: this.#jobs.length, matched: matched.length, perDay: matched.length / 7, rows };
  }

  jobs({ cursor, limit, ...request }: JobsRequest): JobsPage {
    const all = this.#listed(request);
    const from = cursor === null ? 0 : all.findIndex(({ row }) => row.id === cursor) + 1;
    const page = all.slice(from, from + limit);
    const next = from + limit < all.length ? (page.at(-1)?.row.id ?? null) : null;
    return { rows: page.map(({ row }) => ({ ...row })), next, total: all.length };
  }

  detail(id: string): JobDetail {
    const job = this.#job(id);
    const searches = this.#searches.filter((search) => job.row.searches.some((named) => named.id === search.id));
    const queries = searches.map(({ query }) => query);
    return {
      row: { ...job.row },
      description: job.description,
      titleHighlights: queries.flatMap((query) => highlights(query, job.row.title)),
      descriptionHighlights: queries.flatMap((query) => highlights(query, job.description)),
      skills: job.skills,
      highlightedSkills: job.skills.filter((skill) => queries.some((query) => wanted(query, skill))),
      facts: facts(job),
      why: searches.map(({ id: searchId, name, query }) => ({
        search: { id: searchId, name },
        conditions: explain(query, job),
      })),
      nearMisses: missed(job, this.#searches),
      marks: this.marks.of(id),
      requirements: requirements(job),
      warnings: warnings(job),
      links: links(job),
      client: clientOf(job, this.#jobs, this.marks.clientNotes.get(id) ?? ''),
      timeline: timeline(job),
      canOpen: !job.row.private,
      openProblem: job.row.private ? 'The service gives no address for a private job.' : null,
    };
  }

  counts(): Counts {
    const size = (view: View): number => this.#in(view).length;
    return {
      inbox: size({ kind: 'inbox' }),
      unread: this.#in({ kind: 'inbox' }).filter(({ row }) => row.state === 'new').length,
      saved: size({ kind: 'saved' }),
      applied: size({ kind: 'applied' }),
      dismissed: size({ kind: 'dismissed' }),
      all: this.#jobs.length,
    };
  }

  setState(ids: readonly string[], state: JobState, reason: DismissReason | null, now: number): Change {
    const jobs = ids.map((id) => this.#job(id));
    const before = jobs.map(({ row }) => ({ row, state: row.state }));
    for (const { row } of before) row.state = state;
    const backs = jobs.map((job) => this.marks.change(job, this.#markedAs(job, state, reason, now)));
    const change = this.undoable(before.length, () => {
      for (const { row, state: old } of before) row.state = old;
      for (const back of backs) back();
    });
    const what = state === 'dismissed' ? dismissed(reason) : `Marked as ${state}`;
    return this.#noted(change, what, jobs, now);
  }

  /** Changes the marks of jobs as one step. */
  mark(ids: readonly string[], what: string, change: (id: string) => Partial<Marks>, now: number): Change {
    const jobs = ids.map((id) => this.#job(id));
    const backs = jobs.map((job) => this.marks.change(job, change(job.row.id)));
    const step = this.undoable(jobs.length, () => backs.forEach((back) => back()));
    return this.#noted(step, what, jobs, now);
  }

  setClientNote(id: string, note: string): Change {
    const before = this.marks.clientNotes.get(id) ?? '';
    this.marks.clientNotes.set(id, note.trim());
    return this.undoable(1, () => this.marks.clientNotes.set(id, before));
  }

  removeSnippet(id: string): Change {
    const before = this.marks.snippets;
    this.marks.snippets = before.filter((snippet) => snippet.id !== id);
    return this.undoable(1, () => (this.marks.snippets = before));
  }

  fill(snippet: string, job: string): FilledSnippet {
    return this.marks.fill(snippet, this.#job(job));
  }

  moveSearch(id: string, before: string | null): void {
    const moved = this.#searches.find((search) => search.id === id);
    if (!moved || id === before) return;
    const others = this.#searches.filter((search) => search.id !== id);
    const at = others.findIndex((search) => search.id === before);
    this.#searches = at < 0 ? [...others, moved] : [...others.slice(0, at), moved, ...others.slice(at)];
  }

  /** The ids of a whole list. */
  jobIds(request: Omit<JobsRequest, 'cursor' | 'limit'>): string[] {
    return this.#listed(request).map(({ row }) => row.id);
  }

  markSeen(id: string): boolean {
    const { row } = this.#job(id);
    if (row.state !== 'new') return false;
    row.state = 'seen';
    return true;
  }

  undo(token: string): number {
    this.marks.steps = this.marks.steps.filter((step) => step.undo !== token);
    const back = this.#undo.get(token);
    this.#undo.delete(token);
    return back?.() ?? 0;
  }

  /** Keeps the way back of something that was changed. */
  undoable(changed: number, back: () => unknown): Change {
    const token = `u${(this.#tokens += 1)}`;
    this.#undo.set(token, () => {
      back();
      return changed;
    });
    return { undo: token, changed };
  }

  /** Writes a step down where what was done is listed. */
  #noted(step: Change, what: string, jobs: readonly FakeJob[], now: number): Change {
    const rows = jobs.map(({ row }) => row);
    this.marks.note(step.undo, what, rows, now);
    return step;
  }

  #judge(query: string): void {
    const { errors } = check(query);
    if (errors[0]) throw { ...refusal('invalidQuery', errors[0].message), problems: errors };
  }

  /** The marketplace is asked for a search as written, so it must ask for something. */
  #judgeAsked(query: string, sources: readonly string[] | null): void {
    const asked = this.#read(sources).some(({ service }) => service === 'marketplace');
    if (asked && !asksForSomething(query))
      throw refusal(
        'invalidQuery',
        'Add a word that must be in the job: this source is asked for the search as written.',
      );
  }

  #read(ids: readonly string[] | null): readonly Source[] {
    return this.#sources().filter(({ id, service }) => (ids === null ? service !== 'marketplace' : ids.includes(id)));
  }

  #markedAs(job: FakeJob, state: JobState, reason: DismissReason | null, now: number): Partial<Marks> {
    const { application } = this.marks.of(job.row.id);
    const applied = state === 'applied' ? { appliedOn: new Date(now).toISOString(), bid: null, connects: null } : null;
    return { reason: state === 'dismissed' ? reason : null, application: application ?? applied };
  }

  #listed({ view, text, sort }: Omit<JobsRequest, 'cursor' | 'limit'>): FakeJob[] {
    this.#judge(text);
    const jobs = this.#in(view).filter((job) => text.trim() === '' || fits(text, job));
    return sorted(jobs, sort);
  }

  #job(id: string): FakeJob {
    const job = this.#jobs.find(({ row }) => row.id === id);
    if (!job) throw refusal('notFound', 'That job is no longer there.');
    return job;
  }

  #match(jobs: readonly FakeJob[]): void {
    for (const job of jobs)
      job.row.searches = this.#searches.filter(({ query }) => fits(query, job)).map(({ id, name }) => ({ id, name }));
  }

  #in(view: View): FakeJob[] {
    const active = new Set(this.#searches.filter(({ paused }) => !paused).map(({ id }) => id));
    return this.#jobs.filter(({ row }) => isIn(row, view, active));
  }
}
