// A list as it is shown, brought up to date with its first page as it is now.

import type { JobRow, JobsPage } from '$lib/ipc';

export interface Merged {
  rows: JobRow[];
  /** Rows of the page that are not shown yet. */
  arrived: number;
}

/**
 * Takes over changed rows, drops those that left the list unless `stays` says otherwise, and counts those that came.
 * `complete` says that the shown rows reach the end of the list. `replace`: nothing is shown that could be moved.
 */
export function merge(
  shown: readonly JobRow[],
  complete: boolean,
  page: JobsPage,
  stays: (id: string) => boolean,
): Merged | 'replace' {
  if (shown.length === 0) return 'replace';
  const fresh = new Map(page.rows.map((row) => [row.id, row]));
  const shownIds = new Set(shown.map((row) => row.id));

  // As far as the page reaches, what is shown and not in it has left the list. If the page is the whole list, it
  // reaches everywhere; if it shares nothing with what is shown, nothing can be said.
  const lastCommon = shown.findLastIndex((row) => fresh.has(row.id));
  const reach = page.next === null ? shown.length : lastCommon + 1;
  const rows = shown
    .filter((row, index) => index >= reach || fresh.has(row.id) || stays(row.id))
    .map((row) => fresh.get(row.id) ?? row);

  // Behind the last row in common come rows that paging would bring anyway.
  const lastShown = page.rows.findLastIndex((row) => shownIds.has(row.id));
  const counted = complete || lastShown < 0 ? page.rows : page.rows.slice(0, lastShown);
  const arrived = counted.filter((row) => !shownIds.has(row.id)).length;
  return { rows, arrived };
}
