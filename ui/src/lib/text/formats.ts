// Money, numbers and times in the words of a locale. Takes instants and amounts as they come from the shell.

import type { Amount } from '$lib/ipc';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export class Formats {
  #locale: string | undefined;
  #zone: string | undefined;
  #numbers: Intl.NumberFormat;
  #lists: Intl.ListFormat;
  #relative: Intl.RelativeTimeFormat;
  #now: Intl.RelativeTimeFormat;
  #exact: Intl.DateTimeFormat;
  #time: Intl.DateTimeFormat;
  #seconds: Intl.DateTimeFormat;
  #short: Intl.DateTimeFormat;
  #day: Intl.DateTimeFormat;
  #dayWithYear: Intl.DateTimeFormat;
  #dayKey: Intl.DateTimeFormat;

  /** Without arguments: the system's locale and time zone. */
  constructor(locale: string | undefined = systemLocale(), zone?: string) {
    this.#locale = locale;
    this.#zone = zone;
    this.#numbers = new Intl.NumberFormat(locale);
    this.#lists = new Intl.ListFormat(locale);
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
    this.#now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    this.#exact = this.#dates({ dateStyle: 'full', timeStyle: 'medium' });
    this.#time = this.#dates({ hour: 'numeric', minute: '2-digit' });
    this.#seconds = this.#dates({ timeStyle: 'medium' });
    this.#short = this.#dates({ day: 'numeric', month: 'short' });
    this.#day = this.#dates({ weekday: 'long', day: 'numeric', month: 'long' });
    this.#dayWithYear = this.#dates({ day: 'numeric', month: 'long', year: 'numeric' });
    this.#dayKey = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  }

  number(value: number): string {
    return this.#numbers.format(value);
  }

  /** `Rust, Data and Shopify`. */
  list(parts: readonly string[]): string {
    return this.#lists.format(parts);
  }

  /** `3.4`: at most one decimal. */
  rough(value: number): string {
    return new Intl.NumberFormat(this.#locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  }

  /** `$1,200`, `€12.50`: decimals only where there are any. */
  amount({ units, currency }: Amount): string {
    return this.#money(units, currency, Number.isInteger(units) ? 0 : 2);
  }

  /** `$84K`, never rounded up. */
  size({ units, currency }: Amount): string {
    return this.#currency(units, currency, {
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: units < 10_000 ? 1 : 0,
      roundingMode: 'trunc',
    });
  }

  /** `$60–90`, `60–90 €`: the sign once, where the locale puts it. */
  range(min: Amount, max: Amount): string {
    if (min.units === max.units) return this.amount(min);
    const digits = Number.isInteger(min.units) && Number.isInteger(max.units) ? 0 : 2;
    const low = this.#money(min.units, min.currency, digits);
    const high = this.#money(max.units, max.currency, digits);
    const before = /^\D+/u.exec(high)?.[0] ?? '';
    const after = /\D+$/u.exec(low)?.[0] ?? '';
    const from = after !== '' && high.endsWith(after) ? low.slice(0, -after.length) : low;
    const to = before !== '' && low.startsWith(before) ? high.slice(before.length) : high;
    return `${from}–${to}`;
  }

  /** `4 min`, `2 days`, `now`. The future counts as now. */
  age(at: string, now: number): string {
    const then = Date.parse(at);
    return now - then < MINUTE ? this.#now.format(0, 'second') : this.span(then, now);
  }

  /** `38 sec`, `4 min`: the time from one instant to a later one. */
  span(from: number, to: number): string {
    const [value, unit] = elapsed(from, to);
    return new Intl.NumberFormat(this.#locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  }

  /** `4 min. ago`, `now`. */
  ago(at: string, now: number): string {
    const [value, unit] = elapsed(Date.parse(at), now);
    if (unit === 'second') return this.#now.format(0, 'second');
    return this.#relative.format(-value, unit);
  }

  /** `90 seconds`, `43 minutes`, `2 hours`: a length of time in whole units, at least two of them. A part counts as one. */
  length(seconds: number): string {
    const [value, unit]: [number, Unit] =
      seconds < 120
        ? [seconds, 'second']
        : seconds < 7_200
          ? [seconds / 60, 'minute']
          : seconds < 172_800
            ? [seconds / 3_600, 'hour']
            : [seconds / 86_400, 'day'];
    const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
    return new Intl.NumberFormat(this.#locale, style).format(Math.ceil(value));
  }

  /** `42%`, `99.9%`: a share, never all of it where something is missing. */
  share(share: number): string {
    const digits = share < 1 && share > 0.99 ? 1 : 0;
    const style = { style: 'percent', maximumFractionDigits: digits, roundingMode: 'floor' } as const;
    return new Intl.NumberFormat(this.#locale, style).format(share);
  }

  /** `48 kB`, `1.2 MB`. */
  data(kilobytes: number): string {
    const [value, unit] = kilobytes < 1_000 ? [kilobytes, 'kilobyte'] : [kilobytes / 1_000, 'megabyte'];
    const style = { style: 'unit', unit, maximumFractionDigits: value < 10 && unit === 'megabyte' ? 1 : 0 } as const;
    return new Intl.NumberFormat(this.#locale, style).format(value);
  }

  /** `22 Nov`: a day as services count them, in UTC. */
  utcDay(at: string): string {
    const style = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.#locale, style).format(Date.parse(at));
  }

  /** `4 March 2019`: a day as services count them, in UTC, whatever the year. */
  utcDate(at: string): string {
    const style = { dateStyle: 'long', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.#locale, style).format(Date.parse(at));
  }

  /** Date and time to the second. */
  exact(at: string): string {
    return this.#exact.format(Date.parse(at));
  }

  /** `16:08` today, `21 Nov, 16:08` otherwise. */
  moment(at: string, now: number): string {
    const then = Date.parse(at);
    const time = this.#time.format(then);
    return this.dayKey(then) === this.dayKey(now) ? time : `${this.#short.format(then)}, ${time}`;
  }

  /** `16:08` today, `21 Nov` otherwise. */
  date(at: string, now: number): string {
    const then = Date.parse(at);
    return this.dayKey(then) === this.dayKey(now) ? this.#time.format(then) : this.#short.format(then);
  }

  /** `16:08:12` today, with the date otherwise. */
  precise(at: string, now: number): string {
    const then = Date.parse(at);
    const time = this.#seconds.format(then);
    return this.dayKey(then) === this.dayKey(now) ? time : `${this.#short.format(then)}, ${time}`;
  }

  /** `2026-11-22`: the calendar day where the user is. */
  dayKey(at: number): string {
    return this.#dayKey.format(at);
  }

  /** `Thursday, November 19`, with the year when it is not this one. */
  day(at: number, now: number): string {
    const sameYear = this.dayKey(at).slice(0, 4) === this.dayKey(now).slice(0, 4);
    return (sameYear ? this.#day : this.#dayWithYear).format(at);
  }

  #dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.#locale, { ...options, timeZone: this.#zone });
  }

  #money(units: number, currency: string, digits: number): string {
    return this.#currency(units, currency, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  #currency(units: number, currency: string, options: Intl.NumberFormatOptions): string {
    const style = { ...options, style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    try {
      return new Intl.NumberFormat(this.#locale, style).format(units);
    } catch {
      // A service may send what is no currency code; the amount is still worth showing.
      return `${new Intl.NumberFormat(this.#locale, options).format(units)} ${currency}`;
    }
  }
}

function elapsed(from: number, to: number): [number, Unit] {
  const span = Math.max(0, to - from);
  if (span < MINUTE) return [Math.floor(span / 1_000), 'second'];
  if (span < HOUR) return [Math.floor(span / MINUTE), 'minute'];
  if (span < DAY) return [Math.floor(span / HOUR), 'hour'];
  if (span < 14 * DAY) return [Math.floor(span / DAY), 'day'];
  if (span < 60 * DAY) return [Math.floor(span / (7 * DAY)), 'week'];
  if (span < 365 * DAY) return [Math.floor(span / (30 * DAY)), 'month'];
  return [Math.floor(span / (365 * DAY)), 'year'];
}

/** The system's locale. A system set to none (`C`, POSIX) writes money and decimals as no reader does: English, then. */
export function systemLocale(resolved = new Intl.NumberFormat().resolvedOptions().locale): string | undefined {
  return /posix/i.test(resolved) || resolved === 'c' ? 'en-US' : undefined;
}

/** In the system's locale and time zone. */
export const formats = new Formats();
