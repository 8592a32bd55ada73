import { describe, expect, it } from 'vitest';
import type { Link, Warning } from '$lib/ipc';
import { characters, lines, runs, segments, type Layers, type Run } from './segments';

const hits = (text: string, ...ranges: [number, number][]) =>
  segments(
    text,
    ranges.map(([start, end]) => ({ start, end })),
  )
    .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
    .join('');

describe('segments', () => {
  it.each<[string, [number, number][], string]>([
    ['plain', [], 'plain'],
    [
      'rust and tauri',
      [
        [0, 4],
        [9, 14],
      ],
      '[rust] and [tauri]',
    ],
    // Characters, not UTF-16 units: the crab is one character and two units.
    ['🦀 rust', [[2, 6]], '🦀 [rust]'],
    [
      '𝕋𝕙𝕖 rust 🚀 go',
      [
        [4, 8],
        [11, 13],
      ],
      '𝕋𝕙𝕖 [rust] 🚀 [go]',
    ],
    ['a🦀b', [[1, 2]], 'a[🦀]b'],
    ['مطور Rust', [[5, 9]], 'مطور [Rust]'],
    [
      'out of order',
      [
        [7, 12],
        [0, 3],
      ],
      '[out] of [order]',
    ],
    [
      'overlapping',
      [
        [0, 5],
        [3, 7],
        [7, 9],
      ],
      '[overlappi]ng',
    ],
    ['too far', [[4, 99]], 'too [far]'],
    ['beyond', [[50, 60]], 'beyond'],
    [
      'nothing',
      [
        [3, 3],
        [5, 2],
      ],
      'nothing',
    ],
    ['', [[0, 4]], ''],
  ])('%j with %j', (text, ranges, expected) => {
    expect(hits(text, ...ranges)).toBe(expected);
  });

  it('joined_is_always_the_text_and_never_splits_a_character', () => {
    const text = '👩‍💻 a🦀b\u0000c 𝕋 é\n\ud83d end';
    const length = characters(text);
    for (let start = 0; start <= length; start += 1)
      for (let end = start; end <= length + 1; end += 1) {
        const parts = segments(text, [{ start, end }]);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        const marked = parts.find((part) => part.hit)?.text ?? '';
        expect(characters(marked)).toBe(Math.min(end, length) - Math.min(start, length));
      }
  });
});

const link = (start: number, end: number): Link => ({
  start,
  end,
  address: 'https://example.com/',
  host: 'example.com',
});
const warning = (start: number, end: number): Warning => ({ rule: 'fees', inTitle: false, text: '', start, end });
const layers = (some: Partial<Layers>): Layers => ({ hits: [], links: [], warnings: [], ...some });

/** Links in angle brackets, hits in square ones, warnings in curly ones. */
const drawn = (all: readonly Run[]): string =>
  all
    .map(({ link: leads, parts }) => {
      const inner = parts
        .map(({ text, hit, warning: sign }) => (sign ? `{${text}}` : text).replace(/^.*$/su, hit ? '[$&]' : '$&'))
        .join('');
      return leads ? `<${inner}>` : inner;
    })
    .join('');

describe('runs', () => {
  it.each<[string, Partial<Layers>, string]>([
    ['plain', {}, 'plain'],
    ['see rust.example now', { links: [link(4, 16)] }, 'see <rust.example> now'],
    ['see rust.example now', { links: [link(4, 16)], hits: [{ start: 4, end: 8 }] }, 'see <[rust].example> now'],
    // A highlight that reaches over the edge of a link is on both sides of it.
    ['my rust.example', { links: [link(3, 15)], hits: [{ start: 0, end: 7 }] }, '[my ]<[rust].example>'],
    ['🦀🦀 t.me/x 🦀', { links: [link(3, 9)], warnings: [warning(3, 9)] }, '🦀🦀 <{t.me/x}> 🦀'],
    ['pay the fee now', { warnings: [warning(0, 11)], hits: [{ start: 8, end: 15 }] }, '{pay the }[{fee}][ now]'],
    ['ab cd ef', { links: [link(0, 5), link(3, 8)] }, '<ab cd> ef'],
    ['ab', { links: [link(0, 1), link(1, 2)] }, '<a><b>'],
    ['short', { links: [link(3, 99)], warnings: [warning(50, 60)] }, 'sho<rt>'],
    ['nothing', { links: [link(3, 3)], warnings: [warning(5, 2)] }, 'nothing'],
    ['', { links: [link(0, 4)] }, ''],
  ])('%j with %j', (text, some, expected) => {
    expect(drawn(runs(text, layers(some)))).toBe(expected);
  });

  it('joined_are_always_the_text', () => {
    const text = '👩‍💻 a🦀b\u0000c 𝕋 é\n\ud83d end';
    for (let start = 0; start <= 16; start += 1)
      for (let end = start; end <= 17; end += 1) {
        const some = layers({ hits: [{ start, end }], links: [link(2, 6)], warnings: [warning(end, 12)] });
        const joined = runs(text, some).flatMap(({ parts }) => parts.map((part) => part.text));
        expect(joined.join('')).toBe(text);
        expect(joined).not.toContain('');
      }
  });

  it('take_a_long_text_with_many_ranges_at_once', () => {
    const text = 'word '.repeat(20_000);
    const hits = Array.from({ length: 20_000 }, (_, place) => ({ start: place * 5, end: place * 5 + 4 }));
    const began = performance.now();
    expect(runs(text, layers({ hits }))[0]?.parts).toHaveLength(40_000);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

describe('lines', () => {
  const cut = (text: string, some: Partial<Layers> = {}, most?: number): string[] =>
    lines(runs(text, layers(some)), most).map(drawn);

  it.each<[string, Partial<Layers>, string[]]>([
    ['one', {}, ['one']],
    ['one\ntwo', {}, ['one', 'two']],
    ['one\n\n\n\ntwo\n', {}, ['one', '', 'two', '']],
    // What is marked across lines is marked in each of them.
    ['a b\nc d', { hits: [{ start: 2, end: 5 }] }, ['a [b]', '[c] d']],
    ['a\nb', { links: [link(0, 3)] }, ['<a>', '<b>']],
    ['', {}, ['']],
  ])('%j with %j', (text, some, expected) => {
    expect(cut(text, some)).toEqual(expected);
  });

  it('go_on_in_one_block_where_there_are_too_many', () => {
    expect(cut('a\nb\nc\nd', {}, 2)).toEqual(['a', 'b\nc\nd']);
  });
});
