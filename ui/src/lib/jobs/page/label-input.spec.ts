import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { MOST_LABELS } from '../labels';
import { LabelInput } from './label-input.svelte';

async function editing(present: string[] = [], known: string[] = ['agency', 'Desktop', 'Deadline', 'long term']) {
  const backend = new FakeBackend({ count: 3 });
  await backend.setLabels(['1'], known, []);
  const changes: { add: string[]; remove: string[] }[] = [];
  const editor = new LabelInput(
    backend,
    () => present,
    (add, remove) => changes.push({ add, remove }),
  );
  await editor.begin();
  return { backend, editor, changes };
}

describe('labels', () => {
  it('are_completed_from_those_in_use_what_begins_alike_first', async () => {
    const { editor } = await editing(['Desktop']);
    editor.type('de');
    expect(editor.offered).toEqual(['Deadline']);
    editor.type('e');
    expect(editor.offered).toEqual(expect.arrayContaining(['agency', 'Deadline', 'long term']));
  });

  it('are_added_as_they_are_written_or_as_they_are_chosen', async () => {
    const { editor, changes } = await editing();
    editor.type('  My own ');
    editor.press('Enter');
    editor.type('a');
    editor.press('ArrowDown');
    editor.press('Enter');
    expect(changes).toEqual([
      { add: ['My own'], remove: [] },
      { add: ['agency'], remove: [] },
    ]);
    expect(editor.text).toBe('');
  });

  it('are_added_at_a_comma_several_at_once', async () => {
    const { editor, changes } = await editing();
    editor.type('one, two,, th');
    expect(changes).toEqual([{ add: ['one', 'two'], remove: [] }]);
    expect(editor.text).toBe('th');
  });

  it('are_not_added_twice_however_they_are_spelt', async () => {
    const { editor, changes } = await editing(['Desktop']);
    editor.add('DESKTOP');
    editor.add('  ');
    expect(changes).toEqual([]);
  });

  it('go_one_by_one_with_backspace_in_an_empty_field', async () => {
    const { editor, changes } = await editing(['one', 'two']);
    editor.type('x');
    expect(editor.press('Backspace')).toBe(false);
    editor.type('');
    expect(editor.press('Backspace')).toBe(true);
    expect(changes).toEqual([{ add: [], remove: ['two'] }]);
  });

  it('are_added_when_the_field_is_left', async () => {
    const { editor, changes } = await editing();
    editor.type('half');
    editor.end();
    expect(changes).toEqual([{ add: ['half'], remove: [] }]);
  });

  it('are_not_added_when_the_field_is_left_by_escape', async () => {
    const { editor, changes } = await editing();
    editor.type('half');
    editor.press('Escape');
    editor.end();
    expect(changes).toEqual([]);
  });

  it('are_not_cut_when_they_are_too_long_but_said_to_be', async () => {
    const { editor, changes } = await editing();
    const long = 'x'.repeat(41);
    for (const text of [long, `${long}, short`]) {
      editor.type(text);
      editor.press('Enter');
      editor.end();
      expect([editor.text, editor.problem]).toEqual([text, 'A label has up to 40 characters; this one has 41.']);
    }
    expect(changes).toEqual([]);
    editor.type(`${long.slice(1)}, short`);
    expect([editor.text, editor.problem]).toEqual(['short', null]);
    expect(changes).toEqual([{ add: [long.slice(1)], remove: [] }]);
  });

  it('are_full_at_twenty', async () => {
    const { editor } = await editing(Array.from({ length: MOST_LABELS }, (_, place) => `label ${place}`));
    expect(editor.full).toBe(true);
  });

  it('can_be_written_where_those_in_use_are_not_known', async () => {
    const { backend, editor, changes } = await editing();
    vi.spyOn(backend, 'labels').mockRejectedValueOnce(new Error('no answer'));
    await editor.begin();
    editor.type('mine');
    expect(editor.offered).toEqual([]);
    editor.press('Enter');
    expect(changes).toEqual([{ add: ['mine'], remove: [] }]);
  });
});
