// Texts with highlights, cut into stretches. Ranges count characters (Unicode scalar values), as the shell does;
// JavaScript counts UTF-16 units, so an emoji before a highlight would move it without this.

import type { Link, Range, Warning } from '$lib/ipc';

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

/** A stretch of a description, with what is to be seen of it. */
export interface Stretch extends Segment {
  warning: Warning | null;
}

/** Stretches that lead to the same place, or nowhere. */
export interface Run {
  link: Link | null;
  parts: Stretch[];
}

/** What is known about places in a description. */
export interface Layers {
  hits: readonly Range[];
  links: readonly Link[];
  warnings: readonly Warning[];
}

/**
 * Cuts a text where any of its layers begins or ends. What is a link stays together, however it is highlighted inside; of
 * links, and of warnings, that overlap each other the first one counts.
 */
export function runs(text: string, { hits, links, warnings }: Layers): Run[] {
  const layers = { hit: new Layer(merged(hits)), link: new Layer(apart(links)), warning: new Layer(apart(warnings)) };
  const cuts = new Set<number>();
  for (const layer of Object.values(layers)) layer.cutAt(cuts);
  const cut: Run[] = [];
  let unit = 0;
  let character = 0;
  for (const to of [...[...cuts].sort((a, b) => a - b), Infinity]) {
    const from = unit;
    const at = character;
    while (character < to && unit < text.length) {
      if (to === Infinity) unit = text.length;
      else unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      character += 1;
    }
    if (unit === from) continue;
    const link = layers.link.at(at);
    const part = { text: text.slice(from, unit), hit: layers.hit.at(at) !== null, warning: layers.warning.at(at) };
    const last = cut.at(-1);
    if (last && last.link === link) last.parts.push(part);
    else cut.push({ link, parts: [part] });
  }
  return cut;
}

/** Ranges that do not overlap, asked from left to right. */
class Layer<R extends Range> {
  readonly #ranges: readonly R[];
  #next = 0;

  constructor(ranges: readonly R[]) {
    this.#ranges = ranges;
  }

  cutAt(cuts: Set<number>): void {
    for (const { start, end } of this.#ranges) cuts.add(start).add(end);
  }

  at(character: number): R | null {
    while ((this.#ranges[this.#next]?.end ?? Infinity) <= character) this.#next += 1;
    const range = this.#ranges[this.#next];
    return range && range.start <= character ? range : null;
  }
}

function apart<R extends Range>(ranges: readonly R[]): R[] {
  const kept: R[] = [];
  for (const range of ranges.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start))
    if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range);
  return kept;
}

/** Most lines that are drawn as blocks of their own. */
const MOST_LINES = 1_000;

/**
 * The runs line by line, so that each line has a box and a direction of its own. Blank lines that follow each other are
 * one, and what goes on for ever is one block at the end.
 */
export function lines(all: readonly Run[], most = MOST_LINES): Run[][] {
  const broken: Run[][] = [[]];
  let line: Run[] = broken[0] ?? [];
  const end = (): void => {
    if (line.length === 0 && broken.at(-2)?.length === 0) return;
    line = [];
    broken.push(line);
  };
  const add = (link: Link | null, part: Stretch): void => {
    const last = line.at(-1);
    if (last && last.link === link) last.parts.push(part);
    else line.push({ link, parts: [part] });
  };
  for (const { link, parts } of all)
    for (const part of parts) {
      let from = 0;
      for (let at = part.text.indexOf('\n'); at >= 0 && broken.length < most; at = part.text.indexOf('\n', from)) {
        if (at > from) add(link, { ...part, text: part.text.slice(from, at) });
        from = at + 1;
        end();
      }
      if (from < part.text.length) add(link, { ...part, text: part.text.slice(from) });
    }
  return broken;
}

/** How many characters a text has. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
