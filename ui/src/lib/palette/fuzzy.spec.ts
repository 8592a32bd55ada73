import { describe, expect, it } from 'vitest';
import { fit } from './fuzzy';

const best = (typed: string, ...names: string[]): string[] =>
  names.filter((name) => fit(name, typed) > 0).sort((one, other) => fit(other, typed) - fit(one, typed));

describe('fit', () => {
  it('puts_a_start_before_a_word_before_an_inside_before_loose_letters', () => {
    expect(best('set', 'Reset all', 'Settings', 'Sort the test', 'Give a setting')).toEqual([
      'Settings',
      'Give a setting',
      'Reset all',
    ]);
  });

  it('finds_letters_in_their_order', () => {
    expect(best('dsms', 'Dismiss', 'Inbox')).toEqual(['Dismiss']);
    expect(fit('Dismiss', 'dsms', true)).toBe(0);
  });

  it('finds_initials_of_words_and_may_pass_some_over', () => {
    expect(best('dwr', 'Dismiss with a reason', 'Undo')).toEqual(['Dismiss with a reason']);
    expect(fit('Dismiss with a reason', 'rwd')).toBe(0);
  });

  it('wants_every_word_in_any_order', () => {
    expect(best('reason dismiss', 'Dismiss with a reason', 'Dismiss')).toEqual(['Dismiss with a reason']);
  });

  it('looks_at_neither_capitals_nor_accents', () => {
    expect(fit('Élan vital', 'elan')).toBeGreaterThan(0);
    expect(fit('elan', 'ÉLAN')).toBeGreaterThan(0);
  });

  it('prefers_the_shorter_of_two_that_fit_alike', () => {
    expect(best('dismiss', 'Dismissed', 'Dismiss')).toEqual(['Dismiss', 'Dismissed']);
  });

  it('takes_everything_while_nothing_is_typed', () => {
    expect(fit('Anything', '  ')).toBeGreaterThan(0);
  });
});
