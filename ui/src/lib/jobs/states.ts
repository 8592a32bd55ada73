// The states of triage, by what they mean for a list.

import type { JobState } from '$lib/ipc';

const KEPT: readonly JobState[] = ['saved', 'applied', 'interviewing', 'hired'];

/** Saved, or further along. */
export function isKept(state: JobState): boolean {
  return KEPT.includes(state);
}
