// The first search: a query tried on what is stored while it is typed, a name, a rule for telling.

import { asWireError, type Backend, type JobRow, type Notify, type Preview, type QueryProblem } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { nameOfQuery } from './names';

/** Rest in typing after which the preview is asked for, in milliseconds. */
export const PREVIEW_DELAY = 200;

export class FirstSearch {
  /** Set once the search is saved. */
  id = $state<string | null>(null);
  notify = $state<Notify>('instant');
  preview = $state.raw<Preview | null>(null);
  /** The newest that fit. While the query is wrong, those of the last one that was not. */
  rows = $state.raw<readonly JobRow[]>([]);
  /** Errors the shell found when saving, before any preview did. */
  #refused = $state.raw<readonly QueryProblem[]>([]);
  /** The first jobs are being fetched. */
  fetching = $state(false);
  fetchProblem = $state<string | null>(null);
  nameProblem = $state<string | null>(null);
  queryProblem = $state<string | null>(null);
  /** What failed besides. */
  problem = $state<string | null>(null);
  saving = $state(false);

  #query = $state('');
  #name = $state('');
  #nameIsOwn = false;
  #backend: Backend;
  #say: (text: string) => void;
  #onquery: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  readonly errors = $derived(this.#refused.length > 0 ? this.#refused : (this.preview?.check.errors ?? []));
  readonly warnings = $derived(this.preview?.check.warnings ?? []);

  /** `onquery` is called when the query came to rest. */
  constructor(backend: Backend, say: (text: string) => void, onquery: () => void) {
    this.#backend = backend;
    this.#say = say;
    this.#onquery = onquery;
  }

  get query(): string {
    return this.#query;
  }

  set query(text: string) {
    this.#query = text;
    this.queryProblem = null;
    this.#refused = [];
    if (!this.#nameIsOwn) this.#name = nameOfQuery(text);
    this.#previewSoon();
  }

  get name(): string {
    return this.#name;
  }

  /** A name the user writes is theirs; an emptied one is proposed again. */
  set name(text: string) {
    this.#name = text;
    this.#nameIsOwn = text.trim() !== '';
    this.nameProblem = null;
  }

  /** Takes up what was left: a saved search by its id, or only the query. */
  async restore(id: string | null, query: string): Promise<void> {
    this.#query = query;
    this.#name = nameOfQuery(query);
    if (id === null) return;
    const saved = (await this.#backend.searches()).find((search) => search.id === id);
    if (!saved) return;
    this.id = saved.id;
    this.#query = saved.query;
    this.#name = saved.name;
    this.#nameIsOwn = true;
    this.notify = saved.notify;
  }

  /** Shows a preview; where nothing is stored yet, fetches the first jobs. */
  async begin(): Promise<void> {
    await this.previewNow();
    if (this.preview?.stored === 0 && !this.fetching) await this.fetchJobs();
  }

  async fetchJobs(): Promise<void> {
    this.fetching = true;
    this.fetchProblem = null;
    this.#say(m.wizard_fetching());
    try {
      const { problem } = await this.#backend.checkNow();
      this.fetchProblem = problem;
    } catch (error) {
      this.fetchProblem = asWireError(error).message;
    } finally {
      this.fetching = false;
    }
    await this.previewNow();
    if (this.fetchProblem === null) this.#say(m.wizard_fetched({ count: this.preview?.stored ?? 0 }));
  }

  /** Asks for the preview of the query as it stands. Answers to older questions are dropped. */
  async previewNow(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    try {
      const preview = await this.#backend.previewQuery(this.#query);
      if (asked !== this.#asked) return;
      this.problem = null;
      this.#shown(preview);
    } catch (error) {
      if (asked === this.#asked) this.problem = asWireError(error).message;
    }
  }

  /** Stops what was to happen later. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  /** Saves the search; false, with the reason in view, when it cannot be. */
  async save(): Promise<boolean> {
    const query = this.#query.trim();
    this.queryProblem = query === '' ? m.wizard_query_missing() : null;
    this.nameProblem = this.#name.trim() === '' && query !== '' ? m.wizard_name_missing() : null;
    if (this.queryProblem !== null || this.nameProblem !== null) return false;
    this.problem = null;
    this.saving = true;
    try {
      const input = { name: this.#name.trim(), query, notify: this.notify };
      const { id } = await (this.id === null
        ? this.#backend.addSearch(input)
        : this.#backend.editSearch(this.id, input));
      this.id = id;
      return true;
    } catch (error) {
      this.#refuse(error);
      return false;
    } finally {
      this.saving = false;
    }
  }

  #refuse(thrown: unknown): void {
    const error = asWireError(thrown);
    if (error.code === 'invalidQuery') this.#refused = error.problems;
    if (error.code === 'invalidQuery') this.queryProblem = m.wizard_query_refused();
    else if (error.code === 'invalid') this.nameProblem = error.message;
    else this.problem = error.message;
  }

  #previewSoon(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#timer = setTimeout(() => {
      this.#onquery();
      void this.previewNow();
    }, PREVIEW_DELAY);
  }

  #shown(preview: Preview): void {
    this.preview = preview;
    if (preview.check.ok) this.rows = preview.rows;
    const [error] = preview.check.errors;
    if (error) this.#say(error.message);
    else if (preview.stored > 0)
      this.#say(m.wizard_preview_matched({ matched: preview.matched, stored: preview.stored }));
  }
}
