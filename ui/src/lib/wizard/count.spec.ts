import { describe, expect, it } from 'vitest';
import { parseCount } from './count';

describe('a number of calls', () => {
  it.each([
    ['', 0],
    ['  ', 0],
    ['0', 0],
    ['120', 120],
    [' 1200 ', 1_200],
    ['1,200', 1_200],
    ['1.200', 1_200],
    ['1 200', 1_200],
    ['1’200', 1_200],
    ['9999999', 9_999_999],
  ])('is read from %j', (text, count) => expect(parseCount(text)).toBe(count));

  it.each(['-1', '1.5', '12,34', 'ten', '1e3', '10000000', '0x10'])('is not read from %j', (text) =>
    expect(parseCount(text)).toBeNull(),
  );
});
