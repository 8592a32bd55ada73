import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { JobList } from '../job-list.svelte';
import { JobPage } from '../job-page.svelte';
import { Undo } from '../undo.svelte';
import { JobDesk } from './job-desk.svelte';

async function reading(options: Partial<FakeOptions> = {}, id = '5') {
  const backend = new FakeBackend({ count: 5, ...options });
  const toasts = new Toasts();
  const undo = new Undo(backend, toasts);
  const page = new JobPage(backend, new JobList(backend));
  await page.show(id);
  return { backend, toasts, undo, page, desk: new JobDesk(backend, page, undo, toasts) };
}

const said = ({ shown }: Toasts): string[] => shown.map(({ text }) => text);
const KEPT = { id: '5', retention: 'kept' } as const;
const lent = async (): Promise<Awaited<ReturnType<typeof reading>>> => {
  const read = await reading({ marketplace: true });
  const request = {
    view: { kind: 'all' as const },
    text: '',
    cursor: null,
    limit: 50,
    sort: 'newest' as const,
    quick: [],
  };
  const { rows } = await read.backend.jobs(request);
  const found = rows.find(({ retention }) => retention !== 'kept');
  if (!found) throw new Error('the fake lends no job');
  await read.page.show(found.id);
  return read;
};

describe('the desk', () => {
  it('shows_a_change_and_offers_the_way_back', async () => {
    const { desk, page, undo, toasts } = await reading();
    await desk.setLabels('5', ['Desktop'], []);
    expect(page.detail?.marks.labels).toEqual(['Desktop']);
    expect(said(toasts)).toEqual(['Labels changed']);
    await undo.last();
    await page.refresh();
    expect(page.detail?.marks.labels).toEqual([]);
  });

  it('keeps_the_way_back_of_a_change_from_the_moment_it_is_asked_for', async () => {
    const { backend, desk, undo } = await reading({ delay: 5 });
    await desk.setLabels('5', ['First'], []);
    const change = desk.setLabels('5', ['Second'], []);
    await undo.last();
    await change;
    expect((await backend.job('5')).marks.labels).toEqual(['First']);
  });

  it('says_why_a_change_was_refused_and_shows_what_is_stored', async () => {
    const { backend, desk, page, toasts } = await reading();
    vi.spyOn(backend, 'setFollowUp').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await desk.setFollowUp('5', '2027-01-01T09:00:00Z');
    expect(said(toasts)).toEqual(['The disk is full.']);
    expect(page.detail?.marks.followUp).toBeNull();
  });

  it('offers_to_keep_once_more_what_was_bid_and_refused', async () => {
    const { backend, desk, toasts } = await reading();
    vi.spyOn(backend, 'setApplication').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    const offered = { appliedOn: '2026-11-19T12:00:00Z', bid: 55, connects: null };
    expect(await desk.setApplication('5', offered)).toBe(false);
    toasts.shown[0]?.action?.run();
    await vi.waitFor(async () => expect((await backend.job('5')).marks.application?.bid?.units).toBe(55));
  });

  it('shows_where_a_link_leads_before_it_is_opened', async () => {
    const { backend, desk } = await reading();
    const open = vi.spyOn(backend, 'openLink').mockResolvedValue(null);
    desk.askLink(KEPT, 'https://example.com/a');
    expect(open).not.toHaveBeenCalled();
    expect(desk.link?.target.host).toBe('example.com');
    await desk.openLink();
    expect(open).toHaveBeenCalledExactlyOnceWith('5', 'https://example.com/a');
    expect(desk.link).toBeNull();
  });

  it('opens_nothing_that_is_no_page_of_the_web', async () => {
    const { backend, desk, toasts } = await reading();
    const open = vi.spyOn(backend, 'openLink');
    for (const address of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x'])
      desk.askLink(KEPT, address);
    await desk.openLink();
    expect(desk.link).toBeNull();
    expect(open).not.toHaveBeenCalled();
    expect(said(toasts).length).toBeGreaterThan(0);
  });

  it('offers_the_address_where_no_browser_opens', async () => {
    const { backend, desk, toasts } = await reading();
    const address = 'https://example.com/a';
    vi.spyOn(backend, 'openLink').mockRejectedValue({ code: 'notOpened', message: 'No browser opened.', address });
    const copied = vi.spyOn(backend, 'copyText');
    desk.askLink(KEPT, address);
    await desk.openLink();
    toasts.shown[0]?.action?.run();
    expect(copied).toHaveBeenCalledWith(address);
  });

  it('copies_a_job_that_is_kept', async () => {
    const { backend, desk, toasts } = await reading();
    const copied = vi.spyOn(backend, 'copyJob');
    await desk.copy({ id: '5', retention: 'kept' });
    expect(copied).toHaveBeenCalledExactlyOnceWith('5');
    expect(said(toasts)).toEqual(['The job is copied as Markdown']);
  });

  it('neither_copies_nor_fills_in_what_is_lent_and_says_why', async () => {
    const { backend, desk, toasts } = await lent();
    const copied = vi.spyOn(backend, 'copyJob');
    await desk.copy({ id: '5', retention: 'ephemeral' });
    desk.chooseSnippet({ id: '5', retention: 'ephemeral' });
    expect(copied).not.toHaveBeenCalled();
    expect(desk.filling).toBeNull();
    expect(said(toasts).join(' ')).toContain('lends its content');
  });

  it('opens_a_link_of_what_is_lent_and_copies_none', async () => {
    const { backend, desk, toasts } = await lent();
    const [job, address] = [{ id: '5', retention: 'ephemeral' } as const, 'https://example.com/a'];
    const copied = vi.spyOn(backend, 'copyText');
    const open = vi.spyOn(backend, 'openLink');
    open.mockRejectedValue({ code: 'notOpened', message: 'No browser opened.', address });
    desk.askLink(job, address);
    await desk.copyLink();
    expect(said(toasts).join(' ')).toContain('lends its content');
    desk.askLink(job, address);
    await desk.openLink();
    expect(open).toHaveBeenCalledExactlyOnceWith('5', address);
    toasts.shown.find(({ action }) => action)?.action?.run();
    expect(said(toasts).filter((text) => text.includes('lends its content'))).toHaveLength(2);
    expect(copied).not.toHaveBeenCalled();
  });

  it('leads_to_a_part_of_one_job_once', async () => {
    const { desk } = await reading();
    desk.focus('5', 'labels');
    expect(desk.arrive('5', 'note')).toBe(false);
    expect(desk.arrive('4', 'labels')).toBe(false);
    expect(desk.arrive('5', 'labels')).toBe(true);
    expect(desk.arrive('5', 'labels')).toBe(false);
  });
});
