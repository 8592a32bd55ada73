import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { PastedLink } from './pasted-link.svelte';

const SEARCH = 'https://www.upwork.com/nx/search/jobs/';
const CATEGORY = { parameter: 'category2_uid', value: '531' };

const made = () => {
  const backend = new FakeBackend();
  return { backend, link: new PastedLink(backend) };
};

describe('a pasted link', () => {
  it('becomes_its_query_and_says_what_is_missing', async () => {
    const { link } = made();
    expect(await link.read(`${SEARCH}?q=rust&t=0&category2_uid=531`, 'go')).toBe('rust type:hourly');
    expect(link.left).toMatchObject([CATEGORY]);
    expect(link.problem).toBeNull();
    link.changed('rust type:hourly');
    link.changed('rust type:hourly -php');
    expect(link.left).toHaveLength(1);
  });

  it.each([
    ['undone', 'go'],
    ['emptied', ' '],
  ])('is_spoken_of_no_longer_once_it_is_%s', async (_, query) => {
    const { link } = made();
    await link.read(`${SEARCH}?q=rust&category2_uid=531`, 'go');
    link.changed('rust');
    link.changed(query);
    expect(link.left).toEqual([]);
  });

  it('that_asks_for_nothing_we_know_leaves_the_query_and_says_so', async () => {
    const { link } = made();
    expect(await link.read(`${SEARCH}?category2_uid=531`, 'go')).toBeNull();
    expect(link.problem).toContain('the query stays as it is');
    expect(link.left).toMatchObject([CATEGORY]);
    link.changed('go!');
    expect([link.problem, link.left]).toEqual([null, []]);
  });

  it('of_another_page_is_refused_with_the_reason', async () => {
    const { link } = made();
    await link.read(`${SEARCH}?q=rust&category2_uid=531`, '');
    expect(await link.read('https://example.com/', 'rust')).toBeNull();
    expect(link.problem).toBe("This link leads to example.com and not to the marketplace's job search.");
    expect(link.left).toEqual([]);
  });

  it('gives_way_to_one_that_is_pasted_later', async () => {
    const { backend, link } = made();
    const slow = await backend.readLink(`${SEARCH}?q=slow&category2_uid=531`);
    let end: () => void = () => undefined;
    vi.spyOn(backend, 'readLink').mockReturnValueOnce(new Promise((resolve) => (end = () => resolve(slow))));
    const first = link.read(`${SEARCH}?q=slow`, '');
    expect(await link.read(`${SEARCH}?q=rust`, '')).toBe('rust');
    end();
    expect(await first).toBeNull();
    expect(link.left).toEqual([]);
  });
});
