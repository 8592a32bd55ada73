// How long the content of a job stays.

import type { JobRow } from '$lib/ipc';

const DAY = 24 * 60 * 60_000;

/** When the content of a job is erased that may not be kept: a day after it was first seen. Null for any other job. */
export function keptUntil({ retention, seen }: Pick<JobRow, 'retention' | 'seen'>): string | null {
  return retention === 'ephemeral' ? new Date(Date.parse(seen) + DAY).toISOString() : null;
}
