// When to be reminded of a job, in steps that people think in.

import type { Instant } from '$lib/ipc';

/** The hour at which a reminder of a day comes. */
export const HOUR = 9;

export type Soon = 'tomorrow' | 'inThreeDays' | 'nextWeek';

/** The choices that are one click, with their instants: nine o'clock where the user is; next week begins on Monday. */
export function choices(now: number): { name: Soon; at: Instant }[] {
  const toMonday = 8 - (new Date(now).getDay() || 7);
  return [
    { name: 'tomorrow', at: morning(now, 1) },
    { name: 'inThreeDays', at: morning(now, 3) },
    { name: 'nextWeek', at: morning(now, toMonday) },
  ];
}

/** What a field for a date and time takes: `2026-11-24T09:00`, where the user is. */
export function fieldValue(at: Instant | number): string {
  const then = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return `${day}T${two(then.getHours())}:${two(then.getMinutes())}`;
}

/** What such a field says, or a text like it where there is no such field; null for anything else, and for the past. */
export function fromField(value: string, now: number): Instant | null {
  const read = /^(\d{4}-\d\d-\d\d)(?:[T ](\d{1,2}:\d\d))?$/u.exec(value.trim());
  if (!read) return null;
  const [, day = '', time = `${HOUR}:00`] = read;
  const at = Date.parse(`${day}T${time.padStart(5, '0')}`);
  return Number.isNaN(at) || at <= now ? null : new Date(at).toISOString();
}

/** The time to be reminded at has come. */
export function isDue(at: Instant, now: number): boolean {
  return Date.parse(at) <= now;
}

/** How many calendar days away an instant is, where the user is. */
export function daysAway(at: Instant, now: number): number {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(Date.parse(at)) - midnight(now)) / (24 * 60 * 60_000));
}

function morning(now: number, days: number): Instant {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(HOUR, 0, 0, 0);
  return day.toISOString();
}
