import type { Search } from '$lib/ipc';
import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { addMarketplace } from '$lib/ipc/fake/marketplace';
import { searchInput } from '$lib/ipc/fake/searches';
import { describe, expect, it } from 'vitest';
import { SearchEditor } from './search-editor.svelte';
import { SearchSources } from './search-sources.svelte';

async function made(
  options: Partial<FakeOptions> = {},
  written: (backend: FakeBackend) => Promise<Search | null> = none,
) {
  const backend = new FakeBackend({ marketplace: true, ...options });
  const search = await written(backend);
  const editor = new SearchEditor(backend, search);
  const sources = new SearchSources(backend, editor, search);
  await sources.load();
  return { backend, editor, sources };
}

const none = () => Promise.resolve(null);
const both = (backend: FakeBackend) =>
  backend.addSearch({ ...searchInput('Both', 'rust'), sources: ['k1', 'k2'], background: true });

describe('the sources of a search', () => {
  it('are_no_question_where_none_must_be_named', async () => {
    const { editor, sources } = await made({ marketplace: false });
    expect([sources.offered, sources.marketplace, editor.sources]).toEqual([false, false, null]);
  });

  it('are_at_first_those_that_need_not_be_named_and_stay_so_unless_changed', async () => {
    const { editor, sources } = await made();
    expect([sources.offered, sources.chosen, sources.marketplace]).toEqual([true, ['k1'], false]);
    expect(editor.sources).toBeNull();
    sources.choose('k2', true);
    expect([editor.sources, sources.marketplace]).toEqual([['k1', 'k2'], true]);
  });

  it('are_the_one_there_is_where_that_must_be_named', async () => {
    const backend = new FakeBackend({ setupDone: false });
    const { id } = await addMarketplace(backend);
    const editor = new SearchEditor(backend, null);
    const sources = new SearchSources(backend, editor, null);
    await sources.load();
    expect([editor.sources, sources.marketplace]).toEqual([[id], true]);
  });

  it('are_one_at_least', async () => {
    const { editor, sources } = await made();
    sources.choose('k1', false);
    expect([sources.chosen, editor.sources]).toEqual([['k1'], null]);
    expect(sources.problem).toContain('one source at least');
    sources.choose('k2', true);
    sources.choose('k1', false);
    expect([sources.chosen, sources.problem]).toEqual([['k2'], null]);
  });

  it('are_those_it_was_saved_with', async () => {
    const { editor, sources } = await made({}, both);
    expect([sources.chosen, editor.sources, editor.background]).toEqual([['k1', 'k2'], null, true]);
  });

  it('end_the_checking_in_the_background_when_nothing_is_left_that_it_is_for', async () => {
    const { editor, sources } = await made({}, both);
    sources.choose('k1', false);
    expect(editor.background).toBe(true);
    sources.choose('k1', true);
    sources.choose('k2', false);
    expect(editor.background).toBe(false);
  });

  it('say_why_they_are_not_known', async () => {
    const { sources } = await made({ failing: ['sources'] });
    expect([sources.offered, sources.problem !== null]).toEqual([false, true]);
  });
});
