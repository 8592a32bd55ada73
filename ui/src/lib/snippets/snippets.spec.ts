import { FakeBackend } from '$lib/ipc/fake/fake';
import { Undo } from '$lib/jobs/undo.svelte';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { Filling } from './filling.svelte';
import { inserted, placeholderWords, sorted } from './placeholders';
import { SnippetBook } from './snippet-book.svelte';
import { SnippetEditor } from './snippet-editor.svelte';

async function stored(...texts: string[]) {
  const backend = new FakeBackend({ count: 5 });
  for (const { id } of await backend.snippets()) await backend.removeSnippet(id);
  for (const [place, text] of texts.entries()) await backend.saveSnippet(null, `Snippet ${place}`, text);
  const toasts = new Toasts();
  const undo = new Undo(backend, toasts);
  const book = new SnippetBook(backend, undo, toasts);
  await book.load();
  return { backend, toasts, undo, book };
}

const names = (book: SnippetBook): string[] => (book.all ?? []).map(({ name }) => name);

describe('snippets', () => {
  it('come_back_after_they_were_removed', async () => {
    const { book, undo } = await stored('one', 'two');
    const [first] = book.all ?? [];
    if (first) await book.remove(first);
    expect(names(book)).toEqual(['Snippet 1']);
    await undo.last();
    await vi.waitFor(() => expect(names(book)).toContain('Snippet 0'));
  });

  it('are_not_saved_without_a_name_and_a_text', async () => {
    const { backend } = await stored();
    const editor = new SnippetEditor(backend, null);
    editor.name = '  ';
    expect(await editor.save()).toBe(false);
    expect([editor.problems.name, editor.problems.text]).toEqual(['Give it a name.', 'Write the text.']);
    expect(await backend.snippets()).toEqual([]);
  });

  it('keep_what_is_written_when_saving_is_refused', async () => {
    const { backend } = await stored();
    vi.spyOn(backend, 'saveSnippet').mockRejectedValueOnce({ code: 'invalid', message: 'That name is taken.' });
    const editor = new SnippetEditor(backend, null);
    editor.name = 'Hello';
    editor.text = 'Hi {title}';
    expect(await editor.save()).toBe(false);
    expect(editor.problems.all).toBe('That name is taken.');
    expect(editor.text).toBe('Hi {title}');
    expect(await editor.save()).toBe(true);
  });

  it('change_under_the_same_id', async () => {
    const { backend, book } = await stored('one');
    const [first] = book.all ?? [];
    const editor = new SnippetEditor(backend, first ?? null);
    editor.text = 'changed';
    await editor.save();
    await book.load();
    expect(book.all).toEqual([{ ...first, text: 'changed' }]);
  });

  it('are_saved_before_the_next_one_is_written', async () => {
    const { book } = await stored('one', 'two');
    const [first, second] = book.all ?? [];
    await book.edit(first ?? null);
    if (book.editor) book.editor.text = 'one and a half';
    await book.edit(second ?? null);
    expect(book.all?.map(({ text }) => text)).toEqual(['one and a half', 'two']);
    expect(book.editor?.id).toBe(second?.id);
  });

  it('stay_where_they_are_written_when_they_cannot_be_saved', async () => {
    const { book } = await stored('one', 'two');
    const [first, second] = book.all ?? [];
    await book.edit(first ?? null);
    if (book.editor) book.editor.name = ' ';
    await book.edit(second ?? null);
    expect(book.editor?.id).toBe(first?.id);
    expect(book.editor?.problems.name).toBe('Give it a name.');
  });

  it('are_saved_once_when_their_page_goes_and_not_unless_they_changed', async () => {
    const { backend, book } = await stored('one');
    const saved = vi.spyOn(backend, 'saveSnippet');
    await book.edit(book.all?.[0] ?? null);
    await book.end();
    expect(saved).not.toHaveBeenCalled();
    expect(book.editor).toBeNull();
    await book.edit(book.all?.[0] ?? null);
    if (book.editor) book.editor.text = 'changed';
    await Promise.all([book.end(), book.end()]);
    expect(saved).toHaveBeenCalledOnce();
    expect(book.all?.[0]?.text).toBe('changed');
  });

  it('wait_where_they_could_not_be_saved_as_their_page_went_and_say_so', async () => {
    const { backend, book, toasts } = await stored('one');
    vi.spyOn(backend, 'saveSnippet').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await book.edit(book.all?.[0] ?? null);
    if (book.editor) book.editor.text = 'changed';
    expect(await book.end()).toBe(false);
    expect(toasts.shown.map(({ text }) => text)).toEqual([expect.stringContaining('The disk is full.')]);
    expect(book.editor?.text).toBe('changed');
    expect(await book.end()).toBe(true);
    expect(book.all?.[0]?.text).toBe('changed');
  });

  it('wait_for_the_name_they_lack', async () => {
    const { book, toasts } = await stored();
    await book.edit(null);
    if (book.editor) book.editor.text = 'a long text';
    expect(await book.end()).toBe(false);
    expect(toasts.shown).toHaveLength(1);
    expect(book.editor?.text).toBe('a long text');
  });

  it('take_a_placeholder_over_what_is_selected', () => {
    expect(inserted('Hello you', 'title', 6, 9)).toEqual({ text: 'Hello {title}', caret: 13 });
    expect(placeholderWords('client.country')).toBe('the client’s country');
    expect(placeholderWords('constructor')).toBe('{constructor}');
    expect(sorted(['rate', 'nope', 'title'])).toEqual({ missing: ['rate', 'title'], unknown: ['nope'] });
  });
});

