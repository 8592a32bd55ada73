import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { searchInput } from '$lib/ipc/fake/searches';
import { trouble } from '$lib/ipc/fake/troubles';
import { m } from '$lib/paraglide/messages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PREVIEW_REST } from '$lib/searches/search-editor.svelte';
import { FirstSearch } from './first-search.svelte';

function setUp(options: Partial<FakeOptions> = {}) {
  const fake = new FakeBackend({ setupDone: false, searches: 0, ...options });
  const say = vi.fn<(text: string) => void>();
  const onquery = vi.fn<() => void>();
  return { fake, say, onquery, search: new FirstSearch(fake, say, onquery) };
}

const previews = (fake: FakeBackend): number => fake.called.filter((name) => name === 'previewQuery').length;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the preview', () => {
  it('waits until typing rests, and is asked for once', async () => {
    const { fake, search, onquery } = setUp();
    for (const typed of ['r', 'ru', 'rus', 'rust']) {
      search.query = typed;
      await vi.advanceTimersByTimeAsync(PREVIEW_REST - 1);
    }
    expect(previews(fake)).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(previews(fake)).toBe(1);
    expect(onquery).toHaveBeenCalledOnce();
    expect(search.editor.preview?.matched).toBeGreaterThan(0);
    expect(search.editor.preview?.stored).toBe(40);
  });

  it('says where a query is wrong', async () => {
    const { search } = setUp();
    search.query = 'rust color:red';
    await vi.advanceTimersByTimeAsync(PREVIEW_REST);
    expect(search.editor.errors).toMatchObject([{ code: 'unknown_field', start: 5 }]);
    expect(search.editor.preview?.rows).toEqual([]);
  });

  it('keeps what the last good query found while a wrong one is mended', async () => {
    const { search } = setUp();
    search.query = 'rust';
    await vi.advanceTimersByTimeAsync(PREVIEW_REST);
    const found = search.rows;
    search.query = 'rust OR';
    await vi.advanceTimersByTimeAsync(PREVIEW_REST);
    expect(found.length).toBeGreaterThan(0);
    expect(search.rows).toBe(found);
  });
});

describe('the first jobs', () => {
  it('are fetched when none are stored', async () => {
    const { fake, search } = setUp({ count: 0 });
    await search.begin();
    expect(fake.called).toContain('checkNow');
    expect(search.editor.preview?.stored).toBe(2);
    expect(search.fetching).toBe(false);
  });

  it('are not paid for twice', async () => {
    const { fake, search } = setUp();
    await search.begin();
    expect(fake.called).not.toContain('checkNow');
  });

  it('can be fetched again after a failure that is shown', async () => {
    const { fake, search } = setUp({ count: 0 });
    const working = fake.checkNow;
    trouble(fake, 'check-fails');
    await search.begin();
    expect(search.fetchProblem).toContain('The service failed (503).');
    fake.checkNow = working;
    await search.fetchJobs();
    expect(search.fetchProblem).toBeNull();
    expect(search.editor.preview?.stored).toBe(2);
  });

  it('are missed with the sentence of what was thrown', async () => {
    const { search } = setUp({ count: 0, failing: ['checkNow'] });
    await search.begin();
    expect(search.fetchProblem).toContain('could not be reached');
  });
});

describe('the name', () => {
  it('follows the query until the user writes one', () => {
    const { search } = setUp();
    search.query = 'rust OR python';
    expect(search.name).toBe('Rust, python');
    search.name = 'Mine';
    search.query = 'svelte';
    expect(search.name).toBe('Mine');
    search.name = '';
    search.query = 'svelte vue';
    expect(search.name).toBe('Svelte, vue');
  });
});

describe('a preset query', () => {
  it('brings the name of its trade in the place of a proposed one', () => {
    const { search } = setUp();
    search.query = 'haskell';
    search.pick('seo audit', 'Marketing');
    expect(search).toMatchObject({ query: 'seo audit', name: 'Marketing' });
    search.pick('figma', 'Design');
    expect(search.name).toBe('Design');
    search.query = 'figma -logo';
    expect(search.name).toBe('Design');
    search.query = '';
    search.query = 'rust';
    expect(search.name).toBe('Rust');
  });

  it('leaves a name of the user’s own', () => {
    const { search } = setUp();
    search.name = 'Mine';
    search.pick('figma', 'Design');
    expect(search).toMatchObject({ query: 'figma', name: 'Mine' });
  });
});

describe('saving', () => {
  it('wants a query and a name', async () => {
    const { fake, search } = setUp();
    expect(await search.save()).toBe(false);
    expect(search.editor.queryProblem).toBe(m.search_query_missing());
    search.query = 'rate:>=40';
    expect(await search.save()).toBe(false);
    expect(search.editor.nameProblem).toBe(m.search_name_missing());
    expect(fake.called).not.toContain('addSearch');
  });

  it('shows the places when the query is refused', async () => {
    const { search } = setUp();
    search.query = 'rust OR';
    expect(await search.save()).toBe(false);
    expect(search.editor.errors).toMatchObject([{ code: 'missing_operand', start: 5, end: 7 }]);
    search.query = 'rust';
    expect(search.editor.errors).toEqual([]);
  });

  it('shows a taken name beside the name', async () => {
    const { search } = setUp({ searches: 1 });
    search.query = 'rust';
    search.name = 'Rust desktop';
    expect(await search.save()).toBe(false);
    expect(search.editor.nameProblem).toContain('Choose another name.');
  });

  it('edits what was saved before instead of adding another', async () => {
    const { fake, search } = setUp();
    search.query = 'rust';
    expect(await search.save()).toBe(true);
    search.query = 'rust OR go';
    expect(await search.save()).toBe(true);
    expect(await fake.searches()).toMatchObject([{ id: search.id, query: 'rust OR go' }]);
  });

  it('takes up a saved search with its name and rule', async () => {
    const { fake, search } = setUp();
    const saved = await fake.addSearch(searchInput('Mine', 'go'));
    await search.restore(saved.id, 'older');
    expect(search).toMatchObject({ id: saved.id, name: 'Mine', query: 'go' });
    expect(search.editor.telling.notify).toBe('silent');
  });

  it('keeps the query of a search that is gone', async () => {
    const { search } = setUp();
    await search.restore('gone', 'rust');
    expect(search).toMatchObject({ id: null, query: 'rust', name: 'Rust' });
  });
});
