// Quick filters: words of the query language behind a press.

import { asWireError, type Backend, type JobsRequest, type QuickFilter, type WireError } from '$lib/ipc';

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

/** What a list is asked for by, whichever page of it. */
export type Asked = Omit<JobsRequest, 'cursor' | 'limit'>;

/** A query is refused at its places in what is typed: the quick filters are asked for with it, but not written in it. */
export async function asTyped(backend: Backend, by: Asked, text: string, error: WireError): Promise<WireError> {
  if (error.code !== 'invalidQuery' || by.text === text) return error;
  try {
    await backend.jobs({ ...by, text, cursor: null, limit: 1 });
    return error;
  } catch (thrown) {
    return asWireError(thrown);
  }
}
