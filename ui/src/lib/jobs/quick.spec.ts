import { describe, expect, it } from 'vitest';
import { narrowed, toggled } from './quick';

describe('quick filters', () => {
  it('leave_a_query_alone_when_there_are_none', () => {
    expect(narrowed('rust OR go', [])).toBe('rust OR go');
  });

  it('stand_behind_what_is_typed', () => {
    expect(narrowed('rust', ['unread', 'early'])).toBe('rust is:unread proposals:<10');
    expect(narrowed('', ['fitsMe', 'verified'])).toBe('client.verified:yes fits:me');
  });

  it('narrow_every_side_of_an_or', () => {
    expect(narrowed('rust OR go', ['hourly'])).toBe('(rust OR go) type:hourly');
    expect(narrowed('rust|go', ['starred'])).toBe('(rust|go) is:starred');
  });

  it('are_put_on_and_off', () => {
    expect(toggled([], 'starred')).toEqual(['starred']);
    expect(toggled(['starred'], 'unread')).toEqual(['unread', 'starred']);
    expect(toggled(['unread', 'starred'], 'unread')).toEqual(['starred']);
  });

  it('ask_for_hourly_or_for_fixed_never_for_both', () => {
    expect(toggled(['unread', 'hourly'], 'fixed')).toEqual(['unread', 'fixed']);
    expect(toggled(['fixed'], 'hourly')).toEqual(['hourly']);
  });
});
