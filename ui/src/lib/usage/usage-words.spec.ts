import { describe, expect, it } from 'vitest';
import { chartWords, dayWords, lastingWords, oneMoreWords, paceWords, searchesWords, streamWords } from './usage-words';

const NOV_3 = { day: '2026-11-03T00:00:00Z', calls: 22, failed: 0, unfinished: 0 };

describe('usage in words', () => {
  it('says_what_a_chart_shows', () => {
    expect(chartWords({ all: 0, most: null })).toBe('No call this month yet.');
    expect(chartWords({ all: 1, most: { ...NOV_3, calls: 1 } })).toMatch(
      /^1 call from here this month, all on .*3.*\.$/u,
    );
    expect(chartWords({ all: 386, most: NOV_3 })).toMatch(/^386 calls from here this month, most on .*3.*: 22\.$/u);
  });

  it('says_what_became_of_a_days_calls_that_did_not_go_well', () => {
    expect(dayWords({ calls: 1, failed: 0, unfinished: 0 })).toBe('1 call');
    expect(dayWords({ calls: 18, failed: 2, unfinished: 1 })).toBe('18 calls, 2 failed, 1 never ended');
  });

  it('says_how_long_the_calls_last', () => {
    expect(lastingWords({ kind: 'usedUp' })).toContain('The count starts again on the 1st (UTC).');
    expect(lastingWords({ kind: 'until', at: '2026-11-27T09:30:00Z' })).toContain('2026');
    expect(lastingWords({ kind: 'unknown' })).toContain('not known');
  });

  it('says_of_a_plan_how_often_and_what_one_more_search_costs', () => {
    const stream = { name: 'newest', request: 'GET /jobs', filtered: null, callsADay: 32.4, covers: [], byHand: false };
    expect(paceWords({ ...stream, intervalSeconds: 2_640 })).toBe('Every 44 minutes, about 32 calls a day.');
    expect(paceWords({ ...stream, intervalSeconds: null })).toBe('Not asked for the rest of this month.');
    expect(paceWords({ ...stream, intervalSeconds: null, byHand: true })).toBe('Asked when you check.');
    expect([0.01, 4.2].map(oneMoreWords)).toEqual([
      'One more search costs no further call: the same request serves it.',
      'One more search costs about 4.2 calls a day.',
    ]);
  });

  it('names_few_searches_and_counts_many', () => {
    expect(searchesWords(['A', 'B'])).toBe('A and B');
    expect(searchesWords(['A', 'B', 'C', 'D'])).toBe('4 searches');
  });

  it('names_a_narrow_request_by_its_conditions', () => {
    expect(['newest', 'verified=yes', null].map(streamWords)).toEqual(['All, newest first', 'verified=yes', 'None']);
  });
});
