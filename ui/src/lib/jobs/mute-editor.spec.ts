import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it } from 'vitest';
import { MuteEditor } from './mute-editor.svelte';
import { Undo } from './undo.svelte';

const NOW = Date.parse('2026-11-16T10:00:00Z');

function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ now: NOW, ...options });
  const toasts = new Toasts();
  const undo = new Undo(backend, toasts);
  const job = backend.shelf.latest?.id ?? '';
  return { backend, toasts, undo, editor: new MuteEditor(backend, undo, job), title: backend.shelf.latest?.title };
}

describe('muting from a job', () => {
  it('mutes_its_client_for_a_week_and_takes_that_back', async () => {
    const { backend, undo, editor, title } = made();
    expect(await editor.save()).toBe(true);
    expect(backend.deliveries.state.mutes).toEqual([
      { id: '1', client: true, label: title, until: '2026-11-23T10:00:00.000Z' },
    ]);
    await undo.last();
    expect(backend.deliveries.state.mutes).toEqual([]);
  });

  it('mutes_a_word_for_as_long_as_is_chosen_and_says_so', async () => {
    const { backend, toasts, editor } = made();
    Object.assign(editor, { what: 'word', word: ' crypto ', days: '30' });
    expect(await editor.save()).toBe(true);
    const [mute] = backend.deliveries.state.mutes;
    expect(mute).toMatchObject({ client: false, label: 'crypto', until: '2026-12-16T10:00:00.000Z' });
    expect(toasts.shown.map(({ text }) => text)).toEqual(['Muted “crypto” for 30 days']);
  });

  it('says_why_a_word_is_refused_and_can_be_tried_again', async () => {
    const { backend, editor } = made();
    Object.assign(editor, { what: 'word', word: '--' });
    expect(await editor.save()).toBe(false);
    expect(editor.problem).toContain('letter or a digit');
    editor.word = 'crypto';
    expect(await editor.save()).toBe(true);
    expect(editor.problem).toBeNull();
    expect(backend.deliveries.state.mutes).toHaveLength(1);
  });

  it('mutes_a_word_only_where_the_client_is_not_to_be_known_again', async () => {
    const { backend, undo } = made();
    const editor = new MuteEditor(backend, undo, '1', false);
    editor.word = 'crypto';
    expect(await editor.save()).toBe(true);
    expect(backend.deliveries.state.mutes).toMatchObject([{ client: false, label: 'crypto' }]);
  });

  it('says_why_nothing_was_muted', async () => {
    const { toasts, editor } = made({ failing: ['muteClient'] });
    expect(await editor.save()).toBe(false);
    expect(editor.problem).toContain('could not be reached');
    expect([toasts.shown, editor.saving]).toEqual([[], false]);
  });
});
