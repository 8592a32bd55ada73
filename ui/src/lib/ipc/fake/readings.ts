// What the fake reads out of a description: links, signs to beware of, and the searches it almost fits.

import { characters } from '../../text/segments';
import type { Link, Range, Search, Warning, WarningRule, Why } from '../bindings';
import type { FakeJob } from './market';
import { explain } from './query';

const SIGNS: readonly [WarningRule, RegExp][] = [
  ['offPlatform', /\btelegram\b|\bwhatsapp\b/giu],
  ['fees', /registration fee/giu],
  ['bareLink', /https?:\/\/bit\.ly\/\S+/giu],
];

export function warnings({ description }: FakeJob): Warning[] {
  const found = SIGNS.flatMap(([rule, sign]) =>
    places(description, sign).map((place) => ({ rule, inTitle: false, ...place })),
  );
  return found.sort((a, b) => a.start - b.start);
}

export function links({ description }: FakeJob): Link[] {
  return places(description, /https?:\/\/[^\s)]+/giu).map(({ text, start, end }) => {
    const { href, host } = new URL(text);
    return { start, end, address: href, host };
  });
}

/** Searches that a job does not fit though much of them holds, with the first condition that does not. */
export function missed(job: FakeJob, searches: readonly Pick<Search, 'id' | 'name' | 'query'>[]): Why[] {
  const others = searches.filter(({ id }) => !job.row.searches.some((fits) => fits.id === id));
  return others.flatMap(({ id, name, query }) => {
    const conditions = explain(query, job);
    const held = conditions.filter(({ outcome }) => outcome === 'holds');
    const failed = conditions.filter(({ outcome }) => outcome === 'fails').slice(0, 1);
    return held.length < 2 || failed.length === 0 ? [] : [{ search: { id, name }, conditions: [...held, ...failed] }];
  });
}

function places(text: string, sign: RegExp): (Range & { text: string })[] {
  return [...text.matchAll(sign)].map(({ 0: words, index }) => {
    const start = characters(text.slice(0, index));
    return { text: words, start, end: start + characters(words) };
  });
}
