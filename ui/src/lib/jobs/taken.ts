// Rows taken out of a list at once, before the shell has said that they left it, and put back where they stood.

import type { JobRow } from '$lib/ipc';

/** A row, and where it stood. */
export interface Placed {
  row: JobRow;
  index: number;
}

/** The rows of a list by whether they are among some. */
export function parted(rows: readonly JobRow[], ids: ReadonlySet<string>): { left: JobRow[]; taken: Placed[] } {
  const left: JobRow[] = [];
  const taken: Placed[] = [];
  for (const [index, row] of rows.entries()) {
    if (ids.has(row.id)) taken.push({ row, index });
    else left.push(row);
  }
  return { left, taken };
}

/** The rows of a list with some put back, each where it stood; those that are in it again already stay where they are. */
export function joined(rows: readonly JobRow[], taken: readonly Placed[]): JobRow[] {
  const shown = new Set(rows.map(({ id }) => id));
  const back = taken.filter(({ row }) => !shown.has(row.id));
  const all: JobRow[] = [];
  let next = 0;
  for (const row of rows) {
    for (; back[next]?.index === all.length; next += 1) all.push(...back.slice(next, next + 1).map((one) => one.row));
    all.push(row);
  }
  return [...all, ...back.slice(next).map(({ row }) => row)];
}

/** The row that takes the place of one that leaves: the next that stays, or else the one before. */
export function successor(rows: readonly JobRow[], id: string, ids: ReadonlySet<string>): string | null {
  const place = rows.findIndex((row) => row.id === id);
  const stays = (row: JobRow): boolean => !ids.has(row.id);
  return (rows.slice(place + 1).find(stays) ?? rows.slice(0, Math.max(place, 0)).findLast(stays))?.id ?? null;
}
