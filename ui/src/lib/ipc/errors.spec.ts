import { describe, expect, it } from 'vitest';
import { asWireError } from './errors';

describe('what a command throws', () => {
  it('is_taken_as_it_is_when_the_shell_threw_it', () => {
    const error = { code: 'limited', message: 'Wait.', until: null };
    expect(asWireError(error)).toBe(error);
  });

  it.each([
    [new Error('broken'), 'broken'],
    ['a text', 'a text'],
    [{ code: 'made up', message: 'x' }, '[object Object]'],
    [null, 'null'],
  ])('%j becomes unexpected with its message', (thrown, message) => {
    expect(asWireError(thrown)).toEqual({ code: 'unexpected', message });
  });
});
