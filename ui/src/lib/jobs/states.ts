// The states of triage, by what they mean for a list.

import type { JobState } from '$lib/ipc';

const APPLIED: readonly JobState[] = ['applied', 'interviewing', 'hired'];

/** Applied for, or further along. */
export function isApplied(state: JobState): boolean {
  return APPLIED.includes(state);
}
