import type { SearchInput } from '$lib/ipc';
import { FakeBackend } from '$lib/ipc/fake/fake';
import { addMarketplace } from '$lib/ipc/fake/marketplace';
import { searchInput } from '$lib/ipc/fake/searches';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PREVIEW_REST, SearchEditor } from './search-editor.svelte';

describe('a search that is written', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const made = () => {
    const backend = new FakeBackend({ count: 100 });
    return { backend, editor: new SearchEditor(backend, null) };
  };

  it('is_tried_once_typing_rests', async () => {
    const { backend, editor } = made();
    for (const text of ['r', 'ru', 'rust']) {
      editor.query = text;
      await vi.advanceTimersByTimeAsync(PREVIEW_REST - 1);
    }
    expect(backend.called).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(backend.called).toEqual(['previewQuery']);
    expect(editor.preview?.matched).toBeGreaterThan(0);
  });

  it('drops_the_answer_to_an_older_question', async () => {
    const { backend, editor } = made();
    const old = await backend.previewQuery('python');
    vi.spyOn(backend, 'previewQuery').mockImplementationOnce(
      () => new Promise((resolve) => setTimeout(() => resolve(old), 10_000)),
    );
    editor.query = 'python';
    await vi.advanceTimersByTimeAsync(PREVIEW_REST);
    editor.query = 'cobol';
    await vi.advanceTimersByTimeAsync(PREVIEW_REST);
    expect(editor.preview?.matched).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(editor.preview?.matched).toBe(0);
  });

  it('says_what_is_missing_and_saves_nothing', async () => {
    const { editor } = made();
    const save = vi.fn();
    expect(await editor.save(save)).toBe(false);
    expect([editor.nameProblem, editor.queryProblem]).toEqual(['Give the search a name.', 'Say what to look for.']);
    expect(save).not.toHaveBeenCalled();
  });

  it('is_saved_without_white_space_around_it', async () => {
    const { editor } = made();
    const save = vi.fn().mockResolvedValue(undefined);
    editor.name = '  Rust ';
    editor.query = ' rust\n';
    editor.telling.notify = 'digest';
    expect(await editor.save(save)).toBe(true);
    expect(save).toHaveBeenCalledWith(null, searchInput('Rust', 'rust', 'digest'));
  });

  it('is_not_saved_with_a_schedule_that_cannot_be_had', async () => {
    const { editor } = made();
    const save = vi.fn().mockResolvedValue(undefined);
    Object.assign(editor, { name: 'Rust', query: 'rust' });
    Object.assign(editor.telling, { notify: 'digest', minutes: '0' });
    expect(await editor.save(save)).toBe(false);
    expect(save).not.toHaveBeenCalled();
    Object.assign(editor.telling, { minutes: '90', breaksQuiet: true });
    expect(await editor.save(save)).toBe(true);
    expect(save).toHaveBeenCalledWith(null, {
      name: 'Rust',
      query: 'rust',
      notify: 'digest',
      digest: { kind: 'every', minutes: 90 },
      breaksQuiet: true,
      sources: null,
      background: false,
    });
  });

  it('shows_where_a_query_is_wrong_until_it_is_changed', async () => {
    const { backend, editor } = made();
    editor.name = 'Rust';
    editor.query = 'rust (';
    const save = async () => {
      await backend.addSearch(searchInput('Rust', 'rust ('));
    };
    expect(await editor.save(save)).toBe(false);
    expect(editor.errors.map(({ code, start }) => [code, start])).toEqual([['unbalanced', 5]]);
    editor.query = 'rust';
    await vi.advanceTimersByTimeAsync(PREVIEW_REST);
    expect(editor.errors).toEqual([]);
  });

  it('takes_the_name_of_a_preset_unless_there_is_one_of_its_own', () => {
    const { editor } = made();
    editor.pick('figma', 'Design');
    expect(editor).toMatchObject({ query: 'figma', name: 'Design' });
    editor.pick('seo audit', 'Marketing');
    expect(editor.name).toBe('Marketing');
    editor.name = 'Audits';
    editor.pick('figma', 'Design');
    expect(editor).toMatchObject({ query: 'figma', name: 'Audits' });
  });

  it('shows_beside_the_query_why_it_is_refused_as_a_whole', async () => {
    const { backend, editor } = made();
    const { id } = await addMarketplace(backend);
    Object.assign(editor, { name: 'Not that', query: '-rust', sources: [id] });
    const save = async (_: string | null, input: SearchInput) => {
      await backend.addSearch(input);
    };
    expect(await editor.save(save)).toBe(false);
    expect(editor.queryProblem).toContain('Add a word that must be in the job');
    expect([editor.nameProblem, editor.errors]).toEqual([null, []]);
    editor.query = 'tauri -rust';
    expect(editor.queryProblem).toBeNull();
    expect(await editor.save(save)).toBe(true);
    expect((await backend.searches()).at(-1)).toMatchObject({ sources: [id], marketplace: true, background: false });
  });

  it('keeps_its_sources_when_none_were_chosen_anew', async () => {
    const { backend } = made();
    const { id } = await addMarketplace(backend);
    const saved = await backend.addSearch({ ...searchInput('Tauri', 'tauri'), sources: [id], background: true });
    const editor = new SearchEditor(backend, saved);
    editor.query = 'tauri rust';
    await editor.save(async (of, input) => {
      await backend.editSearch(of ?? '', input);
    });
    expect((await backend.searches()).at(-1)).toMatchObject({ query: 'tauri rust', sources: [id], background: true });
  });

  it('shows_beside_the_name_why_a_name_is_refused', async () => {
    const { backend, editor } = made();
    editor.name = 'Rust desktop';
    editor.query = 'rust';
    const save = async () => {
      await backend.addSearch(searchInput('Rust desktop', 'rust'));
    };
    expect(await editor.save(save)).toBe(false);
    expect(editor.nameProblem).toContain('Choose another name');
    expect(editor.saving).toBe(false);
  });
});
