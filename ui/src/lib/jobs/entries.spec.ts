import type { JobRow } from '$lib/ipc';
import { market } from '$lib/ipc/fake/market';
import { Formats } from '$lib/text/formats';
import { describe, expect, it } from 'vitest';
import { alike, entries, entryAt, HEADING, ROW } from './entries';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const berlin = new Formats('en-US', 'Europe/Berlin');
const [sample] = market(1, NOW, false);

function made(...posted: (string | null)[]) {
  const rows = posted.map((at, index) => ({
    ...(sample?.row as JobRow),
    id: String(index),
    posted: at,
    seen: '2026-11-20T10:00:00Z',
  }));
  return entries(rows, NOW, berlin);
}

function listed(...posted: (string | null)[]): string[] {
  return made(...posted).map((entry) => (entry.kind === 'day' ? entry.label : `${entry.index}`));
}

describe('entries', () => {
  it('put_rows_under_their_days', () => {
    expect(
      listed('2026-11-22T11:00:00Z', '2026-11-22T01:00:00Z', '2026-11-21T12:00:00Z', '2026-11-19T12:00:00Z'),
    ).toEqual(['Today', '0', '1', 'Yesterday', '2', 'Thursday, November 19', '3']);
  });

  it('begin_days_where_the_user_is', () => {
    // 23:30 in London is already Sunday in Berlin.
    expect(listed('2026-11-21T23:30:00Z', '2026-11-21T22:30:00Z')).toEqual(['Today', '0', 'Yesterday', '1']);
  });

  it('take_the_first_sight_where_the_publish_time_is_unknown', () => {
    expect(listed(null)).toEqual(['Friday, November 20', '0']);
  });

  it('stand_under_one_heading_in_another_order', () => {
    const rows = ['1', '2'].map((id) => ({ ...(sample?.row as JobRow), id }));
    expect(entries(rows, NOW, berlin, 'Hourly rate').map(({ kind, top }) => [kind, top])).toEqual([
      ['day', 0],
      ['row', HEADING],
      ['row', HEADING + ROW],
    ]);
  });

  it('are_none_without_rows', () => {
    expect(listed()).toEqual([]);
  });
});

describe('the entries of two lists', () => {
  const row = { ...(sample?.row as JobRow), id: '1' };

  it('are_the_same_while_only_marks_and_states_change', () => {
    expect(alike([row], [{ ...row, state: 'seen', starred: true }])).toBe(true);
  });

  it.each([
    ['another_job', [{ ...row, id: '2' }]],
    ['another_time', [{ ...row, posted: '2026-01-01T00:00:00Z' }]],
    ['another_length', [row, { ...row, id: '2' }]],
  ])('differ_by %s', (_, other) => {
    expect(alike([row], other)).toBe(false);
  });
});

describe('places in a list', () => {
  const three = made('2026-11-22T11:00:00Z', '2026-11-21T12:00:00Z', '2026-11-21T11:00:00Z');

  it.each([
    [0, 0, 0],
    [HEADING - 1, 0, HEADING - 1],
    [HEADING, 1, 0],
    [HEADING + ROW + 5, 2, 5],
    [2 * HEADING + ROW + 7, 3, 7],
    [99_999, 4, 99_999 - 2 * HEADING - 2 * ROW],
  ])('%i pixels down', (place, index, below) => {
    expect(entryAt(three, place)).toEqual({ index, below });
  });

  it('is_the_beginning_of_an_empty_list', () => {
    expect(entryAt([], 40)).toEqual({ index: 0, below: 40 });
  });
});
