import type { DiffPart } from '$lib/ipc';
import { describe, expect, it } from 'vitest';
import { elided } from './diff';

const LONG = 'These words stayed as they were and there are a good many of them in this sentence. '.repeat(4);

const drawn = (parts: DiffPart[]): string[] => elided(parts).map(({ kind, text }) => `${kind}:${text}`);

describe('a change of a text', () => {
  it('is_shown_whole_where_it_is_short', () => {
    const parts: DiffPart[] = [
      { kind: 'same', text: 'The budget is ' },
      { kind: 'removed', text: '$500' },
      { kind: 'added', text: '$900' },
    ];
    expect(elided(parts)).toEqual(parts);
  });

  it('keeps_of_what_stayed_only_what_stands_beside_it', () => {
    const shown = drawn([
      { kind: 'same', text: LONG },
      { kind: 'added', text: 'new' },
      { kind: 'same', text: LONG },
      { kind: 'removed', text: 'old' },
      { kind: 'same', text: LONG },
    ]);
    expect(shown[0]).toBe('gap:…');
    expect(shown.at(-1)).toBe('gap:…');
    expect(shown.filter((part) => part === 'gap:…')).toHaveLength(3);
    expect(shown.join('').length).toBeLessThan(500);
  });

  it('never_cuts_a_character_in_two', () => {
    const crabs = '🦀'.repeat(300);
    for (const beside of [60, 61])
      for (const { text } of elided(
        [
          { kind: 'removed', text: 'x' },
          { kind: 'same', text: crabs },
          { kind: 'added', text: 'y' },
        ],
        beside,
      ))
        expect(() => encodeURIComponent(text)).not.toThrow();
  });

  it('leaves_out_what_is_empty', () => {
    expect(elided([{ kind: 'same', text: '' }])).toEqual([]);
  });
});
