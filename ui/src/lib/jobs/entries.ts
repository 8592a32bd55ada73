// The rows of a list under the days they were published on.

import type { JobRow } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';

const DAY = 86_400_000;

/** Heights in pixels at compact density. Places in a list are told in these, whatever the heights on a screen are. */
export const HEADING = 28;
export const ROW = 58;

/** Where a day ends depends on the time zone, and those differ by whole quarters of an hour. */
const QUARTER = 900_000;
const days = new WeakMap<Formats, Map<number, string>>();

/** `top` is how far from the beginning of the list it stands. */
export type Entry =
  { kind: 'day'; key: string; top: number; label: string } | { kind: 'row'; key: string; top: number; index: number };

/** When a job stands in a list: published, or first seen where that is unknown. */
export function instant(row: JobRow): string {
  return row.posted ?? row.seen;
}

/** Rows with a heading before each day, or with one for all of them. `index` counts the rows only. */
export function entries(
  rows: readonly JobRow[],
  now: number,
  formats: Formats,
  heading: string | null = null,
): Entry[] {
  if (heading !== null) return underOne(rows, heading);
  const listed: Entry[] = [];
  const names = new Map([
    [formats.dayKey(now - DAY), m.day_yesterday()],
    [formats.dayKey(now), m.day_today()],
  ]);
  let day = '';
  let top = 0;
  for (const [index, row] of rows.entries()) {
    const at = Date.parse(instant(row));
    const key = dayOf(at, formats);
    if (key !== day) {
      listed.push({ kind: 'day', key: `day ${key} ${row.id}`, top, label: names.get(key) ?? formats.day(at, now) });
      top += HEADING;
      day = key;
    }
    listed.push({ kind: 'row', key: row.id, top, index });
    top += ROW;
  }
  return listed;
}

function underOne(rows: readonly JobRow[], label: string): Entry[] {
  const below = rows.map(({ id }, index) => ({ kind: 'row' as const, key: id, top: HEADING + index * ROW, index }));
  return rows.length === 0 ? [] : [{ kind: 'day', key: 'all', top: 0, label }, ...below];
}

/** Whether the entries of two lists are the same, whatever else of their rows is not. */
export function alike(a: readonly JobRow[], b: readonly JobRow[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((row, index) => {
      const other = b[index];
      return other !== undefined && row.id === other.id && instant(row) === instant(other);
    })
  );
}

/** The day an instant is on. Asking the locale takes long, and thousands of rows do. */
function dayOf(at: number, formats: Formats): string {
  const known = days.get(formats) ?? new Map<number, string>();
  days.set(formats, known);
  const quarter = Math.floor(at / QUARTER);
  const day = known.get(quarter) ?? formats.dayKey(at);
  known.set(quarter, day);
  return day;
}

/** The entry at a place of a list, and how far the place is below its upper edge. */
export function entryAt(listed: readonly Entry[], place: number): { index: number; below: number } {
  const index = Math.max(
    0,
    listed.findLastIndex(({ top }) => top <= place),
  );
  return { index, below: Math.max(0, place - (listed[index]?.top ?? 0)) };
}
