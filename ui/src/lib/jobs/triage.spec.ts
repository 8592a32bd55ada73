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
    const { list, triage, id, before, stored } = await inView({ kind: 'inbox' });
    const next = list.rows[1]?.id;
    const done = triage.dismiss(id, before);
    expect(list.row(id)).toBeUndefined();
    expect(list.selectedId).toBe(next);
    await done;
    expect(stored()).toBe('dismissed');
  });

  it('leaves_a_saved_job_where_it_is_read', async () => {
    const { list, triage, id, before, stored } = await inView({ kind: 'inbox' });
    await triage.save(id, before);
    expect(stored()).toBe('saved');
    expect(list.row(id)?.state).toBe('saved');
    await list.refresh();
    expect(list.row(id)?.state).toBe('saved');
    await list.reload();
    expect(list.row(id)).toBeUndefined();
  });

  it('lets_a_saved_job_go_when_it_is_saved_again', async () => {
    const { list, triage, id, before, stored } = await inView({ kind: 'saved' });
    await triage.save(id, before);
    expect(stored()).toBe('seen');
    expect(list.row(id)).toBeUndefined();
  });

  it('brings_a_dismissed_job_back', async () => {
    const { list, triage, id, before, stored } = await inView({ kind: 'dismissed' });
    await triage.dismiss(id, before);
    expect(stored()).toBe('seen');
    expect(list.row(id)).toBeUndefined();
  });

  it('undoes_the_latest_change_first', async () => {
    const { list, triage, undo, id, before, toasts, stored } = await inView({ kind: 'inbox' });
    const second = list.rows[1];
    await triage.dismiss(id, before);
    await triage.dismiss(second?.id ?? '', second?.state ?? 'new');
    await undo.last();
    expect(list.selectedId).toBe(second?.id);
    expect(list.row(id)).toBeUndefined();
    await undo.last();
    expect(list.rows[0]?.id).toBe(id);
    expect(stored()).toBe(before);
    await undo.last();
    expect(said(toasts)).toEqual(['There is nothing to undo']);
  });

  it('undoes_by_the_toast_what_the_toast_is_about', async () => {
    const { list, triage, undo, id, before, toasts, stored } = await inView({ kind: 'inbox' });
    const second = list.rows[1];
    await triage.dismiss(id, before);
    await triage.dismiss(second?.id ?? '', second?.state ?? 'new');
    const [about] = toasts.shown;
    if (about) toasts.take(about);
    await vi.waitFor(() => expect(list.row(id)).toBeDefined());
    expect(stored()).toBe(before);
    // It is not undone twice.
    await undo.last();
    expect(list.row(second?.id ?? '')).toBeDefined();
  });

  it('puts_a_job_back_that_could_not_be_changed_and_says_why', async () => {
    const { backend, list, triage, id, before, toasts } = await inView({ kind: 'inbox' });
    vi.spyOn(backend, 'setJobState').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await triage.dismiss(id, before);
    expect(list.rows[0]?.id).toBe(id);
    expect(said(toasts)).toEqual(['The disk is full.']);
  });

  it('shows_the_old_state_again_when_saving_failed', async () => {
    const { backend, list, triage, id, before } = await inView({ kind: 'inbox' });
    vi.spyOn(backend, 'setJobState').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await triage.save(id, before);
    expect(list.row(id)?.state).toBe(before);
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
