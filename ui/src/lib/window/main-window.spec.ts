import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import type { Place } from '$lib/ipc';
import { searchInput } from '$lib/ipc/fake/searches';
import { Toasts } from '$lib/shared/toasts.svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actions } from './actions';
import { MainWindow } from './main-window.svelte';
import { FILTER_REST } from './narrowing.svelte';
import { REST } from './place.svelte';

const INBOX = { kind: 'inbox' } as const;

async function opened(options: Partial<FakeOptions> = {}, single = false) {
  const backend = new FakeBackend({ count: 120, ...options });
  const window = new MainWindow(backend, new Toasts(), { single });
  const stop = await window.start(backend.place);
  return { backend, window, stop };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Longer than a frame takes, and than the parts rest before they look again, in milliseconds. */
const FRAME = 100;
const LIVE_REST = 200;

describe('the main window', () => {
  it('reads_a_list_gone_to_before_the_place_is_shown_from_its_top', async () => {
    const place = { view: { kind: 'all' }, jobId: null, scroll: 4_000, text: '', sort: 'newest', quick: [] } as const;
    const backend = new FakeBackend({ count: 2_000, delay: FRAME });
    const window = new MainWindow(backend, new Toasts(), { single: false });
    const started = window.start({ ...place, quick: [] });
    window.go(INBOX);
    await vi.advanceTimersByTimeAsync(2 * FRAME);
    await started;
    expect(window.list.view).toEqual(INBOX);
    expect(window.restored).toBe(0);
  });

  it('shows_the_place_it_was_closed_at', async () => {
    const place = {
      view: { kind: 'all' },
      jobId: '100',
      scroll: 4_000,
      text: 'svelte',
      sort: 'newest',
      quick: [],
    } satisfies Place;
    const { window } = await opened({ count: 2_000, place });
    expect(window.list.view).toEqual(place.view);
    expect(window.filter).toBe('svelte');
    expect(window.restored).toBe(4_000);
    expect(window.list.rows.length).toBeGreaterThan(4_000 / 58);
    window.follow();
    await vi.waitFor(() => expect(window.page.detail?.row.id).toBe('100'));
  });

  it('shows_the_marks_of_the_job_that_is_read_on_its_row_however_far_down_that_is', async () => {
    const { backend, window } = await opened({ count: 400 });
    await window.list.loadMore();
    const id = window.list.rows[70]?.id ?? '';
    window.choose(id, true);
    window.follow();
    await vi.waitFor(() => expect(window.page.detail?.row.id).toBe(id));
    await window.desk.setLabels(id, ['Desktop'], []);
    await window.desk.setFollowUp(id, '2027-01-01T09:00:00Z');
    await backend.setNote(id, 'Ask Lena');
    const marked = { labels: ['Desktop'], followUp: '2027-01-01T09:00:00Z', noted: true };
    await vi.waitFor(() => expect(window.list.row(id)).toMatchObject(marked));
    await window.undo.last();
    await vi.waitFor(() => expect(window.list.row(id)?.followUp).toBeNull());
  });

  it('shows_the_inbox_when_the_search_it_was_closed_at_is_gone', async () => {
    const view = { kind: 'search', searchId: 'removed' } as const;
    const { window } = await opened({ place: { view, jobId: null, scroll: 0, text: '', sort: 'newest', quick: [] } });
    await vi.advanceTimersByTimeAsync(0);
    expect(window.list.view).toEqual(INBOX);
    expect(window.list.total).toBeGreaterThan(0);
  });

  it('begins_in_the_inbox_the_first_time', async () => {
    const { window } = await opened();
    expect(window.list.view).toEqual(INBOX);
    expect(window.list.selectedId).toBeNull();
  });

  it('writes_the_place_down_once_it_rests_and_at_the_end', async () => {
    const { backend, window, stop } = await opened();
    window.keeper.keep({ ...window.place, scroll: 10 });
    await vi.advanceTimersByTimeAsync(REST - 1);
    window.keeper.keep({ ...window.place, scroll: 20 });
    await vi.advanceTimersByTimeAsync(REST);
    expect(backend.place?.scroll).toBe(20);
    expect(backend.called.filter((name) => name === 'savePlace')).toHaveLength(1);
    window.keeper.keep({ ...window.place, scroll: 30 });
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(backend.place?.scroll).toBe(30);
  });

  it('keeps_where_the_user_is', async () => {
    const { window } = await opened();
    const search = window.searches.all[1];
    window.go({ kind: 'search', searchId: search?.id ?? '' });
    await vi.advanceTimersByTimeAsync(0);
    const id = window.list.move(0);
    window.follow();
    window.scroll = 12.6;
    await vi.advanceTimersByTimeAsync(0);
    expect(window.place).toEqual({
      view: { kind: 'search', searchId: search?.id },
      jobId: id,
      scroll: 13,
      text: '',
      sort: 'newest',
      quick: [],
    });
  });

  it('shows_a_job_a_notification_was_clicked_for', async () => {
    const { backend, window } = await opened();
    window.go({ kind: 'saved' });
    window.openSettings();
    backend.arrive(1);
    const id = backend.shelf.latest?.id ?? '';
    backend.show(id);
    await vi.advanceTimersByTimeAsync(0);
    expect(window.settings).toBeNull();
    expect(window.list.view).toEqual(INBOX);
    window.follow();
    await vi.advanceTimersByTimeAsync(FRAME);
    expect(window.page.detail?.row.id).toBe(id);
  });

  it('shows_a_job_as_saved_that_was_saved_before_it_counted_as_seen', async () => {
    const { backend, window } = await opened();
    vi.spyOn(backend, 'markSeen').mockReturnValueOnce(new Promise((resolve) => setTimeout(() => resolve(null), 500)));
    const id = window.list.move(0) ?? '';
    window.follow();
    await vi.advanceTimersByTimeAsync(0);
    window.save();
    await vi.advanceTimersByTimeAsync(500);
    expect(window.list.row(id)?.state).toBe('saved');
  });

  it('moves_nothing_when_jobs_come_in_but_counts_them', async () => {
    const { backend, window } = await opened();
    window.go({ kind: 'all' });
    await vi.advanceTimersByTimeAsync(0);
    const before = window.list.rows.map(({ id }) => id);
    backend.arrive(3);
    await vi.advanceTimersByTimeAsync(LIVE_REST);
    expect(window.list.rows.map(({ id }) => id)).toEqual(before);
    expect(window.list.arrived).toBe(3);
    expect(window.searches.counts?.all).toBe(123);
  });

  it('listens_no_longer_once_it_is_closed', async () => {
    const { backend, stop } = await opened();
    stop();
    backend.called.length = 0;
    backend.arrive(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(backend.called).toEqual([]);
  });

  it('narrows_the_list_once_typing_rests_and_widens_it_at_once', async () => {
    const { backend, window } = await opened();
    backend.called.length = 0;
    window.filterBy('s');
    window.filterBy('svelte');
    await vi.advanceTimersByTimeAsync(FILTER_REST);
    expect(backend.called).toEqual(['jobs']);
    expect(window.list.rows.every(({ title }) => title.includes('Svelte'))).toBe(true);
    window.filterBy('');
    await vi.advanceTimersByTimeAsync(0);
    expect(window.list.text).toBe('');
  });

  it('forgets_a_filter_that_was_being_typed_when_another_list_is_opened', async () => {
    const { window } = await opened();
    window.filterBy('svelte');
    window.go({ kind: 'all' });
    await vi.advanceTimersByTimeAsync(FILTER_REST * 2);
    expect(window.filter).toBe('');
    expect(window.list.total).toBe(120);
  });

  it('goes_to_the_inbox_when_the_search_that_is_shown_is_removed_and_undo_brings_it_back', async () => {
    const { window } = await opened();
    const search = window.searches.all[0];
    if (!search) throw new Error('the fake has searches');
    window.go({ kind: 'search', searchId: search.id });
    await window.removeSearch(search);
    expect(window.list.view).toEqual(INBOX);
    expect(window.searches.find(search.id)).toBeUndefined();
    await window.undo.last();
    await vi.advanceTimersByTimeAsync(0);
    expect(window.searches.find(search.id)?.name).toBe(search.name);
  });

  it('shows_a_search_that_was_just_added', async () => {
    const { window } = await opened();
    window.dialog = { kind: 'search', search: null };
    await window.saveSearch(null, searchInput('Python', 'python'));
    await vi.advanceTimersByTimeAsync(0);
    expect(window.dialog).toBeNull();
    const added = window.searches.all.find(({ name }) => name === 'Python');
    expect(window.list.view).toEqual({ kind: 'search', searchId: added?.id });
    expect(window.list.total).toBe(added?.matches);
  });

  it('says_what_a_check_by_hand_found', async () => {
    const { window } = await opened({ state: 'offline' });
    await window.watching.checkNow();
    expect(window.watching.checking).toBe(false);
    expect(window.watching.status?.state).toBe('offline');
  });
});

describe('with room for one pane', () => {
  it('reads_a_job_only_when_it_is_opened', async () => {
    const { backend, window } = await opened({}, true);
    const id = window.list.move(0);
    window.follow();
    await vi.advanceTimersByTimeAsync(0);
    expect(window.page.id).toBeNull();
    expect(backend.called).not.toContain('markSeen');
    window.choose(id ?? '', true);
    window.follow();
    await vi.advanceTimersByTimeAsync(FRAME);
    expect(window.page.detail?.row.id).toBe(id);
    expect(backend.called).toContain('markSeen');
  });

  it('goes_back_to_the_list_and_what_is_selected_there', async () => {
    const { window } = await opened({}, true);
    const [first = '', second = ''] = window.list.rows.map(({ id }) => id);
    window.selection.all([first]);
    window.choose(second, true);
    actions(window, () => ({ list: null, page: null, filter: null }))('back');
    expect(window.reading).toBe(false);
    expect(window.selection.size).toBe(1);
  });

  it('goes_back_to_the_list_when_the_last_job_of_it_is_dismissed', async () => {
    const { window } = await opened({ count: 1 }, true);
    window.choose(window.list.rows[0]?.id ?? '', true);
    window.follow();
    window.dismiss();
    window.follow();
    await vi.advanceTimersByTimeAsync(0);
    expect(window.reading).toBe(false);
    expect(window.list.rows).toEqual([]);
  });
});
