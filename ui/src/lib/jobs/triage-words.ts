// What is said of what was done with jobs.

import type { DismissReason, JobState } from '$lib/ipc';
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

function reasonWords(reason: DismissReason): string {
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
    new: m.did_new,
    seen: m.did_seen,
    saved: m.did_saved,
    applied: m.did_applied,
    interviewing: m.did_interviewing,
    hired: m.did_hired,
    dismissed: m.did_dismissed,
  };
  return changedWords(said[state](), count);
}

/** What was done, and with how many jobs if it was more than one. */
export function changedWords(what: string, count: number): string {
  return count === 1 ? what : m.list_toast_many({ what, count: formats.number(count) });
}
