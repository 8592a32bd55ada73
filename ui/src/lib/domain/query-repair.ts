// Places in a query, as the shell counts them, applied to what stands in a field.

import type { QueryProblem, Range } from '$lib/ipc';
import { characters } from '$lib/text/segments';

/** The place to underline: never empty, and never behind the end. */
export function underlined(query: string, { start, end }: Range): Range {
  const length = characters(query);
  const last = Math.max(1, Math.min(Math.max(end, start + 1), length));
  return { start: Math.min(start, last - 1), end: last };
}

/** The query with the problem's repair written in its place. */
export function repaired(query: string, problem: QueryProblem): string {
  if (problem.hint === null) return query;
  const all = Array.from(query);
  return [...all.slice(0, problem.start), problem.hint, ...all.slice(problem.end)].join('');
}
