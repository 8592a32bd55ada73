import { describe, expect, it } from 'vitest';
import { formats } from '$lib/text/formats';
import { choices, daysAway, fieldValue, fromField, isDue } from './follow-up';
import { dueWords } from './follow-up-words';

const at = (text: string): number => new Date(text).getTime();
const iso = (text: string): string => new Date(text).toISOString();
// A Monday, in the afternoon.
const NOW = at('2026-11-23T16:08');

describe('when to follow up', () => {
  it('is_offered_at_nine_in_the_morning_where_the_user_is', () => {
    expect(choices(NOW)).toEqual([
      { name: 'tomorrow', at: iso('2026-11-24T09:00') },
      { name: 'inThreeDays', at: iso('2026-11-26T09:00') },
      { name: 'nextWeek', at: iso('2026-11-30T09:00') },
    ]);
  });

  it.each([
    ['2026-11-23T00:10', '2026-11-30T09:00'],
    ['2026-11-28T12:00', '2026-11-30T09:00'],
    ['2026-11-29T23:59', '2026-11-30T09:00'],
  ])('is_next_monday_for_next_week_from %s', (now, monday) => {
    expect(choices(at(now))[2]?.at).toBe(iso(monday));
  });

  it.each([
    ['2026-11-24T09:30', '2026-11-24T09:30'],
    ['2026-11-24 9:30', '2026-11-24T09:30'],
    [' 2026-11-24 ', '2026-11-24T09:00'],
  ])('is_read_from %j', (written, read) => {
    expect(fromField(written, NOW)).toBe(iso(read));
  });

  it.each(['', 'tomorrow', '2026-11-23T16:08', '2020-01-01T09:00', '2026-13-40', '24.11.2026', '2026-11-24T25:00'])(
    'is_not_taken_from %j',
    (written) => {
      expect(fromField(written, NOW)).toBeNull();
    },
  );

  it('goes_through_its_field_unchanged', () => {
    const then = iso('2026-12-01T07:05');
    expect(fromField(fieldValue(then), NOW)).toBe(then);
  });

  it('is_counted_in_calendar_days', () => {
    expect(daysAway(iso('2026-11-24T00:01'), at('2026-11-23T23:59'))).toBe(1);
    expect(daysAway(iso('2026-11-23T23:59'), at('2026-11-23T00:01'))).toBe(0);
  });

  it('is_said_as_people_say_it', () => {
    const words = (text: string): string => dueWords(iso(text), NOW, formats);
    expect(words('2026-11-23T16:00')).toBe('Follow up now');
    expect(words('2026-11-23T18:00')).toMatch(/^Follow up today, /u);
    expect(words('2026-11-24T09:00')).toMatch(/^Follow up tomorrow \(/u);
    expect(words('2026-11-26T09:00')).toMatch(/^Follow up in 3 days \(/u);
    expect(words('2026-12-24T09:00')).toMatch(/^Follow up on /u);
    expect(isDue(iso('2026-11-23T16:08'), NOW)).toBe(true);
  });
});
