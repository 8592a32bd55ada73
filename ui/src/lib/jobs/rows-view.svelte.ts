// Where a list is scrolled to. Rows that leave or come above what is being read do not move it.

import type { JobRow } from '$lib/ipc';
import { formats } from '$lib/text/formats';
import type { VirtualizerHandle } from 'virtua/svelte';
import { alike, entries, entryAt, HEADING, type Entry } from './entries';
import { AHEAD } from './job-list.svelte';

export class RowsView {
  handle = $state<VirtualizerHandle>();
  /** The topmost entry in view. */
  top = $state(0);
  #listed: readonly Entry[] = [];
  /** Where each entry is: thousands are not searched for one at every move. */
  #places = new Map<string, number>();
  #drawn: { rows: readonly JobRow[]; today: string; under: string | null; listed: readonly Entry[] } | null = null;
  /** The entry that is to stay where it is, and how far it is below the upper edge. */
  #held: { key: string; below: number } | null = null;

  /** The entries of rows: the very same as before, unless rows came, left or moved, so that nothing is drawn again. */
  listed(rows: readonly JobRow[], now: number, under: string | null): readonly Entry[] {
    const today = formats.dayKey(now);
    const before = this.#drawn;
    const same = before?.today === today && before.under === under && alike(before.rows, rows);
    const listed = same ? before.listed : entries(rows, now, formats, under);
    this.#drawn = { rows, today, under, listed };
    if (!same) this.#places = new Map(listed.map(({ key }, place) => [key, place]));
    return listed;
  }

  /** Where an entry is; none for one that is not there. */
  placesOf(key: string | null): number[] {
    const place = key === null ? undefined : this.#places.get(key);
    return place === undefined ? [] : [place];
  }

  /** The heading the topmost row stands under. */
  headingOf(listed: readonly Entry[]): string {
    for (let at = Math.min(this.top, listed.length - 1); at >= 0; at -= 1) {
      const entry = listed[at];
      if (entry?.kind === 'day') return entry.label;
    }
    return '';
  }

  /** Is told of a scroll. Returns the place, as `entries` tells places, and whether the end is near. */
  scrolled(offset: number): { place: number; near: boolean } | null {
    const { handle } = this;
    if (!handle) return null;
    this.top = handle.findItemIndex(offset);
    const place = (this.#listed[this.top]?.top ?? 0) + Math.max(0, offset - handle.getItemOffset(this.top));
    const near = handle.findItemIndex(offset + handle.getViewportSize()) >= this.#listed.length - AHEAD;
    return { place, near };
  }

  /** Brings an entry into view, by as little as that takes. */
  reveal(key: string | null): void {
    const { handle } = this;
    const [index] = this.placesOf(key);
    if (!handle || index === undefined) return;
    const [from, size] = [handle.getItemOffset(index), handle.getItemSize(index)];
    const [scroll, height] = [handle.getScrollOffset(), handle.getViewportSize()];
    if (height === 0) return;
    if (from < scroll + HEADING) handle.scrollTo(Math.max(0, from - HEADING));
    else if (from + size > scroll + height) handle.scrollTo(from + size - height);
  }

  /** Scrolls to a place. */
  restore(place: number): void {
    const { index, below } = entryAt(this.#listed, place);
    this.handle?.scrollToIndex(index, { align: 'start', offset: below });
    this.top = index;
  }

  /** Before other rows are drawn: remembers the first row in view that stays. */
  hold(listed: readonly Entry[]): void {
    const [before, { handle }] = [this.#listed, this];
    this.#listed = listed;
    this.#held = null;
    const offset = handle?.getScrollOffset() ?? 0;
    if (!handle || offset <= 0 || before === listed) return;
    for (let at = handle.findItemIndex(offset + HEADING); at < before.length; at += 1) {
      const entry = before[at];
      if (entry?.kind !== 'row' || !this.#places.has(entry.key)) continue;
      this.#held = { key: entry.key, below: handle.getItemOffset(at) - offset };
      return;
    }
  }

  /** Once they are drawn: puts that row where it was. */
  keep(scroller: HTMLElement | null): void {
    const [held, { handle }] = [this.#held, this];
    this.#held = null;
    const [index] = this.placesOf(held?.key ?? null);
    if (!handle || held === null || index === undefined) return;
    const offset = handle.getItemOffset(index) - held.below;
    if (Math.abs(offset - handle.getScrollOffset()) < 1) return;
    handle.scrollTo(offset);
    // Headings and rows changed places, so the heights are guesses until they are drawn.
    requestAnimationFrame(() => {
      const row = document.getElementById(`job-${held.key}`);
      if (!row || !scroller) return;
      const off = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - held.below;
      if (Math.abs(off) >= 1) scroller.scrollTop += off;
    });
  }
}
