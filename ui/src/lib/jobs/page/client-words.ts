// A client's clock, in words.

import type { Hours } from '$lib/ipc';

const MINUTE = 60_000;

/** `4:12 PM`: the time on a clock so many minutes from UTC. */
export function timeAt(offset: number, now: number, locale?: string): string {
  return clock(locale).format(now + offset * MINUTE);
}

/** How far the client's clock is ahead of the user's, in minutes; behind is negative. */
export function ahead(offset: number, now: number): number {
  return offset + new Date(now).getTimezoneOffset();
}

/** `2`, `5½`: minutes as hours; other parts of an hour as a decimal. */
export function hoursOf(minutes: number): string {
  const whole = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  if (rest === 0) return String(whole);
  if (rest === 30) return whole === 0 ? '½' : `${whole}½`;
  return (Math.abs(minutes) / 60).toFixed(2);
}

/** `9:00 AM–12:00 PM`: hours that both work. */
export function hoursWords({ from, to }: Hours, locale?: string): string {
  return `${clock(locale).format(from * MINUTE)}–${clock(locale).format(to * MINUTE)}`;
}

function clock(locale: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
}
