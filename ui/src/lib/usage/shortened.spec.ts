import { describe, expect, it } from 'vitest';
import { FIRST, Shortened } from './shortened.svelte';

describe('a long list', () => {
  it('shows_its_first_until_all_are_wanted', () => {
    const list = new Shortened(() => Array.from({ length: 40 }, (_, place) => place));
    expect([list.shown.length, list.more]).toEqual([FIRST, 40]);
    list.showAll();
    expect([list.shown.length, list.more]).toEqual([40, null]);
  });

  it('is_shown_whole_when_it_is_short', () => {
    const list = new Shortened(() => Array.from({ length: FIRST }, (_, place) => place));
    expect([list.shown.length, list.more]).toEqual([FIRST, null]);
  });
});
