// The stages of the pipeline, in order. Dismissed jobs are in none.

import type { JobState, View } from '$lib/ipc';

export type Stage = Exclude<JobState, 'dismissed'>;

export const STAGES: readonly Stage[] = ['new', 'seen', 'saved', 'applied', 'interviewing', 'hired'];

/** The jobs of a stage: a list, and the query that narrows it. */
export function jobsOf(stage: Stage): { view: View; text: string } {
  switch (stage) {
    case 'new':
    case 'seen':
      return { view: { kind: 'inbox' }, text: `is:${stage}` };
    case 'saved':
      return { view: { kind: 'saved' }, text: '' };
    case 'applied':
    case 'interviewing':
    case 'hired':
      return { view: { kind: 'applied' }, text: `is:${stage}` };
  }
}

/** The stage so many further along, or back; none beyond the ends. */
export function stageAfter(stage: Stage, by: number): Stage | null {
  return STAGES[STAGES.indexOf(stage) + by] ?? null;
}

export function isStage(text: string | undefined): text is Stage {
  return STAGES.some((stage) => stage === text);
}
