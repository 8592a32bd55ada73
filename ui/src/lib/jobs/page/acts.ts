// What can be done with the job that is read, as the window hands it to the job page.

import type { JobState } from '$lib/ipc';

export interface JobActs {
  /** Where the job covers the list: the way back to it. */
  onback: (() => void) | null;
  onopen: () => void;
  onsave: () => void;
  onapply: () => void;
  onstate: (state: JobState) => void;
  ondismiss: () => void;
  onreason: () => void;
  onstar: () => void;
  onunread: () => void;
  onmute: () => void;
  onprint: () => void;
  /** To the job so many below in the list. */
  onmove: (by: number) => void;
  /** Shows another job, beside the list its state puts it in. */
  onjob: (id: string, state: JobState) => void;
  /** Leads to what the user says of themselves. */
  onprofile: () => void;
}

/** Where a job stands in the list beside it. */
export interface InList {
  /** From 0; -1 where it is not in it. */
  index: number;
  total: number;
}
