import { describe, expect, it } from 'vitest';
import { unsteered } from './steering';

describe('words of others', () => {
  it('cannot_turn_the_direction_of_what_stands_around_them', () => {
    expect(unsteered('\u202eevil\u202c \u2067a\u2069\u2066b\u2069 \u202a\u202b\u202dc')).toBe('evil ab c');
  });

  it('stay_whole_in_every_script', () => {
    for (const fine of ['👩‍💻 wanted', 'مطلوب مطور Rust', '招聘', 'a\u200fb', '']) expect(unsteered(fine)).toBe(fine);
  });
});
