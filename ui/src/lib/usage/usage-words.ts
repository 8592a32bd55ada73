// What the shell says of usage in words of its own, as sentences.

import type { DayCalls, Lasting, PlannedStream, Purpose } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { formats } from '$lib/text/formats';
import type { Chart } from './chart';

/** More searches than these are counted, not named. */
const MOST_NAMES = 3;

const PURPOSES: Record<Purpose, () => string> = {
  poll: m.purpose_poll,
  checkNow: m.purpose_check_now,
  test: m.purpose_test,
  probe: m.purpose_probe,
  gapClosing: m.purpose_gap_closing,
  authorization: m.purpose_authorization,
  reach: m.purpose_reach,
  other: m.purpose_other,
};

export function purposeWords(purpose: Purpose): string {
  return PURPOSES[purpose]();
}

/** How long the month's calls last. */
export function lastingWords(lasting: Lasting): string {
  switch (lasting.kind) {
    case 'free':
      return m.lasting_free();
    case 'unknown':
      return m.lasting_unknown();
    case 'usedUp':
      return m.lasting_used_up();
    case 'until':
      return m.lasting_until({ time: formats.exact(lasting.at) });
    case 'lasts':
      return m.lasting_lasts({ count: formats.number(lasting.byThen) });
  }
}

/** Which postings a request asks for: all, or those that its conditions let through. */
export function streamWords(stream: string | null): string {
  if (stream === null) return m.stream_none();
  return stream === 'newest' ? m.stream_all() : stream;
}

/** How often a request is made. */
export function paceWords({ intervalSeconds, callsADay, byHand }: PlannedStream): string {
  if (byHand) return m.plan_by_hand();
  if (intervalSeconds === null) return m.plan_rests();
  return m.plan_pace({ interval: formats.length(intervalSeconds), calls: formats.rough(callsADay) });
}

/** What one more search would cost. */
export function oneMoreWords(callsADay: number): string {
  if (Math.abs(callsADay) < 0.05) return m.plan_one_more_free();
  return m.plan_one_more({ calls: formats.rough(callsADay) });
}

/** `18 calls`, and what became of those that did not go well. */
export function dayWords({ calls, failed, unfinished }: Pick<DayCalls, 'calls' | 'failed' | 'unfinished'>): string {
  const parts = [
    callsWords(calls),
    ...(failed > 0 ? [m.calls_failed({ count: formats.number(failed) })] : []),
    ...(unfinished > 0 ? [m.calls_unfinished({ count: formats.number(unfinished) })] : []),
  ];
  return parts.join(', ');
}

/** The searches that a request serves: by name where they are few. */
export function searchesWords(searches: readonly string[]): string {
  if (searches.length <= MOST_NAMES) return formats.list(searches);
  return m.usage_searches({ count: formats.number(searches.length) });
}

/** What the chart of a month shows. */
export function chartWords({ all, most }: Pick<Chart, 'all' | 'most'>): string {
  if (most === null) return m.chart_none();
  const [calls, day] = [callsWords(all), formats.utcDay(most.day)];
  return most.calls === all
    ? m.chart_one_day({ calls, day })
    : m.chart_summary({ calls, day, most: formats.number(most.calls) });
}

function callsWords(calls: number): string {
  return calls === 1 ? m.usage_calls_one() : m.usage_calls({ used: formats.number(calls) });
}
