import type { QueryProblem } from '$lib/ipc';
import { describe, expect, it } from 'vitest';
import { repaired, underlined } from './query-repair';

const problem = (start: number, end: number, hint: string | null): QueryProblem => ({
  code: 'unknown_field',
  start,
  end,
  message: 'There is no such field.',
  hint,
});

describe('underlined', () => {
  it.each([
    ['a place inside', 'rust lvl:x', [5, 8], [5, 8]],
    ['an empty place: the character at it', 'rust', [2, 2], [2, 3]],
    ['a place behind the end: the last character', 'rust (', [6, 6], [5, 6]],
    ['a place reaching past the end', 'rust', [1, 40], [1, 4]],
    ['an empty query', '', [0, 0], [0, 1]],
  ])('%s', (_, query, [start = 0, end = 0], [from, to]) => {
    expect(underlined(query, { start, end })).toEqual({ start: from, end: to });
  });
});

describe('repaired', () => {
  it('writes_the_hint_in_the_place', () => {
    expect(repaired('🦀 rate:20-40 rust', problem(7, 12, '20..40'))).toBe('🦀 rate:20..40 rust');
  });

  it('leaves_out_what_an_empty_hint_replaces', () => {
    expect(repaired('+rust', problem(0, 1, ''))).toBe('rust');
  });

  it('changes_nothing_without_a_hint', () => {
    expect(repaired('rust', problem(0, 4, null))).toBe('rust');
  });
});
