// The palette: what was typed, what fits it, and which of that is chosen.

import { m } from '$lib/paraglide/messages';
import type { Entry, Kind } from './entries';
import { fit } from './fuzzy';

/** So many jobs are found at most: the palette is no list of them. */
export const MOST_JOBS = 8;

/** A kind of what was found, with its name. */
export interface Found {
  kind: Kind;
  name: string;
  entries: readonly Entry[];
}

export class Palette {
  readonly #offered: () => readonly Entry[];
  #typed = $state('');
  #at = $state(0);

  /** What fits, kind by kind; the kind with the best fit comes first. */
  readonly found: readonly Found[] = $derived.by(() => grouped(ranked(this.#offered(), this.#typed)));
  readonly #all = $derived(this.found.flatMap(({ entries }) => entries));
  /** The one that Enter runs. */
  readonly chosen = $derived(this.#all[Math.min(this.#at, this.#all.length - 1)] ?? null);

  constructor(offered: () => readonly Entry[]) {
    this.#offered = offered;
  }

  get typed(): string {
    return this.#typed;
  }

  set typed(text: string) {
    this.#typed = text;
    this.#at = 0;
  }

  get count(): number {
    return this.#all.length;
  }

  /** Chooses the next one, or the one before; from the last one it goes to the first. */
  move(by: number): void {
    const { length } = this.#all;
    if (length === 0) return;
    const at = Math.min(this.#at, length - 1);
    this.#at = Number.isFinite(by) ? (at + by + length) % length : by < 0 ? 0 : length - 1;
  }

  choose(entry: Entry): void {
    this.#at = Math.max(0, this.#all.indexOf(entry));
  }
}

/** What fits, with how well. Jobs are found once something is typed, and not by loose letters: titles are long. */
function ranked(offered: readonly Entry[], typed: string): [Entry, number][] {
  if (typed.trim() === '') return offered.filter(({ kind }) => kind !== 'job').map((entry) => [entry, 1]);
  const fits = offered
    .map((entry): [Entry, number] => [entry, fit(entry.text, typed, entry.kind === 'job')])
    .filter(([, worth]) => worth > 0)
    .sort(([, one], [, other]) => other - one);
  const jobs = fits.filter(([{ kind }]) => kind === 'job').slice(0, MOST_JOBS);
  return fits.filter((one) => one[0].kind !== 'job' || jobs.includes(one));
}

function grouped(fits: readonly [Entry, number][]): Found[] {
  const kinds = new Map<Kind, Entry[]>();
  for (const [entry] of fits) kinds.set(entry.kind, [...(kinds.get(entry.kind) ?? []), entry]);
  return [...kinds].map(([kind, entries]) => ({ kind, name: nameOf(kind), entries }));
}

function nameOf(kind: Kind): string {
  switch (kind) {
    case 'action':
      return m.palette_actions();
    case 'go':
      return m.palette_lists();
    case 'search':
      return m.searches();
    case 'settings':
      return m.settings();
    case 'job':
      return m.palette_jobs();
  }
}
