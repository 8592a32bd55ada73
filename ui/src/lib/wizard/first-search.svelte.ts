// The first search: written like any other, with a name proposed, and with the first jobs fetched to try it on.

import { asWireError, type Backend, type JobRow, type Preview, type Search } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { SearchEditor } from '$lib/searches/search-editor.svelte';
import { nameOfQuery } from './names';

export class FirstSearch {
  editor: SearchEditor;
  /** Set once the search is saved. */
  id = $state<string | null>(null);
  /** The newest that fit. While the query is wrong, those of the last one that was not. */
  rows = $state.raw<readonly JobRow[]>([]);
  /** The first jobs are being fetched. */
  fetching = $state(false);
  fetchProblem = $state<string | null>(null);

  #nameIsOwn = false;
  #tried = '';
  #backend: Backend;
  #say: (text: string) => void;
  #onquery: () => void;

  /** `onquery` is called when another query came to rest. */
  constructor(backend: Backend, say: (text: string) => void, onquery: () => void) {
    this.#backend = backend;
    this.#say = say;
    this.#onquery = onquery;
    this.editor = $state.raw(this.#edit(null));
  }

  get query(): string {
    return this.editor.query;
  }

  set query(text: string) {
    this.editor.query = text;
    // A trade's name fits its query however that is narrowed, until it is written anew.
    if (this.#nameIsOwn || (this.editor.nameIsPicked && text.trim() !== '')) return;
    this.editor.name = nameOfQuery(text);
    this.editor.nameProblem = null;
  }

  get name(): string {
    return this.editor.name;
  }

  /** A name the user writes is theirs; an emptied one is proposed again. */
  set name(text: string) {
    this.editor.name = text;
    this.editor.nameProblem = null;
    this.#nameIsOwn = text.trim() !== '';
  }

  /** Takes a preset query. A name that was only proposed gives way to the trade's. */
  pick(query: string, name: string): void {
    if (!this.#nameIsOwn) this.editor.name = '';
    this.editor.pick(query, name);
  }

  /** Takes up what was left: a saved search by its id, or only the query. */
  async restore(id: string | null, query: string): Promise<void> {
    const saved = id === null ? undefined : (await this.#backend.searches()).find((search) => search.id === id);
    this.id = saved?.id ?? null;
    this.#nameIsOwn = saved !== undefined;
    this.editor = this.#edit(saved ?? null);
    if (saved === undefined) this.query = query;
    this.#tried = this.query;
    this.rest();
  }

  /** Stops what was to happen later. */
  rest(): void {
    this.editor.stop();
  }

  /**
   * Shows a preview; where nothing is stored yet, fetches the first jobs. A search of `named` sources is asked as it is
   * written, so nothing can be fetched before it is.
   */
  async begin(named: readonly string[] | null = null): Promise<void> {
    this.editor.sources = named;
    await this.editor.try();
    if (named === null && this.editor.preview?.stored === 0 && !this.fetching) await this.fetchJobs();
  }

  async fetchJobs(): Promise<void> {
    this.fetching = true;
    this.fetchProblem = null;
    this.#say(m.wizard_fetching());
    try {
      this.fetchProblem = (await this.#backend.checkNow()).problem;
    } catch (error) {
      this.fetchProblem = asWireError(error).message;
    } finally {
      this.fetching = false;
    }
    await this.editor.try();
    this.#say(this.fetchProblem ?? m.wizard_fetched({ count: this.editor.preview?.stored ?? 0 }));
  }

  /** Saves the search; false, with the reason in view, when it cannot be. */
  async save(): Promise<boolean> {
    const saved = await this.editor.save(async (_, input) => {
      const { id } = this;
      const { id: kept } = await (id === null ? this.#backend.addSearch(input) : this.#backend.editSearch(id, input));
      this.id = kept;
    });
    // A name comes with the query, so where both are missing only the query is asked for.
    if (this.editor.queryProblem !== null && !this.#nameIsOwn) this.editor.nameProblem = null;
    return saved;
  }

  #edit(search: Search | null): SearchEditor {
    return new SearchEditor(this.#backend, search, (preview) => this.#shown(preview));
  }

  #shown({ check, stored, matched, rows }: Preview): void {
    if (this.query !== this.#tried) this.#onquery();
    this.#tried = this.query;
    if (!check.ok) return;
    this.rows = rows;
    if (stored > 0) this.#say(m.wizard_preview_matched({ matched, stored }));
  }
}
