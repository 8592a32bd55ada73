// What holds for a label wherever it is written.

/** Most labels of a job, and most characters of one. */
export const MOST_LABELS = 20;
export const LONGEST_LABEL = 40;

/** Whether two labels are one, however they are written. */
export function sameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
