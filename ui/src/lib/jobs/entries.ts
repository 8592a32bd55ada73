// The rows of a list under the days they were published on.

import type { JobRow } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';

const DAY = 86_400_000;

export type Entry =
  { kind: 'day'; key: string; label: string } | { kind: 'row'; key: string; row: JobRow; index: number };

/** When a job stands in a list: published, or first seen where that is unknown. */
export function instant(row: JobRow): string {
  return row.posted ?? row.seen;
}

/** Rows, newest first, with a heading before each day. `index` counts the rows only. */
export function entries(rows: readonly JobRow[], now: number, formats: Formats): Entry[] {
  const listed: Entry[] = [];
  const names = new Map([
    [formats.dayKey(now - DAY), m.day_yesterday()],
    [formats.dayKey(now), m.day_today()],
  ]);
  let day = '';
  for (const [index, row] of rows.entries()) {
    const at = Date.parse(instant(row));
    const key = formats.dayKey(at);
    if (key !== day) listed.push({ kind: 'day', key: `day ${key}`, label: names.get(key) ?? formats.day(at, now) });
    day = key;
    listed.push({ kind: 'row', key: row.id, row, index });
  }
  return listed;
}
