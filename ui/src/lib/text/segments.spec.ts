import { describe, expect, it } from 'vitest';
import { characters, segments } from './segments';

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
