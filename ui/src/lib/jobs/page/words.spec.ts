import type { Warning } from '$lib/ipc';
import { describe, expect, it } from 'vitest';
import { ahead, hoursOf, hoursWords, timeAt } from './client-words';
import { byRule } from './warning-words';

const plain = (text: string): string => text.replace(/\s/gu, ' ');

describe('the clock of a client', () => {
  it.each([
    [0, '4:08 PM'],
    [330, '9:38 PM'],
    [-480, '8:08 AM'],
    [840, '6:08 AM'],
  ])('is_read_at %i minutes from UTC', (offset, words) => {
    expect(plain(timeAt(offset, Date.parse('2026-11-23T16:08:00Z'), 'en-US'))).toBe(words);
  });

  it('is_ahead_or_behind_by_the_difference_of_both', () => {
    const now = Date.parse('2026-11-23T16:08:00Z');
    expect(ahead(-new Date(now).getTimezoneOffset(), now)).toBe(0);
    expect(ahead(60 - new Date(now).getTimezoneOffset(), now)).toBe(60);
  });

  it.each([
    [120, '2'],
    [-330, '5½'],
    [30, '½'],
    [345, '5.75'],
  ])('differs_by %i minutes in hours', (minutes, words) => {
    expect(hoursOf(minutes)).toBe(words);
  });

  it('shares_hours_up_to_midnight', () => {
    expect(plain(hoursWords({ from: 900, to: 1440 }, 'en-GB'))).toBe('15:00–0:00');
  });
});

describe('signs to beware of', () => {
  it('are_named_once_with_each_different_word', () => {
    const found = (rule: Warning['rule'], text: string, start: number): Warning => ({
      rule,
      inTitle: false,
      text,
      start,
      end: start + 1,
    });
    const rules = byRule([
      found('offPlatform', 'Telegram', 0),
      found('fees', 'deposit', 9),
      found('offPlatform', 'telegram', 20),
    ]);
    expect(rules.map(({ rule, found: words }) => [rule, words])).toEqual([
      ['offPlatform', ['Telegram']],
      ['fees', ['deposit']],
    ]);
    expect(rules.every(({ words, advice }) => words !== '' && advice !== '')).toBe(true);
  });
});
