import { describe, expect, it } from 'vitest';
import type { Entry, Kind } from './entries';
import { MOST_JOBS, Palette } from './palette.svelte';

function entry(kind: Kind, text: string): Entry {
  return { id: `${kind}-${text}`, kind, text, keys: [], run: () => undefined };
}

const ENTRIES = [
  entry('action', 'Save, or let go'),
  entry('action', 'Check now'),
  entry('go', 'Saved'),
  entry('search', 'Rust desktop'),
  ...Array.from({ length: 12 }, (_, at) => entry('job', `Rust job ${at}`)),
];
const texts = (palette: Palette) => palette.found.map(({ entries }) => entries.map(({ text }) => text));

describe('the palette', () => {
  it('shows_everything_but_jobs_while_nothing_is_typed', () => {
    const palette = new Palette(() => ENTRIES);
    expect(palette.found.map(({ name }) => name)).toEqual(['Actions', 'Go to', 'Searches']);
    expect(palette.count).toBe(4);
  });

  it('puts_the_kind_with_the_best_fit_first', () => {
    const palette = new Palette(() => ENTRIES);
    palette.typed = 'saved';
    expect(texts(palette)).toEqual([['Saved'], ['Save, or let go']].slice(0, 1));
    palette.typed = 'save';
    expect(texts(palette)).toEqual([['Saved'], ['Save, or let go']]);
    expect(palette.chosen?.text).toBe('Saved');
  });

  it('finds_jobs_by_their_titles_and_only_so_many', () => {
    const palette = new Palette(() => ENTRIES);
    palette.typed = 'rust';
    expect(palette.found.map(({ kind, entries }) => [kind, entries.length])).toEqual([
      ['job', MOST_JOBS],
      ['search', 1],
    ]);
  });

  it('goes_round_at_both_ends', () => {
    const palette = new Palette(() => ENTRIES);
    palette.move(-1);
    expect(palette.chosen?.text).toBe('Rust desktop');
    palette.move(1);
    expect(palette.chosen?.text).toBe('Save, or let go');
    palette.move(Infinity);
    expect(palette.chosen?.text).toBe('Rust desktop');
  });

  it('chooses_the_first_again_when_something_else_is_typed', () => {
    const palette = new Palette(() => ENTRIES);
    palette.move(2);
    palette.typed = 'save';
    expect(palette.chosen?.text).toBe('Saved');
  });

  it('has_nothing_chosen_where_nothing_fits', () => {
    const palette = new Palette(() => ENTRIES);
    palette.typed = 'zzz';
    palette.move(1);
    expect([palette.count, palette.chosen]).toEqual([0, null]);
  });
});
