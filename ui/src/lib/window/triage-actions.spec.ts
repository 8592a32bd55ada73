import { FakeBackend } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { MainWindow } from './main-window.svelte';

async function opened(count = 120, single = false) {
  const backend = new FakeBackend({ count });
  const toasts = new Toasts();
  const window = new MainWindow(backend, toasts, { single });
  await window.start(null);
  const ids = window.list.rows.map(({ id }) => id);
  const state = (id: string | undefined): string => backend.shelf.detail(id ?? '').row.state;
  const calls = (name: string): number => backend.called.filter((called) => called === name).length;
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { backend, toasts, window, ids, state, calls, settled };
}

describe('what is done with jobs', () => {
  it('is_done_with_the_chosen_one_while_none_is_selected', async () => {
    const { window, ids, state, settled } = await opened();
    window.list.select(ids[1] ?? null);
    window.apply();
    await settled();
    expect(state(ids[1])).toBe('applied');
    expect(state(ids[0])).toBe('new');
  });

  it('is_done_with_all_that_are_selected_as_one_step', async () => {
    const { backend, window, ids, state, calls, settled } = await opened();
    for (const place of [1, 2, 4]) {
      window.list.select(ids[place] ?? null);
      window.select();
    }
    window.dismiss();
    expect(window.selection.size).toBe(0);
    await settled();
    expect([1, 2, 4].map((place) => state(ids[place]))).toEqual(['dismissed', 'dismissed', 'dismissed']);
    expect(calls('setJobState')).toBe(1);
    expect((await backend.steps()).map(({ jobs }) => jobs)).toEqual([3]);
    await window.undo.last();
    expect(window.list.rows.map(({ id }) => id)).toEqual(ids);
  });

  it('reaches_the_whole_list_also_what_is_not_loaded', async () => {
    const { window, calls, settled } = await opened(10_000);
    window.selectAll();
    await settled();
    expect(window.selection.size).toBe(window.list.total);
    expect(window.selection.size).toBeGreaterThan(window.list.rows.length);
    window.save();
    await settled();
    expect(calls('setJobState')).toBe(1);
    await vi.waitFor(() => expect(window.searches.counts?.inbox).toBe(0));
  });

  it('selects_nothing_in_a_list_that_was_opened_meanwhile', async () => {
    const { window, settled } = await opened();
    window.selectAll();
    window.go({ kind: 'saved' });
    await settled();
    expect(window.selection.size).toBe(0);
  });

  it('selects_nothing_in_a_list_that_was_narrowed_meanwhile', async () => {
    const { window, settled } = await opened();
    window.selectAll();
    window.quick('starred');
    await settled();
    expect(window.selection.size).toBe(0);
  });

  it('says_why_the_whole_list_cannot_be_selected', async () => {
    const { backend, toasts, window, settled } = await opened();
    vi.spyOn(backend, 'jobIds').mockRejectedValueOnce({ code: 'storage', message: 'The disk is gone.' });
    window.selectAll();
    await settled();
    expect(toasts.shown.map(({ text }) => text)).toEqual(['The disk is gone.']);
  });

  it('is_taken_away_again_only_where_it_holds_for_all_of_them', async () => {
    const { backend, window, ids, settled } = await opened();
    const starred = (): boolean[] => ids.slice(0, 2).map((id) => backend.shelf.detail(id).row.starred);
    window.list.select(ids[0] ?? null);
    window.star();
    await settled();
    window.selection.all(ids.slice(0, 2));
    window.star();
    await settled();
    expect(starred()).toEqual([true, true]);
    expect(window.selection.size).toBe(2);
    window.star();
    await settled();
    expect(starred()).toEqual([false, false]);
  });

  it.each([
    ['save', 'saved', 'seen'],
    ['apply', 'applied', 'saved'],
    ['dismiss', 'dismissed', 'seen'],
    ['markUnread', 'new', 'seen'],
  ] as const)('turns_round_when_it_is_done_again: %s', async (act, once, twice) => {
    const { backend, window, ids, state, settled } = await opened();
    window.go({ kind: 'all' });
    await settled();
    await backend.markSeen(ids[0] ?? '');
    window.list.see(ids[0] ?? '');
    window.list.select(ids[0] ?? null);
    window[act]();
    await settled();
    expect(state(ids[0])).toBe(once);
    window[act]();
    await settled();
    expect(state(ids[0])).toBe(twice);
  });

  it('asks_why_and_how_only_where_there_are_jobs_to_ask_of', async () => {
    const { window, ids, state, settled } = await opened();
    window.dismissWithReason();
    expect(window.dialog).toBeNull();
    window.list.select(ids[0] ?? null);
    window.dismissWithReason();
    expect(window.dialog).toEqual({ kind: 'reason', ids: [ids[0]] });
    window.acts.state('dismissed', 'pay');
    await settled();
    expect(state(ids[0])).toBe('dismissed');
  });

  it('is_done_with_the_job_that_is_read_where_that_covers_what_is_selected', async () => {
    const { window, ids, state, settled } = await opened(120, true);
    window.selection.all(ids.slice(0, 3));
    window.choose(ids[4] ?? '', true);
    window.dismiss();
    await settled();
    expect(
      ids
        .slice(0, 5)
        .map(state)
        .filter((one) => one === 'dismissed'),
    ).toHaveLength(1);
    expect(state(ids[4])).toBe('dismissed');
    expect([...window.selection.ids]).toEqual(ids.slice(0, 3));
    window.focusLabels();
    expect(window.dialog).toBeNull();
  });

  it('moves_the_chosen_row_along_while_a_range_grows', async () => {
    const { window, ids } = await opened();
    window.list.select(ids[2] ?? null);
    window.acts.extend(1);
    window.acts.extend(1);
    expect(window.list.selectedId).toBe(ids[4]);
    expect([...window.selection.ids]).toEqual(ids.slice(2, 5));
    window.acts.extend(-1);
    expect([...window.selection.ids]).toEqual(ids.slice(2, 4));
    window.acts.extendTo(ids[0] ?? '');
    expect([...window.selection.ids].sort()).toEqual(ids.slice(0, 3).sort());
  });
});

describe('a list that is narrowed', () => {
  it('is_narrowed_and_sorted_again_after_a_restart', async () => {
    const { backend, window, settled } = await opened();
    window.quick('unread');
    window.sort('rate');
    await settled();
    const again = new MainWindow(backend, new Toasts(), { single: false });
    await again.start(window.place);
    expect(again.place).toMatchObject({ sort: 'rate', quick: ['unread'] });
    expect(again.list.rows.map(({ id }) => id)).toEqual(window.list.rows.map(({ id }) => id));
    expect(again.list.rows.every(({ state }) => state === 'new')).toBe(true);
  });

  it('is_wide_again_in_another_list_but_keeps_its_order', async () => {
    const { window, settled } = await opened();
    window.quick('starred');
    window.sort('spent');
    window.go({ kind: 'all' });
    await settled();
    expect(window.list.quick).toEqual([]);
    expect(window.list.sort).toBe('spent');
    expect(window.list.total).toBe(120);
  });

  it('forgets_the_selection_that_was_made_in_it', async () => {
    const { window, ids, settled } = await opened();
    window.selection.all(ids);
    window.quick('starred');
    await settled();
    expect(window.selection.size).toBe(0);
    expect(window.list.quick).toEqual(['starred']);
    await window.narrowing.widen();
    expect(window.list.rows.map(({ id }) => id)).toEqual(ids);
  });
});
