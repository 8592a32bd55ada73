// What is said of what was done with jobs.

import type { DismissReason, JobRow, JobState } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { formats } from '$lib/text/formats';

/** Why jobs are dismissed, in the order they are asked for. */
export const REASONS: readonly DismissReason[] = [
  'pay',
  'skills',
  'client',
  'requirements',
  'competition',
  'suspicious',
  'other',
];

export function reasonWords(reason: DismissReason): string {
  switch (reason) {
    case 'pay':
      return m.list_reason_pay();
    case 'skills':
      return m.list_reason_skills();
    case 'client':
      return m.list_reason_client();
    case 'requirements':
      return m.list_reason_requirements();
    case 'competition':
      return m.list_reason_competition();
    case 'suspicious':
      return m.list_reason_suspicious();
    case 'other':
      return m.list_reason_other();
  }
}

/** A reason as it is chosen. */
export function reasonSentence(reason: DismissReason): string {
  switch (reason) {
    case 'pay':
      return m.list_reason_say_pay();
    case 'skills':
      return m.list_reason_say_skills();
    case 'client':
      return m.list_reason_say_client();
    case 'requirements':
      return m.list_reason_say_requirements();
    case 'competition':
      return m.list_reason_say_competition();
    case 'suspicious':
      return m.list_reason_say_suspicious();
    case 'other':
      return m.list_reason_say_other();
  }
}

/** What is said once jobs were given a state. */
export function stateWords(state: JobState, reason: DismissReason | null, count: number): string {
  if (state === 'dismissed' && reason !== null)
    return changedWords(m.list_toast_dismissed_for({ reason: reasonWords(reason) }), count);
  const said: Record<JobState, () => string> = {
    new: m.toast_unread,
    seen: m.list_toast_read,
    saved: m.toast_saved,
    applied: m.list_toast_applied,
    interviewing: m.list_toast_interviewing,
    hired: m.list_toast_hired,
    dismissed: m.toast_dismissed,
  };
  return changedWords(said[state](), count);
}

/** What was done, and with how many jobs if it was more than one. */
export function changedWords(what: string, count: number): string {
  return count === 1 ? what : m.list_toast_many({ what, count: formats.number(count) });
}

/** The state of a job as its row says it; null where the row shows it otherwise. */
export function stateOf({ state }: Pick<JobRow, 'state'>): string | null {
  switch (state) {
    case 'applied':
      return m.list_state_applied();
    case 'interviewing':
      return m.list_state_interviewing();
    case 'hired':
      return m.list_state_hired();
    case 'dismissed':
      return m.job_dismissed_short();
    case 'new':
    case 'seen':
    case 'saved':
      return null;
  }
}
