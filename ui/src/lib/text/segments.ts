// Texts with highlights, cut into stretches. Ranges count characters (Unicode scalar values), as the shell does;
// JavaScript counts UTF-16 units, so an emoji before a highlight would move it without this.

import type { Range } from '$lib/ipc';

export interface Segment {
  text: string;
  hit: boolean;
}

/** Cuts a text at its ranges. They may overlap, be out of order or reach past the end; the stretches joined are the text. */
export function segments(text: string, ranges: readonly Range[]): Segment[] {
  const wanted = merged(ranges);
  const cut: Segment[] = [];
  let unit = 0;
  let character = 0;
  const advance = (to: number): string => {
    const from = unit;
    while (character < to && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      character += 1;
    }
    return text.slice(from, unit);
  };
  const push = (part: string, hit: boolean): void => {
    if (part !== '') cut.push({ text: part, hit });
  };
  for (const { start, end } of wanted) {
    push(advance(start), false);
    push(advance(end), true);
  }
  push(text.slice(unit), false);
  return cut;
}

function merged(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const joined: Range[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else joined.push({ ...range });
  }
  return joined;
}

/** How many characters a text has. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