describe('filling a snippet', () => {
  it('fills_the_first_at_once_and_names_what_the_job_does_not_say', async () => {
    const { backend } = await stored('About {title}: {rate}');
    const filling = new Filling(backend, '5');
    await filling.load();
    const { title } = backend.shelf.detail('5').row;
    expect(filling.filled?.text).toContain(`About ${title}`);
    expect(filling.filled?.missing).toEqual(['rate']);
  });

  it('shows_the_one_that_was_chosen_last_whichever_answers_first', async () => {
    const { backend, book } = await stored('one', 'two');
    const filling = new Filling(backend, '5');
    await filling.load();
    const [one, two] = book.all ?? [];
    let late = (): void => undefined;
    vi.spyOn(backend, 'fillSnippet').mockImplementationOnce(async () => {
      await new Promise<void>((done) => (late = done));
      return { text: 'late', missing: [] };
    });
    const slow = filling.choose(one?.id ?? '');
    await filling.choose(two?.id ?? '');
    late();
    await slow;
    expect(filling.filled?.text).toBe('two');
  });

  it('copies_the_one_that_was_chosen_though_it_is_not_filled_yet', async () => {
    const { backend, book } = await stored('one', 'two');
    const filling = new Filling(backend, '5');
    await filling.load();
    const copied = vi.spyOn(backend, 'copyText');
    void filling.choose(book.all?.[1]?.id ?? '');
    expect(await filling.copy()).toBe(true);
    expect(copied).toHaveBeenLastCalledWith('two');
  });

  it('copies_only_what_is_filled_and_says_when_that_fails', async () => {
    const { backend } = await stored('one');
    const filling = new Filling(backend, '5');
    expect(await filling.copy()).toBe(false);
    await filling.load();
    const copied = vi.spyOn(backend, 'copyText');
    copied.mockRejectedValueOnce({ code: 'unexpected', message: 'The clipboard is not there.' });
    expect(await filling.copy()).toBe(false);
    expect(filling.problem).toBe('The clipboard is not there.');
    expect(await filling.copy()).toBe(true);
    expect(copied).toHaveBeenLastCalledWith('one');
  });
});
