// What holds for a label wherever it is written.

import { m } from '$lib/paraglide/messages';

/** Most labels of a job, and most characters of one. */
export const MOST_LABELS = 20;
export const LONGEST_LABEL = 40;

/** What is wrong with a label as it is written; null for nothing. */
export function labelProblem(label: string): string | null {
  // Characters, not code units: an emoji is one.
  const { length } = Array.from(label.trim());
  return length > LONGEST_LABEL ? m.label_too_long({ most: LONGEST_LABEL, length }) : null;
}

/** Whether two labels are one, however they are written. */
export function sameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
