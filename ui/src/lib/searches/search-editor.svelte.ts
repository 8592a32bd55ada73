// A search while it is written: its name, its query tried on what is stored, and how it tells.

import { asWireError, type Backend, type Preview, type QueryProblem, type Search, type SearchInput } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { PastedLink } from './pasted-link.svelte';
import { AT_FIRST, Telling } from './telling.svelte';

/** Rest in typing after which the query is tried, in milliseconds. */
export const PREVIEW_REST = 150;

export class SearchEditor {
  name = $state('');
  preview = $state.raw<Preview | null>(null);
  nameProblem = $state<string | null>(null);
  queryProblem = $state<string | null>(null);
  /** What failed besides. */
  problem = $state<string | null>(null);
  saving = $state(false);
  /** Ids of the sources it is to read, once they were chosen anew; null leaves them. */
  sources = $state.raw<readonly string[] | null>(null);
  /** It is asked in the background at services whose terms leave that open. */
  background = $state(false);

  #query = $state('');
  /** The name that came with a preset query. */
  #picked: string | null = null;
  /** What was wrong when saving, before any preview found it. */
  #refused = $state.raw<readonly QueryProblem[] | null>(null);
  #backend: Backend;
  #ontried: (preview: Preview) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  readonly id: string | null;
  readonly link: PastedLink;
  readonly telling: Telling;
  readonly errors = $derived(this.#refused ?? this.preview?.check.errors ?? []);
  readonly warnings = $derived(this.preview?.check.warnings ?? []);

  /** For a new search, or for one to be changed. `ontried` is told what a query came to. */
  constructor(backend: Backend, search: Search | null, ontried: (preview: Preview) => void = () => undefined) {
    this.#backend = backend;
    this.#ontried = ontried;
    this.link = new PastedLink(backend);
    this.id = search?.id ?? null;
    this.name = search?.name ?? '';
    this.#query = search?.query ?? '';
    this.telling = new Telling(search ?? AT_FIRST);
    this.background = search?.background ?? false;
  }

  get query(): string {
    return this.#query;
  }

  set query(text: string) {
    this.#query = text;
    this.link.changed(text);
    this.#refused = null;
    this.queryProblem = null;
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#timer = setTimeout(() => void this.try(), PREVIEW_REST);
  }

  /** The name came with a preset query and was not changed since. */
  get nameIsPicked(): boolean {
    return this.#picked !== null && this.name === this.#picked;
  }

  /** Begins with a query, or with that of a link. */
  async begin(text: string): Promise<void> {
    const link = /^https?:\/\//iu.test(text);
    const query = link ? await this.link.read(text, '') : text;
    if (query !== null) this.query = query;
  }

  /** Takes a preset query, and its name unless there is one of the user's own. */
  pick(query: string, name: string): void {
    this.link.forget();
    this.query = query;
    if (this.name.trim() !== '' && !this.nameIsPicked) return;
    this.name = name;
    this.#picked = name;
    this.nameProblem = null;
  }

  /** Tries the query on what is stored. Answers to older questions are dropped. */
  async try(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const preview = await this.#backend.previewQuery(this.#query);
      if (asked !== this.#asked) return;
      this.preview = preview;
      this.problem = null;
      this.#ontried(preview);
    } catch (thrown) {
      if (asked === this.#asked) this.problem = asWireError(thrown).message;
    }
  }

  /** Ends what was to happen later. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  /** Hands the search to `save`; when it cannot be saved, says why and where. */
  async save(save: (id: string | null, input: SearchInput) => Promise<void>): Promise<boolean> {
    const told = this.telling.read();
    const input = {
      name: this.name.trim(),
      query: this.#query.trim(),
      ...(told ?? AT_FIRST),
      sources: this.sources === null ? null : [...this.sources],
      background: this.background,
    };
    this.nameProblem = input.name === '' ? m.search_name_missing() : null;
    this.queryProblem = input.query === '' ? m.search_query_missing() : null;
    if (told === null || this.nameProblem !== null || this.queryProblem !== null || this.saving) return false;
    this.saving = true;
    this.problem = null;
    try {
      await save(this.id, input);
      return true;
    } catch (thrown) {
      const error = asWireError(thrown);
      if (error.code === 'invalidQuery') this.#refuse(error.problems, error.message);
      else if (error.code === 'invalid') this.nameProblem = error.message;
      else this.problem = error.message;
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** A query may be refused as a whole, with nothing in it to point at. */
  #refuse(problems: readonly QueryProblem[], message: string): void {
    this.#refused = problems;
    if (problems.length === 0) this.queryProblem = message;
  }
}
