// Quick filters: words of the query language behind a press.

import type { QuickFilter } from '$lib/ipc';

/** All of them, as they stand side by side. */
export const QUICK: readonly QuickFilter[] = ['unread', 'starred', 'hourly', 'fixed', 'verified', 'early', 'fitsMe'];

const WORDS: Record<QuickFilter, string> = {
  unread: 'is:unread',
  starred: 'is:starred',
  hourly: 'type:hourly',
  fixed: 'type:fixed',
  verified: 'client.verified:yes',
  early: 'proposals:<10',
  fitsMe: 'fits:me',
};

/** No job is both, so that one takes the place of the other. */
const INSTEAD: Partial<Record<QuickFilter, QuickFilter>> = { hourly: 'fixed', fixed: 'hourly' };

/** Only what has sides of its own needs brackets. */
const SIDES = /\bOR\b|\|/u;

/** What is typed and the quick filters as one query. */
export function narrowed(text: string, quick: readonly QuickFilter[]): string {
  if (quick.length === 0) return text;
  const typed = SIDES.test(text) ? `(${text})` : text;
  return [typed, ...QUICK.filter((filter) => quick.includes(filter)).map((filter) => WORDS[filter])].join(' ').trim();
}

/** The filters with one more, or without it. */
export function toggled(quick: readonly QuickFilter[], filter: QuickFilter): QuickFilter[] {
  if (quick.includes(filter)) return quick.filter((other) => other !== filter);
  return QUICK.filter((other) => other === filter || (quick.includes(other) && other !== INSTEAD[filter]));
}
