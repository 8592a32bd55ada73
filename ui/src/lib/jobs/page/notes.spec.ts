import { FakeBackend } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { Undo } from '../undo.svelte';
import { Notes } from './notes.svelte';

function notes() {
  const backend = new FakeBackend({ count: 5 });
  const toasts = new Toasts();
  const undo = new Undo(backend, toasts);
  const kept = new Notes(
    {
      save: (id, text) => backend.setNote(id, text),
      takeBack: (token) => backend.undo(token),
      says: () => 'Note saved',
    },
    undo,
    toasts,
  );
  const stored = (id: string): string => backend.shelf.detail(id).marks.note;
  return { backend, toasts, undo, kept, stored };
}

const said = ({ shown }: Toasts): string[] => shown.map(({ text }) => text);

describe('notes beside jobs', () => {
  it('are_saved_when_the_next_job_is_read', async () => {
    const { kept, stored } = notes();
    kept.of('5').write('about the fifth');
    const left = kept.leave('5');
    kept.of('4').write('about the fourth');
    await left;
    expect(stored('5')).toBe('about the fifth');
    expect(stored('4')).toBe('');
    expect(kept.of('4').text).toBe('about the fourth');
  });

  it('are_saved_when_the_window_goes', async () => {
    const { kept, stored } = notes();
    kept.of('5').write('half a sent');
    kept.of('4').write('and another');
    await kept.flush();
    expect([stored('5'), stored('4')]).toEqual(['half a sent', 'and another']);
  });

  it('wait_where_they_could_not_be_saved_until_that_is_tried_again', async () => {
    const { backend, kept, toasts, stored } = notes();
    vi.spyOn(backend, 'setNote').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    kept.of('5').write('precious');
    const left = kept.leave('5');
    kept.of('4');
    await left;
    expect(said(toasts).join(' ')).toContain('The disk is full.');
    expect(kept.of('5').text).toBe('precious');
    kept.of('4');
    toasts.shown[0]?.action?.run();
    await vi.waitFor(() => expect(stored('5')).toBe('precious'));
  });

  it('are_one_draft_for_who_goes_away_and_comes_back_before_they_are_saved', async () => {
    const { kept, stored } = notes();
    kept.of('5').write('one');
    const away = kept.leave('5');
    kept.of('4');
    const back = kept.leave('4');
    const draft = kept.of('5');
    await Promise.all([away, back]);
    draft.write('one and two');
    await kept.leave('5');
    expect(stored('5')).toBe('one and two');
  });

  it('are_one_change_to_take_back_however_often_they_were_saved_in_between', async () => {
    const { kept, undo, toasts, stored } = notes();
    const draft = kept.of('5');
    draft.write('first');
    await draft.flush();
    draft.write('first and second');
    await kept.rest('5');
    expect(said(toasts)).toEqual(['Note saved']);
    await undo.last();
    await vi.waitFor(() => expect(stored('5')).toBe(''));
  });

  it('say_when_only_part_of_what_was_written_could_be_taken_back', async () => {
    const { backend, kept, undo, toasts, stored } = notes();
    const draft = kept.of('5');
    draft.write('first');
    await draft.flush();
    draft.write('first and second');
    await kept.rest('5');
    const takeBack = backend.undo;
    const refused = { code: 'storage', message: 'The disk is full.' };
    vi.spyOn(backend, 'undo').mockImplementationOnce(takeBack).mockRejectedValueOnce(refused);
    await undo.last();
    await vi.waitFor(() => expect(said(toasts)).toContain('Part of the note is still there: The disk is full.'));
    expect(stored('5')).toBe('first');
  });

  it('say_nothing_when_nothing_was_written', async () => {
    const { kept, toasts, backend } = notes();
    kept.of('5');
    await kept.leave('5');
    expect(said(toasts)).toEqual([]);
    expect(backend.called).not.toContain('setNote');
  });
});
