import { describe, expect, it } from 'vitest';
import { AT_FIRST, MOST_TIMES, Telling, timeOfDay } from './telling.svelte';

describe('how a search tells', () => {
  it('is_at_once_at_first', () => {
    expect(new Telling().read()).toEqual(AT_FIRST);
  });

  it('is_read_back_as_it_was_saved', () => {
    for (const digest of [
      { kind: 'every', minutes: 90 },
      { kind: 'at', times: ['09:00', '17:30'] },
    ] as const) {
      const told = { notify: 'digest', digest: { ...digest }, breaksQuiet: true } as Parameters<typeof read>[0];
      expect(read(told)).toEqual(told);
    }
  });

  it('has_times_of_day_in_order_and_each_once', () => {
    const telling = new Telling();
    telling.notify = 'digest';
    telling.way = 'at';
    telling.addTime();
    telling.addTime();
    telling.times = ['17:30', '09:00', '17:30'];
    expect(telling.read()?.digest).toEqual({ kind: 'at', times: ['09:00', '17:30'] });
  });

  it.each(['', '0', '1.5', '10081', 'soon'])('refuses_%s_as_minutes_and_says_what_can_be', (minutes) => {
    const telling = new Telling();
    telling.notify = 'digest';
    telling.minutes = minutes;
    expect(telling.read()).toBeNull();
    expect(telling.problem).toContain('10,080');
    telling.minutes = '10080';
    expect(telling.read()).not.toBeNull();
    expect(telling.problem).toBeNull();
  });

  it('asks_for_a_time_that_was_left_empty', () => {
    const telling = new Telling();
    telling.notify = 'digest';
    telling.way = 'at';
    telling.addTime();
    expect(telling.read()).toBeNull();
    expect(telling.problem).toContain('09:00');
    telling.removeTime(1);
    expect(telling.read()?.digest).toEqual({ kind: 'at', times: ['09:00'] });
  });

  it('takes_times_as_they_are_typed', () => {
    const typed = [' 9:30 ', '23:59', '00:00', '24:00', '9', '9:60', 'noon', ''];
    expect(typed.map(timeOfDay)).toEqual(['09:30', '23:59', '00:00', null, null, null, null, null]);
  });

  it('has_one_time_of_day_at_least_and_no_more_than_can_be', () => {
    const telling = new Telling();
    telling.removeTime(0);
    expect(telling.times).toHaveLength(1);
    for (let more = 0; more < MOST_TIMES + 3; more += 1) telling.addTime();
    expect(telling.times).toHaveLength(MOST_TIMES);
  });

  it('minds_no_schedule_that_is_not_used', () => {
    const telling = new Telling();
    telling.minutes = '';
    telling.notify = 'silent';
    expect(telling.read()).toEqual({ ...AT_FIRST, notify: 'silent' });
  });
});

function read(told: ConstructorParameters<typeof Telling>[0]) {
  return new Telling(told).read();
}
