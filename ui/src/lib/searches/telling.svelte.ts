// How a search tells what it finds, while it is written: at once, in summaries or not at all.

import type { Digest, Notify, SearchInput } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export type Told = Pick<SearchInput, 'notify' | 'digest' | 'breaksQuiet'>;

/** How a new search tells. */
export const AT_FIRST: Told = { notify: 'instant', digest: { kind: 'every', minutes: 60 }, breaksQuiet: false };

/** The longest a summary collects, in minutes: a week. */
const LONGEST = 7 * 24 * 60;
/** The time that a first summary of the day is proposed for. */
const MORNING = '09:00';
/** Most times of day. */
export const MOST_TIMES = 24;

export class Telling {
  notify = $state<Notify>('instant');
  /** Some minutes after the first match, or at times of day. */
  way = $state<Digest['kind']>('every');
  minutes = $state('60');
  times = $state<string[]>([MORNING]);
  breaksQuiet = $state(false);
  /** Why the schedule cannot be had, said once somebody tried to save it. */
  problem = $state<string | null>(null);

  constructor({ notify, digest, breaksQuiet }: Told = AT_FIRST) {
    this.notify = notify;
    this.way = digest.kind;
    this.breaksQuiet = breaksQuiet;
    if (digest.kind === 'every') this.minutes = String(digest.minutes);
    else this.times = [...digest.times];
  }

  /** Adds an empty time of day. */
  addTime(): void {
    if (this.times.length < MOST_TIMES) this.times = [...this.times, ''];
  }

  /** Leaves a time out; there is always one. */
  removeTime(place: number): void {
    if (this.times.length > 1) this.times = this.times.filter((_, at) => at !== place);
  }

  /** As it is saved; `null`, with the reason in view, when the schedule cannot be had. */
  read(): Told | null {
    const { notify, breaksQuiet } = this;
    const digest = this.#schedule();
    this.problem = null;
    if (digest !== null) return { notify, digest, breaksQuiet };
    // A schedule that is not used is nobody's concern.
    if (notify !== 'digest') return { notify, digest: AT_FIRST.digest, breaksQuiet };
    this.problem = this.way === 'every' ? m.digest_minutes_wrong() : m.digest_times_wrong();
    return null;
  }

  #schedule(): Digest | null {
    if (this.way === 'every') {
      const minutes = Number(this.minutes);
      const possible = Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST;
      return possible ? { kind: 'every', minutes } : null;
    }
    const times = this.times.map(timeOfDay);
    if (!times.every((time) => time !== null)) return null;
    return { kind: 'at', times: [...new Set(times)].sort() };
  }
}

/** `9:30` as `09:30`: where a window has no field for times, they are typed. `null` when it is none. */
export function timeOfDay(text: string): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/u.exec(text.trim()) ?? [];
  return hour === undefined || minute === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
}
