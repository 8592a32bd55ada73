// The fake's ledger and plan, made up to fit its sources and searches.

import type { ContactedHost, DayCalls, PlannedSource, Search, Source, SourceUsage, Usage } from '../bindings';

const DAY = 24 * 60 * 60_000;

function iso(at: number): string {
  return new Date(at).toISOString();
}

export function used(sources: readonly Source[], now: number): Usage {
  const all = sources.map((source) => usageOf(source, now));
  const counted = all.filter(({ lasting }) => lasting.kind !== 'free');
  const sum = (part: (one: SourceUsage) => number): number => counted.reduce((whole, one) => whole + part(one), 0);
  const known = counted.length > 0 && counted.every(({ monthLimit }) => monthLimit !== null);
  return {
    callsThisMonth: sum(({ callsThisMonth }) => callsThisMonth),
    callsToday: sum(({ callsToday }) => callsToday),
    monthLimit: known ? sum(({ monthLimit }) => monthLimit ?? 0) : null,
    sources: all,
  };
}

function usageOf(source: Source, now: number): SourceUsage {
  const free = source.service !== 'jobsApi';
  const days = daysOf(source.callsThisMonth, now);
  const calls = source.callsThisMonth;
  const byHand = Math.min(6, calls);
  return {
    id: source.id,
    name: source.name,
    plan: free ? null : source.plan,
    callsThisMonth: calls,
    callsToday: days.at(-1)?.calls ?? 0,
    monthLimit: free ? null : source.monthLimit,
    elsewhere: 0,
    lasting: free
      ? { kind: 'free' }
      : source.monthLimit === null
        ? { kind: 'unknown' }
        : { kind: 'lasts', byThen: Math.round(source.monthLimit * 0.93) },
    days,
    spendings: [
      { purpose: 'poll', stream: 'newest', calls: calls - byHand, failed: 2, unfinished: 0, kilobytes: calls * 61 },
      { purpose: 'checkNow', stream: 'newest', calls: byHand, failed: 0, unfinished: 0, kilobytes: byHand * 60 },
    ],
    gaps: [
      {
        stream: 'newest',
        from: iso(now - 9 * 60 * 60_000),
        to: iso(now - 7 * 60 * 60_000),
        why: 'The calls of that round ended before it was reached.',
      },
    ],
  };
}

/** So many calls over the month until now, more on some days than on others. */
function daysOf(calls: number, now: number): DayCalls[] {
  const today = new Date(now);
  const first = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
  const count = Math.floor((now - first) / DAY) + 1;
  const weights = Array.from({ length: count }, (_, day) => 1 + ((day * 7) % 5) / 4);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, place) => ({
    day: iso(first + place * DAY),
    calls: Math.round((calls * weight) / whole),
    failed: place % 11 === 4 ? 1 : 0,
    unfinished: 0,
  }));
}

export function planned(sources: readonly Source[], searches: readonly Search[]): PlannedSource[] {
  const watched = searches.filter(({ paused }) => !paused);
  return sources.filter(({ enabled }) => enabled).map((source) => plannedOf(source, watched));
}

function plannedOf({ id, service }: Source, searches: readonly Search[]): PlannedSource {
  const free = service === 'sandbox';
  const [longestSeconds, usualSeconds] = free ? [15, 7] : [2_640, 1_320];
  const covers = searches.map(({ name }) => ({ search: name, longestSeconds, usualSeconds, share: free ? 1 : 0.97 }));
  const stream = {
    name: 'newest',
    request: 'GET /jobs?limit=50&sort=posted_on_desc',
    byHand: false,
    filtered: null,
    intervalSeconds: longestSeconds,
    callsADay: free ? 5_760 : 32.4,
    covers,
  };
  const broad = `One broad request serves all ${searches.length} searches.`;
  return {
    id,
    free,
    ownSearches: false,
    streams: searches.length === 0 ? [] : [stream],
    oneMoreCosts: 0,
    reasons: free
      ? [broad, 'Asking it costs nothing.']
      : [
          broad,
          '562 calls are spread over the 416 hours still watched this month.',
          '50 calls are kept for checks you start yourself.',
          'About 1420 postings a day are expected, learnt from 212 hours.',
        ],
  };
}

export function contacted(sources: readonly Source[], now: number): ContactedHost[] {
  return sources.map(({ host, service, callsThisMonth }) => ({
    address: service === 'sandbox' ? 'http://127.0.0.1' : `https://${host}:443`,
    proxy: null,
    loopback: service === 'sandbox',
    purpose: 'poll',
    requests: callsThisMonth,
    kilobytes: callsThisMonth * 61,
    lastAt: iso(now - 8 * 60_000),
  }));
}
