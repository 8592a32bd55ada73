// How long the content of a job stays.

import type { JobRow } from '$lib/ipc';

const DAY = 24 * 60 * 60_000;

/** When the content of a job is erased that may not be kept: a day after it was first seen. Null for any other job. */
export function keptUntil({ retention, seen }: Pick<JobRow, 'retention' | 'seen'>): string | null {
  return retention === 'ephemeral' ? new Date(Date.parse(seen) + DAY).toISOString() : null;
}

/** Rows as they may be shown: without their content where its time is over. They are the very same while none is. */
export function lawful(rows: readonly JobRow[], now: number): readonly JobRow[] {
  const over = (row: JobRow): boolean => {
    const until = keptUntil(row);
    return until !== null && Date.parse(until) <= now;
  };
  return rows.some(over) ? rows.map((row) => (over(row) ? erased(row) : row)) : rows;
}

/** What is left of a row whose content is erased. */
export function erased(row: JobRow): JobRow {
  return {
    ...row,
    title: '',
    pay: { kind: 'unknown', contract: null },
    country: null,
    verified: null,
    spent: null,
    proposals: null,
    skills: [],
    retention: 'erased',
  };
}
