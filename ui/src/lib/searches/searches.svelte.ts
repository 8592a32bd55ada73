// The saved searches and the numbers beside the views.

import { asWireError, type Backend, type Counts, type Search, type SearchInput } from '$lib/ipc';
import type { Undo } from '$lib/jobs/undo.svelte';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class Searches {
  all = $state.raw<Search[]>([]);
  counts = $state.raw<Counts | null>(null);
  /** What screen readers are told of a search that was moved. */
  spoken = $state('');
  #backend: Backend;
  #undo: Undo;
  #toasts: Toasts;
  /** Counts questions, so that late answers to old ones are dropped. */
  #asked = 0;
  /** Moves on their way, and how many: each is asked for when the one before it is done. */
  #moves: Promise<void> = Promise.resolve();
  #moving = 0;

  constructor(backend: Backend, undo: Undo, toasts: Toasts) {
    this.#backend = backend;
    this.#undo = undo;
    this.#toasts = toasts;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const [all, counts] = await Promise.all([this.#backend.searches(), this.#backend.counts()]);
      // The order is known only once all moves are done; the last of them asks again.
      if (asked !== this.#asked || this.#moving > 0) return;
      this.all = all;
      this.counts = counts;
    } catch (thrown) {
      if (asked === this.#asked) this.#toasts.warn(asWireError(thrown).message);
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

  /** Puts a search before another one, or last; the side bar follows at once. */
  async move(id: string, before: string | null): Promise<void> {
    const all = moved(this.all, id, before);
    const place = all.findIndex((search) => search.id === id);
    if (this.all[place]?.id === id) return;
    this.all = all;
    const name = all[place]?.name ?? '';
    const said = m.shortcut_search_moved({ name, place: place + 1, count: all.length });
    this.#moving += 1;
    this.#moves = this.#moves.then(() => this.#moveOne(id, before, said));
    await this.#moves;
  }

  /** Puts a search one place up or down. */
  async step(id: string, by: 1 | -1): Promise<void> {
    const at = this.all.findIndex((search) => search.id === id);
    const to = at + (by === 1 ? 2 : -1);
    if (at < 0 || to < 0 || to > this.all.length) return;
    await this.move(id, this.all[to]?.id ?? null);
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
      this.#undo.offer({ text: m.toast_removed({ name }), token: undo, back: () => void this.load() });
    });
  }

  async #moveOne(id: string, before: string | null, said: string): Promise<void> {
    try {
      await this.#backend.moveSearch(id, before);
      this.spoken = said;
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    this.#moving -= 1;
    if (this.#moving === 0) await this.load();
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

/** The searches with one of them before another, or last. */
function moved(all: readonly Search[], id: string, before: string | null): Search[] {
  const one = all.find((search) => search.id === id);
  if (!one || id === before) return [...all];
  const others = all.filter((search) => search.id !== id);
  const at = others.findIndex((search) => search.id === before);
  return at < 0 ? [...others, one] : others.toSpliced(at, 0, one);
}
