// A chart of calls by day: bars on a grid of the whole month, so that the month's end is in sight.

import type { DayCalls } from '$lib/ipc';

export interface Bar {
  day: DayCalls;
  x: number;
  height: number;
}

export interface Chart {
  width: number;
  bars: Bar[];
  /** The day with most calls; none when there was no call. */
  most: DayCalls | null;
  all: number;
}

/** The height of the day with most calls, and how far days are apart. */
export const HEIGHT = 64;
export const STEP = 10;

/** The least height of a day with a call: one in a thousand is to be seen. */
const LEAST = 2;

export function chartOf(days: readonly DayCalls[]): Chart {
  const highest = Math.max(0, ...days.map(({ calls }) => calls));
  const bars = days.map((day, place) => ({
    day,
    x: place * STEP,
    height: day.calls === 0 ? 0 : Math.max(LEAST, (day.calls / highest) * HEIGHT),
  }));
  return {
    width: lengthOfMonth(days[0]) * STEP,
    bars,
    most: highest === 0 ? null : (days.find(({ calls }) => calls === highest) ?? null),
    all: days.reduce((sum, { calls }) => sum + calls, 0),
  };
}

/** Days of the month, in UTC, that begins with this one. */
function lengthOfMonth(first: DayCalls | undefined): number {
  if (first === undefined) return 31;
  const begun = new Date(first.day);
  return new Date(Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + 1, 0)).getUTCDate();
}
