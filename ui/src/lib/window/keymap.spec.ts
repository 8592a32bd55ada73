import { beforeEach, describe, expect, it } from 'vitest';
import { ariaKeys, bare, collide, drawn, keyNames, silent } from './key-ways';
import { Keymap, keymap, keyOf } from './keymap.svelte';

let keys: Keymap;

beforeEach(() => {
  keys = new Keymap();
  keymap.changes = [];
});

describe('the keymap', () => {
  it('is_the_table_until_something_is_changed', () => {
    expect(keys.waysOf('next')).toEqual(['j', 'ArrowDown']);
    keys.changes = [{ action: 'next', keys: ['w'] }];
    expect(keys.waysOf('next')).toEqual(['w']);
    expect([keys.isChanged('next'), keys.isChanged('previous')]).toEqual([true, false]);
  });

  it('keeps_what_it_does_not_know', () => {
    keys.changes = [{ action: 'fly', keys: ['Ctrl+f'] }];
    expect(keys.giving('save', ['w'])).toEqual([
      { action: 'fly', keys: ['Ctrl+f'] },
      { action: 'save', keys: ['w'] },
    ]);
  });

  it('writes_down_only_what_differs', () => {
    keys.changes = [{ action: 'save', keys: ['w'] }];
    expect(keys.giving('save', ['s'])).toEqual([]);
  });

  it('finds_what_has_a_key_and_pairs_that_begin_with_it', () => {
    expect(keys.inTheWay('e', 'save').map(({ action }) => action)).toEqual(['dismiss']);
    expect(keys.inTheWay('b x', 'save').map(({ action }) => action)).toEqual(['board']);
    expect(keys.inTheWay('g', 'save').map(({ action }) => action)).toContain('inbox');
    expect(keys.inTheWay('s', 'save')).toEqual([]);
  });

  it('writes_the_first_key_on_a_button_and_nothing_where_there_is_none', () => {
    expect([keyOf('inbox'), keyOf('palette')].map(drawn)).toEqual(['g i', 'Ctrl K']);
    keymap.changes = [{ action: 'inbox', keys: [] }];
    expect(keyOf('inbox')).toBe('');
  });
});

describe('ways', () => {
  it('are_shown_as_keys', () => {
    expect(['Shift+e', 'Ctrl++', '+', 'g Space', 'Shift+F3'].map(keyNames)).toEqual([
      ['Shift', 'E'],
      ['Ctrl', '+'],
      ['+'],
      ['g', 'Space'],
      ['Shift', 'F3'],
    ]);
  });

  it('are_told_to_screen_readers_as_aria_has_them', () => {
    expect(['Shift+e', 'Ctrl+q', 'Ctrl++', 'Alt+ArrowDown', 's', 'Escape'].map((way) => ariaKeys(way))).toEqual([
      'Shift+E',
      'Control+Q',
      'Control+Plus',
      'Alt+ArrowDown',
      's',
      'Escape',
    ]);
    expect(ariaKeys('Alt+ArrowUp', 'g i', '', 'e')).toBe('Alt+ArrowUp e');
    expect([ariaKeys('g i'), ariaKeys('')]).toEqual([undefined, undefined]);
  });

  it('lose_what_is_held_with_a_key', () => {
    const ways = ['Ctrl+Shift+k', 'Shift+Enter', '+', 'Ctrl++', 'Alt+ArrowUp'];
    expect(ways.map(bare)).toEqual(['k', 'Enter', '+', '+', 'ArrowUp']);
  });

  it('are_silent_when_they_write_nothing', () => {
    expect(['Ctrl+k', 'Escape', 'F5', 'Ctrl+Enter'].every(silent)).toBe(true);
    expect(['k', 'Shift+k', 'Enter', 'Ctrl+a', 'Ctrl+v', 'Ctrl+ArrowLeft', 'Home', 'Space'].some(silent)).toBe(false);
  });

  it('collide_when_one_hides_the_other', () => {
    expect([collide('g', 'g i'), collide('g i', 'g'), collide('g i', 'g s'), collide('s', 's')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
