import { describe, expect, it } from 'vitest';
import { hostOf, nameOfQuery, nameOfSource } from './names';

describe('the name proposed for a search', () => {
  it.each([
    ['rust OR python OR react', 'Rust, python, react'],
    ['title:(react OR vue) rate:>=40', 'React, vue'],
    ['"technical writing" -seo', 'Technical writing'],
    ['title:"landing page" budget:>=500', 'Landing page'],
    ['skill:=sql dev* !junior', 'Sql, dev'],
    ['one two three four', 'One, two, three'],
    ['rust rust', 'Rust'],
    ['rate:>=40', ''],
    ['', ''],
  ])('of %j is %j', (query, name) => expect(nameOfQuery(query)).toBe(name));

  it('stays short', () => expect(nameOfQuery('x'.repeat(500))).toHaveLength(40));
});

describe('the name of a source', () => {
  const address = 'https://api.upworkjobsapi.com';

  it('is its host', () => {
    expect(nameOfSource(address, ' ', [])).toBe('upworkjobsapi.com');
    expect(nameOfSource('http://127.0.0.1:8080', '', [])).toBe('127.0.0.1:8080');
  });

  it('says which environment it is', () =>
    expect(nameOfSource(address, 'staging ', [])).toBe('upworkjobsapi.com (staging)'));

  it('is never one that is taken', () =>
    expect(nameOfSource(address, '', ['upworkjobsapi.com', 'upworkjobsapi.com 2'])).toBe('upworkjobsapi.com 3'));

  it('is what was typed when that is no address', () => expect(hostOf(' nonsense ')).toBe('nonsense'));
});
