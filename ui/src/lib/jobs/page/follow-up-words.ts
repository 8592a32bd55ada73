// When to be reminded of a job, in words.

import type { Instant } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';
import { daysAway, isDue, type Soon } from './follow-up';

export const SOON: Record<Soon, () => string> = {
  tomorrow: m.job_follow_up_tomorrow,
  inThreeDays: m.job_follow_up_three_days,
  nextWeek: m.job_follow_up_next_week,
};

/** `Follow up tomorrow`, `Follow up on 4 Dec, 9:00`, `Follow up now`. */
export function dueWords(at: Instant, now: number, formats: Pick<Formats, 'moment'>): string {
  if (isDue(at, now)) return m.job_follow_up_now();
  const time = formats.moment(at, now);
  const days = daysAway(at, now);
  if (days === 0) return m.job_follow_up_today({ time });
  if (days === 1) return m.job_follow_up_in_one({ time });
  return days < 8 ? m.job_follow_up_in({ days, time }) : m.job_follow_up_on({ time });
}
