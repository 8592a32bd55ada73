// The saved searches and the numbers beside the views.

import { asWireError, type Backend, type Counts, type Search, type SearchInput } from '$lib/ipc';
import type { Undo } from '$lib/jobs/undo.svelte';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class Searches {
  all = $state.raw<Search[]>([]);
  counts = $state.raw<Counts | null>(null);
  #backend: Backend;
  #undo: Undo;
  #toasts: Toasts;

  constructor(backend: Backend, undo: Undo, toasts: Toasts) {
    this.#backend = backend;
    this.#undo = undo;
    this.#toasts = toasts;
  }

  async load(): Promise<void> {
    try {
      [this.all, this.counts] = await Promise.all([this.#backend.searches(), this.#backend.counts()]);
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  find(id: string): Search | undefined {
    return this.all.find((search) => search.id === id);
  }

  /** Adds a search, or changes the one with this id. May throw. */
  async save(id: string | null, input: SearchInput): Promise<Search> {
    const saved = await (id === null ? this.#backend.addSearch(input) : this.#backend.editSearch(id, input));
    await this.load();
    return saved;
  }

  async pause({ id, name, paused }: Search): Promise<void> {
    await this.#try(async () => {
      await this.#backend.pauseSearch(id, !paused);
      this.#toasts.say(paused ? m.toast_search_resumed({ name }) : m.toast_search_paused({ name }));
    });
  }

  /** Has a search checked in the background at the marketplace, or only by hand. */
  async setBackground({ id, name }: Search, on: boolean): Promise<void> {
    await this.#try(async () => {
      await this.#backend.setBackground(id, on);
      this.#toasts.say(on ? m.toast_background_on({ name }) : m.toast_background_off({ name }));
    });
  }

  /** Removes a search; undo brings it back. */
  async remove({ id, name }: Search): Promise<void> {
    await this.#try(async () => {
      const { undo } = await this.#backend.removeSearch(id);
      this.#undo.offer({ text: m.toast_search_removed({ name }), token: undo, back: () => void this.load() });
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  }
}
