import type { JobRow, JobsPage } from '$lib/ipc';
import { market } from '$lib/ipc/fake/market';
import { describe, expect, it } from 'vitest';
import { merge } from './merge';

const [sample] = market(1, Date.parse('2026-11-22T12:00:00Z'), false);
const row = (id: string, state: JobRow['state'] = 'new'): JobRow => ({ ...(sample?.row as JobRow), id, state });
const rows = (ids: string): JobRow[] => Array.from(ids, (id) => row(id));
const page = (ids: string, next: string | null = null): JobsPage => ({ rows: rows(ids), next, total: 100 });
const never = (_id: string): boolean => false;

/** What is shown afterwards, and how many came. */
function told(shown: string, complete: boolean, fresh: JobsPage, stays = never): string {
  const merged = merge(rows(shown), complete, fresh, stays);
  return merged === 'replace' ? 'replace' : `${merged.rows.map(({ id }) => id).join('')} +${merged.arrived}`;
}

describe('merge', () => {
  it.each([
    ['nothing changed', 'abc', true, page('abc'), 'abc +0'],
    ['new rows are counted, not shown', 'abc', true, page('xyabc'), 'abc +2'],
    ['a new row between old ones is counted', 'abc', true, page('axbc'), 'abc +1'],
    ['rows that left go', 'abcd', true, page('ad'), 'ad +0'],
    ['rows behind the reach of the page stay', 'abcdef', false, page('ac', 'c'), 'acdef +0'],
    ['what paging would bring anyway has not arrived', 'bcd', false, page('bcde', 'e'), 'bcd +0'],
    ['of a complete list, an older row has arrived too', 'bcd', true, page('bcde', 'e'), 'bcd +1'],
    ['a page of new rows only moves nothing', 'abc', false, page('uvwxyz', 'z'), 'abc +6'],
    ['an emptied list is emptied', 'abc', true, page(''), ' +0'],
    ['an empty list has nothing to move', '', true, page('ab'), 'replace'],
  ])('%s', (_, shown, complete, fresh, expected) => {
    expect(told(shown, complete, fresh)).toBe(expected);
  });

  it('keeps_a_row_that_is_read_although_it_left', () => {
    expect(told('abc', true, page('ac'), (id) => id === 'b')).toBe('abc +0');
  });

  it('takes_over_what_changed_in_a_row', () => {
    const merged = merge(rows('ab'), true, { rows: [row('a', 'seen'), row('b')], next: null, total: 2 }, never);
    expect(merged === 'replace' ? [] : merged.rows.map(({ state }) => state)).toEqual(['seen', 'new']);
  });
});
