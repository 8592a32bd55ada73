// The states of a job, in a word.

import type { JobState } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<JobState, () => string> = {
  new: m.job_state_new,
  seen: m.job_state_seen,
  saved: m.job_state_saved,
  applied: m.job_state_applied,
  interviewing: m.job_state_interviewing,
  hired: m.job_state_hired,
  dismissed: m.job_state_dismissed,
};

export function stateName(state: JobState): string {
  return NAMES[state]();
}
