// Which sources a search reads, while it is written. That is a question only where there is a source that must be named.

import { asWireError, type Backend, type Search, type Source } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { SearchEditor } from './search-editor.svelte';

export class SearchSources {
  all = $state.raw<readonly Source[]>([]);
  /** Why a choice was not taken, or the sources are not known. */
  problem = $state<string | null>(null);
  #backend: Backend;
  #editor: SearchEditor;
  #search: Search | null;

  /** Some source must be named, so that there is something to choose. */
  readonly offered = $derived(this.all.some(({ service }) => service === 'marketplace'));
  /** Ids of the sources it reads as things stand. */
  readonly chosen = $derived(this.#read());
  /** One of them is the marketplace's API. */
  readonly marketplace = $derived(
    this.all.some(({ id, service }) => service === 'marketplace' && this.chosen.includes(id)),
  );

  /** For the search that the editor is about. */
  constructor(backend: Backend, editor: SearchEditor, search: Search | null) {
    this.#backend = backend;
    this.#editor = editor;
    this.#search = search;
  }

  async load(): Promise<void> {
    try {
      this.all = await this.#backend.sources();
      // Where there is nothing but what must be named, that is meant.
      if (this.#search === null && this.#unnamed().length === 0) this.#editor.sources = this.all.map(({ id }) => id);
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
    }
  }

  /** Reads a source, or no longer. One is always read. */
  choose(id: string, reads: boolean): void {
    const others = this.chosen.filter((one) => one !== id);
    const chosen = reads ? [...others, id] : others;
    this.problem = chosen.length === 0 ? m.search_sources_none() : null;
    if (chosen.length === 0) return;
    this.#editor.sources = chosen;
    if (!this.marketplace) this.#editor.background = false;
  }

  #read(): readonly string[] {
    return this.#editor.sources ?? this.#search?.sources ?? this.#unnamed().map(({ id }) => id);
  }

  /** The sources that are read without being named. */
  #unnamed(): readonly Source[] {
    return this.all.filter(({ service }) => service !== 'marketplace');
  }
}
