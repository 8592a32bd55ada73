import { describe, expect, it } from 'vitest';
import { chartOf, HEIGHT, STEP } from './chart';

const day = (date: number, calls: number) => ({
  day: `2026-11-${String(date).padStart(2, '0')}T00:00:00Z`,
  calls,
  failed: 0,
  unfinished: 0,
});

describe('a chart of calls by day', () => {
  it('has_room_for_the_whole_month', () => {
    expect(chartOf([day(1, 3)]).width).toBe(30 * STEP);
    expect(chartOf([{ ...day(1, 3), day: '2028-02-01T00:00:00Z' }]).width).toBe(29 * STEP);
  });

  it('is_as_high_as_its_highest_day_and_shows_a_single_call_beside_it', () => {
    const { bars, most, all } = chartOf([day(1, 0), day(2, 1), day(3, 1_000), day(4, 500)]);
    expect(bars.map(({ height }) => height)).toEqual([0, 2, HEIGHT, HEIGHT / 2]);
    expect([most?.calls, all]).toEqual([1_000, 1_501]);
  });

  it('has_no_highest_day_without_a_call', () => {
    expect(chartOf([day(1, 0)])).toMatchObject({ most: null, all: 0, bars: [{ height: 0 }] });
    expect(chartOf([])).toMatchObject({ most: null, bars: [] });
  });
});
