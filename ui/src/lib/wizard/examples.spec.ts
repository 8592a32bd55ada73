import { check } from '$lib/ipc/fake/query';
import { describe, expect, it } from 'vitest';
import { EXAMPLES, TRADES } from './examples';
import { nameOfQuery } from './names';

describe('example queries', () => {
  it.each(TRADES.flatMap((trade) => EXAMPLES[trade]))('%s can be read and named', (query) => {
    expect(check(query).errors).toEqual([]);
    expect(nameOfQuery(query)).not.toBe('');
  });
});
