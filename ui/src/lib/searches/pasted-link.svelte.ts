// A search link pasted into the field of a query: the query it asks for, and what of it could not be carried over.

import { asWireError, type Backend, type LinkPart } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export class PastedLink {
  /** What is missing from the query, or in it in another way. */
  left = $state.raw<readonly LinkPart[]>([]);
  /** Why there is no query in it. */
  problem = $state<string | null>(null);
  #backend: Backend;
  /** The query that gave way to the link's. */
  #before = '';
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The query of a link, to be written over `before`. Null, with the reason in view, when there is none. */
  async read(url: string, before: string): Promise<string | null> {
    const asked = ++this.#asked;
    try {
      const { query, left } = await this.#backend.readLink(url);
      if (asked !== this.#asked) return null;
      this.#before = before;
      this.left = left;
      // Every job fits a blank query, so what was there stays.
      this.problem = query === '' ? m.link_blank() : null;
      return query === '' ? null : query;
    } catch (thrown) {
      if (asked === this.#asked) {
        this.left = [];
        this.problem = asWireError(thrown).message;
      }
      return null;
    }
  }

  /** The query is another: nothing more is said of a link that was refused, undone, or emptied out of the field. */
  changed(query: string): void {
    if (this.problem !== null || query.trim() === '' || query === this.#before) this.forget();
  }

  forget(): void {
    this.left = [];
    this.problem = null;
  }
}
