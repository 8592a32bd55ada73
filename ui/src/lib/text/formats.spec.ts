import { describe, expect, it } from 'vitest';
import { Formats } from './formats';

const american = new Formats('en-US', 'UTC');
const german = new Formats('de-DE', 'Europe/Berlin');
const NOW = Date.parse('2026-11-22T12:00:00Z');
const usd = (units: number) => ({ units, currency: 'USD' });
const before = (seconds: number) => new Date(NOW - seconds * 1_000).toISOString();

describe('money', () => {
  it('shows_decimals_only_where_there_are_any', () => {
    expect(american.amount(usd(1_200))).toBe('$1,200');
    expect(american.amount(usd(12.5))).toBe('$12.50');
  });

  it.each([
    [american, '$60–90'],
    [german, '60–90\u00a0$'],
  ])('writes_the_sign_of_a_range_once', (formats, expected) => {
    expect(formats.range(usd(60), usd(90))).toBe(expected);
  });

  it('shows_one_amount_when_both_ends_are_the_same', () => {
    expect(american.range(usd(80), usd(80))).toBe('$80');
  });

  it('gives_both_ends_decimals_when_one_has_them', () => {
    expect(american.range(usd(22.5), usd(40))).toBe('$22.50–40.00');
  });

  it('shortens_what_is_of_interest_in_its_size_only', () => {
    expect(american.size(usd(84_500))).toBe('$84K');
    expect(american.size(usd(1_250))).toBe('$1.2K');
    expect(american.size(usd(0))).toBe('$0');
  });

  it('still_shows_an_amount_in_what_is_no_currency', () => {
    expect(american.amount({ units: 5, currency: 'not money' })).toBe('5 not money');
  });
});

describe('ages', () => {
  it.each([
    [0, 'now'],
    [59, 'now'],
    [60, '1 min'],
    [26 * 60, '26 min'],
    [3_600, '1 hr'],
    [23 * 3_600 + 3_599, '23 hr'],
    [86_400, '1 day'],
    [13 * 86_400, '13 days'],
    [14 * 86_400, '2 wks'],
    [70 * 86_400, '2 mths'],
    [800 * 86_400, '2 yrs'],
  ])('%i seconds are %s', (seconds, expected) => {
    expect(american.age(before(seconds), NOW)).toBe(expected);
  });

  it('takes_the_future_for_now', () => {
    expect(american.age(before(-300), NOW)).toBe('now');
    expect(american.ago(before(-300), NOW)).toBe('now');
  });

  it('says_how_long_ago_in_the_words_of_the_locale', () => {
    expect(american.ago(before(4 * 60), NOW)).toBe('4 min. ago');
    expect(german.ago(before(4 * 60), NOW)).toContain('4 Min.');
  });

  it('says_the_time_between_two_instants', () => {
    expect(american.span(NOW, NOW + 38_000)).toBe('38 sec');
  });
});

describe('moments', () => {
  it('names_the_day_only_when_it_is_another', () => {
    expect(german.moment(before(60), NOW)).toBe('12:59');
    expect(german.moment(before(86_400), NOW)).toBe('21. Nov., 13:00');
  });

  it('counts_days_where_the_user_is', () => {
    const lateInLondon = Date.parse('2026-11-22T23:30:00Z');
    expect(new Formats('en-GB', 'UTC').dayKey(lateInLondon)).toBe('2026-11-22');
    expect(german.dayKey(lateInLondon)).toBe('2026-11-23');
  });

  it('names_the_year_of_another_year', () => {
    expect(american.day(Date.parse('2026-11-19T10:00:00Z'), NOW)).toBe('Thursday, November 19');
    expect(american.day(Date.parse('2025-11-19T10:00:00Z'), NOW)).toBe('November 19, 2025');
  });
});

describe('usage', () => {
  it.each([
    [1, '1 second'],
    [119, '119 seconds'],
    [120, '2 minutes'],
    [121, '3 minutes'],
    [7_140, '119 minutes'],
    [7_200, '2 hours'],
    [172_800, '2 days'],
  ])('tells_%i_seconds_in_the_unit_that_suits_them_and_never_as_less', (seconds, expected) => {
    expect(american.length(seconds)).toBe(expected);
  });

  it('never_says_all_where_something_is_missing', () => {
    expect([0.424, 0.9999, 1].map((share) => american.share(share))).toEqual(['42%', '99.9%', '100%']);
  });

  it('tells_data_in_few_digits', () => {
    expect([0, 48, 1_240, 48_300].map((kilobytes) => american.data(kilobytes))).toEqual([
      '0 kB',
      '48 kB',
      '1.2 MB',
      '48 MB',
    ]);
  });

  it('takes_a_day_for_the_services_own_wherever_its_reader_is', () => {
    const honolulu = new Formats('en-US', 'Pacific/Honolulu');
    expect(honolulu.utcDay('2026-11-22T00:00:00Z')).toBe('Nov 22');
  });
});
