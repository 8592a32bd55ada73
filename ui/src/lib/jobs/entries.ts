// The rows of a list under the days they were published on.

import type { JobRow } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';

const DAY = 86_400_000;

/** Heights in pixels at compact density. Places in a list are told in these, whatever the heights on a screen are. */
export const HEADING = 28;
export const ROW = 58;

/** `top` is how far from the beginning of the list it stands. */
export type Entry =
  | { kind: 'day'; key: string; top: number; label: string }
  | { kind: 'row'; key: string; top: number; row: JobRow; index: number };

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
  let top = 0;
  for (const [index, row] of rows.entries()) {
    const at = Date.parse(instant(row));
    const key = formats.dayKey(at);
    if (key !== day) {
      listed.push({ kind: 'day', key: `day ${key} ${row.id}`, top, label: names.get(key) ?? formats.day(at, now) });
      top += HEADING;
      day = key;
    }
    listed.push({ kind: 'row', key: row.id, top, row, index });
    top += ROW;
  }
  return listed;
}

/** The entry at a place of a list, and how far the place is below its upper edge. */
export function entryAt(listed: readonly Entry[], place: number): { index: number; below: number } {
  const index = Math.max(
    0,
    listed.findLastIndex(({ top }) => top <= place),
  );
  return { index, below: Math.max(0, place - (listed[index]?.top ?? 0)) };
}
