import { FakeBackend } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import type { View } from '$lib/ipc';
import { describe, expect, it, vi } from 'vitest';
import { JobList } from './job-list.svelte';
import { Triage } from './triage.svelte';
import { Undo } from './undo.svelte';

async function inView(view: View, count = 60) {
  const backend = new FakeBackend({ count });
  const toasts = new Toasts();
  const list = new JobList(backend);
  const undo = new Undo(backend, toasts);
  const triage = new Triage(backend, list, undo, toasts);
  await list.open(view, '');
  const [first] = list.rows;
  if (!first) throw new Error('the fake has no job in this view');
  list.select(first.id);
  const stored = (): string => backend.shelf.detail(first.id).row.state;
  return { backend, toasts, list, undo, triage, id: first.id, before: first.state, stored };
}

const said = ({ shown }: Toasts): string[] => shown.map(({ text }) => text);

describe('triage', () => {
  it('takes_a_dismissed_job_out_at_once_and_moves_on', async () => {
    const { list, triage, id, stored } = await inView({ kind: 'inbox' });
    const next = list.rows[1]?.id;
    const done = triage.set([id], 'dismissed');
    expect(list.row(id)).toBeUndefined();
    expect(list.selectedId).toBe(next);
    await done;
    expect(stored()).toBe('dismissed');
  });

  it('leaves_a_saved_job_where_it_is_read', async () => {
    const { list, triage, id, stored } = await inView({ kind: 'inbox' });
    await triage.set([id], 'saved');
    expect(stored()).toBe('saved');
    expect(list.row(id)?.state).toBe('saved');
    await list.refresh();
    expect(list.row(id)?.state).toBe('saved');
    await list.reload();
    expect(list.row(id)).toBeUndefined();
  });

  it('lets_a_saved_job_go', async () => {
    const { list, triage, id, stored } = await inView({ kind: 'saved' });
    await triage.release([id], 'saved');
    expect(stored()).toBe('seen');
    expect(list.row(id)).toBeUndefined();
  });

  it('brings_a_dismissed_job_back', async () => {
    const { list, triage, id, stored } = await inView({ kind: 'dismissed' });
    await triage.release([id], 'dismissed');
    expect(stored()).toBe('seen');
    expect(list.row(id)).toBeUndefined();
  });

  it('undoes_the_latest_change_first', async () => {
    const { list, triage, undo, id, before, toasts, stored } = await inView({ kind: 'inbox' });
    const second = list.rows[1];
    await triage.set([id], 'dismissed');
    await triage.set([second?.id ?? ''], 'dismissed');
    await undo.last();
    expect(said(toasts)).toEqual(['Undone: Dismissed']);
    expect(list.selectedId).toBe(second?.id);
    expect(list.row(id)).toBeUndefined();
    await undo.last();
    expect(list.rows[0]?.id).toBe(id);
    expect(stored()).toBe(before);
    await undo.last();
    expect(said(toasts)).toEqual(['There is nothing to undo']);
  });

  it('undoes_a_change_that_is_still_on_its_way_and_no_other', async () => {
    const { backend, list, triage, undo, id, before, stored, toasts } = await inView({ kind: 'inbox' });
    const [, second = '', third = ''] = list.rows.map((row) => row.id);
    await triage.set([second], 'dismissed');
    const { setJobState } = backend;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    vi.spyOn(backend, 'setJobState').mockImplementationOnce((...args) => asked.then(() => setJobState(...args)));
    const done = triage.set([id], 'dismissed');
    const undone = undo.last();
    answer();
    await Promise.all([done, undone]);
    expect(stored()).toBe(before);
    expect(list.rows.slice(0, 2).map((row) => row.id)).toEqual([id, third]);
    expect(said(toasts)).toEqual(['Undone: Dismissed']);
    await undo.last();
    expect(list.row(second)).toBeDefined();
  });

  it('undoes_nothing_in_place_of_a_change_that_is_refused', async () => {
    const { backend, list, triage, undo, id, toasts } = await inView({ kind: 'inbox' });
    const second = list.rows[1]?.id ?? '';
    await triage.set([second], 'dismissed');
    vi.spyOn(backend, 'setJobState').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    const done = triage.set([id], 'dismissed');
    await Promise.all([done, undo.last()]);
    expect(list.row(id)).toBeDefined();
    expect(list.row(second)).toBeUndefined();
    expect(said(toasts)).toContain('The disk is full.');
    expect(backend.called).not.toContain('undo');
  });

  it('undoes_one_step_after_another_right_after_a_start', async () => {
    const { backend, list, triage, id } = await inView({ kind: 'inbox' });
    const second = list.rows[1]?.id ?? '';
    await triage.set([id], 'dismissed');
    await triage.set([second], 'dismissed');
    const toasts = new Toasts();
    const undo = new Undo(backend, toasts);
    await Promise.all([undo.last(), undo.last()]);
    expect([id, second].map((one) => backend.shelf.detail(one).row.state)).not.toContain('dismissed');
  });

  it('undoes_by_the_toast_what_the_toast_is_about_and_then_what_was_before_it', async () => {
    const { list, triage, undo, id, before, toasts, stored } = await inView({ kind: 'inbox' });
    const second = list.rows[1]?.id ?? '';
    await triage.set([id], 'dismissed');
    await triage.set([second], 'dismissed');
    expect(toasts.shown).toHaveLength(1);
    const [about] = toasts.shown;
    if (about) toasts.take(about);
    await vi.waitFor(() => expect(list.row(second)).toBeDefined());
    expect(said(toasts)).toEqual(['Undone: Dismissed']);
    expect(list.row(id)).toBeUndefined();
    // What was taken back by its toast is not taken back again.
    await undo.last();
    expect(list.row(id)).toBeDefined();
    expect(stored()).toBe(before);
  });

  it('puts_a_job_back_that_could_not_be_changed_and_says_why', async () => {
    const { backend, list, triage, id, toasts } = await inView({ kind: 'inbox' });
    vi.spyOn(backend, 'setJobState').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await triage.set([id], 'dismissed');
    expect(list.rows[0]?.id).toBe(id);
    expect(said(toasts)).toEqual(['The disk is full.']);
  });

  it('shows_the_old_state_again_when_saving_failed', async () => {
    const { backend, list, triage, id, before } = await inView({ kind: 'inbox' });
    vi.spyOn(backend, 'setJobState').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await triage.set([id], 'saved');
    expect(list.row(id)?.state).toBe(before);
  });

  it('takes_ten_thousand_jobs_out_with_one_call_and_brings_them_back_with_one', async () => {
    const { backend, list, triage, undo, toasts } = await inView({ kind: 'all' }, 10_000);
    await list.open({ kind: 'inbox' }, '');
    const total = list.total;
    const rows = list.rows.map(({ id }) => id);
    const ids = await list.ids();
    backend.called.length = 0;
    const done = triage.set(ids, 'dismissed', 'pay');
    expect(list.rows).toEqual([]);
    expect(list.total).toBe(0);
    await done;
    expect(backend.called.filter((name) => name === 'setJobState')).toHaveLength(1);
    expect(said(toasts)).toEqual([`Dismissed (pay): ${ids.length.toLocaleString('en')} jobs`]);
    await undo.last();
    expect(backend.called.filter((name) => name === 'undo')).toHaveLength(1);
    expect(list.rows.map(({ id }) => id).slice(0, rows.length)).toEqual(rows);
    expect(list.total).toBe(total);
  });

  it('puts_many_back_where_they_stood_when_they_could_not_be_changed', async () => {
    const { backend, list, triage } = await inView({ kind: 'inbox' });
    const before = list.rows.map(({ id }) => id);
    list.select(before[3] ?? null);
    vi.spyOn(backend, 'setJobState').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    const done = triage.set(
      [0, 3, 4, 7].map((place) => before[place] ?? ''),
      'dismissed',
    );
    expect(list.selectedId).toBe(before[5]);
    expect(list.rows).toHaveLength(before.length - 4);
    await done;
    expect(list.rows.map(({ id }) => id)).toEqual(before);
    expect(list.selectedId).toBe(before[3]);
  });

  it('shows_no_job_again_that_is_on_its_way_out', async () => {
    const { backend, list, triage, id } = await inView({ kind: 'inbox' });
    let answer = (): void => undefined;
    vi.spyOn(backend, 'setJobState').mockReturnValueOnce(
      new Promise((resolve) => (answer = () => resolve({ undo: 'u', changed: 1 }))),
    );
    const done = triage.set([id], 'dismissed');
    await list.refresh();
    expect(list.arrived).toBe(0);
    await list.reload();
    expect(list.row(id)).toBeUndefined();
    answer();
    await done;
  });

  it('puts_nothing_into_a_list_it_was_not_taken_from', async () => {
    const { list, triage, undo, id } = await inView({ kind: 'inbox' });
    await triage.set([id], 'dismissed');
    await list.open({ kind: 'saved' }, '');
    await undo.last();
    expect(list.row(id)).toBeUndefined();
    expect(list.selectedId).toBeNull();
  });

  it('draws_a_list_again_that_was_drawn_since', async () => {
    const { list, triage, undo, id } = await inView({ kind: 'inbox' });
    await triage.set([id], 'dismissed');
    await list.reload();
    await undo.last();
    await vi.waitFor(() => expect(list.row(id)).toBeDefined());
    expect(list.selectedId).toBe(id);
  });

  it('marks_many_with_a_star_and_takes_back_only_what_it_gave', async () => {
    const { list, triage, undo } = await inView({ kind: 'inbox' });
    const [first = '', second = ''] = list.rows.map(({ id }) => id);
    await triage.star([first], true);
    await triage.star([first, second], true);
    expect(list.rows.slice(0, 3).map(({ starred }) => starred)).toEqual([true, true, false]);
    await undo.last();
    expect(list.rows.slice(0, 3).map(({ starred }) => starred)).toEqual([true, false, false]);
  });

  it('shows_labels_at_once_each_word_once', async () => {
    const { backend, list, triage, id } = await inView({ kind: 'inbox' });
    await triage.label([id], ['Urgent', 'later'], []);
    const done = triage.label([id], ['urgent'], ['LATER']);
    expect(list.row(id)?.labels).toEqual(['Urgent']);
    await done;
    await triage.label([id], [], []);
    expect(backend.called.filter((name) => name === 'setLabels')).toHaveLength(2);
  });

  it('takes_back_what_was_done_before_the_last_start', async () => {
    const { backend, list, triage, id, before, stored } = await inView({ kind: 'inbox' });
    await triage.set([id], 'dismissed');
    const toasts = new Toasts();
    await new Undo(backend, toasts).last();
    expect(stored()).toBe(before);
    expect(said(toasts)).toEqual(['Undone: Dismissed']);
    await list.refresh();
    expect(list.arrived).toBe(1);
  });

  it('says_why_a_job_cannot_be_opened', async () => {
    const { backend, triage, id, toasts } = await inView({ kind: 'inbox' });
    vi.spyOn(backend, 'openJob').mockRejectedValueOnce({ code: 'invalid', message: 'Its address is not known.' });
    await triage.open(id);
    expect(said(toasts)).toEqual(['Its address is not known.']);
  });

  it('shows_the_address_of_a_job_that_nothing_opens_and_copies_it_when_asked', async () => {
    const { backend, triage, id, toasts } = await inView({ kind: 'inbox' });
    const address = 'https://jobs.example.com/1';
    const thrown = { code: 'notOpened', message: 'No browser could be opened.', address };
    vi.spyOn(backend, 'openJob').mockRejectedValueOnce(thrown);
    await triage.open(id);
    const [toast] = toasts.shown;
    expect(toast).toMatchObject({ tone: 'bad', text: `No browser could be opened. ${address}` });
    if (toast) toasts.take(toast);
    await vi.waitFor(() => expect(said(toasts)).toEqual(['Copied']));
    expect(backend.lastAddress).toBe(address);
  });
});
