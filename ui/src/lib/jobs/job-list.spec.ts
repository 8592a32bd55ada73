import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { JobList, PAGE } from './job-list.svelte';

const ALL = { kind: 'all' } as const;

async function opened(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ count: 120, ...options });
  const list = new JobList(backend);
  await list.open(ALL, '');
  return { backend, list };
}

const ids = (list: JobList): string[] => list.rows.map(({ id }) => id);

describe('a list of jobs', () => {
  it('comes_in_pages_without_gaps_or_repeats', async () => {
    const { list } = await opened();
    expect(list.rows).toHaveLength(PAGE);
    expect(list.total).toBe(120);
    await list.loadMore();
    await list.loadMore();
    expect(new Set(ids(list)).size).toBe(120);
    expect(list.more).toBe('none');
    await list.loadMore();
    expect(list.rows).toHaveLength(120);
  });

  it('asks_for_a_page_once_however_often_the_end_is_reached', async () => {
    const { backend, list } = await opened();
    await Promise.all([list.loadMore(), list.loadMore(), list.loadMore()]);
    expect(backend.called.filter((name) => name === 'jobs')).toHaveLength(2);
  });

  it('drops_a_page_that_belongs_to_a_list_left_meanwhile', async () => {
    const { list } = await opened();
    const late = list.loadMore();
    const saved = list.open({ kind: 'saved' }, '');
    await Promise.all([late, saved]);
    expect(list.rows.every(({ state }) => state === 'saved')).toBe(true);
  });

  it('answers_the_last_question_when_answers_overtake_each_other', async () => {
    const { backend, list } = await opened();
    let answerLate = (): void => undefined;
    vi.spyOn(backend, 'jobs').mockReturnValueOnce(
      new Promise((_, reject) => {
        answerLate = () => reject(new Error('late'));
      }),
    );
    const first = list.open(ALL, 'rust');
    await list.open(ALL, 'svelte');
    answerLate();
    await first;
    expect(list.phase).toBe('ready');
    expect(list.rows.every(({ title }) => title.includes('Svelte'))).toBe(true);
  });

  it('waits_for_nothing_when_it_is_opened_with_a_wrong_filter', async () => {
    const { list } = await opened();
    await list.open({ kind: 'saved' }, 'svelte (');
    expect(list.phase).toBe('ready');
    expect(list.filterProblems).toMatchObject([{ code: 'unbalanced' }]);
    await list.open({ kind: 'saved' }, '');
    expect(list.filterProblems).toEqual([]);
  });

  it('is_drawn_as_long_as_it_was_when_a_place_is_restored', async () => {
    const backend = new FakeBackend({ count: 600 });
    const list = new JobList(backend);
    await list.open(ALL, '', 450);
    expect(list.rows.length).toBeGreaterThanOrEqual(450);
    expect(new Set(ids(list)).size).toBe(list.rows.length);
  });

  it('counts_what_comes_in_and_moves_nothing', async () => {
    const { backend, list } = await opened();
    const before = ids(list);
    backend.shelf.arrive(3, Date.now());
    await list.refresh();
    expect(list.arrived).toBe(3);
    expect(ids(list)).toEqual(before);
    await list.showArrived();
    expect(list.arrived).toBe(0);
    expect(ids(list).slice(3)).toEqual(before.slice(0, PAGE - 3));
  });

  it('shows_what_comes_into_an_empty_list_at_once', async () => {
    const { backend, list } = await opened({ count: 0 });
    backend.shelf.arrive(2, Date.now());
    await list.refresh();
    expect(list.rows).toHaveLength(2);
    expect(list.arrived).toBe(0);
  });

  it('draws_what_was_asked_for_although_something_changes_before_it_comes', async () => {
    const { backend, list } = await opened({ count: 3 });
    backend.arrive(1);
    await Promise.all([list.open(ALL, ''), list.refresh()]);
    expect(list.rows).toHaveLength(4);
    expect(list.arrived).toBe(0);
  });

  it('keeps_its_rows_when_a_refresh_fails', async () => {
    const { backend, list } = await opened();
    vi.spyOn(backend, 'jobs').mockRejectedValueOnce({ code: 'network', message: 'gone' });
    await list.refresh();
    expect(list.phase).toBe('ready');
    expect(list.rows).toHaveLength(PAGE);
  });

  it('says_why_it_could_not_be_loaded_and_tries_again', async () => {
    const { backend, list } = await opened({ failing: ['jobs'] });
    expect(list.phase).toBe('failed');
    expect(list.problem?.code).toBe('network');
    vi.spyOn(backend, 'jobs').mockResolvedValueOnce({ rows: [], next: null, total: 0 });
    await list.reload();
    expect(list.phase).toBe('ready');
    expect(list.problem).toBeNull();
  });

  it('keeps_the_last_right_rows_while_a_filter_is_wrong', async () => {
    const { list } = await opened();
    await list.open(ALL, 'svelte');
    const right = ids(list);
    await list.open(ALL, 'svelte (');
    expect(list.filterProblems.map(({ code }) => code)).toEqual(['unbalanced']);
    expect(ids(list)).toEqual(right);
    await list.open(ALL, 'svelte');
    expect(list.filterProblems).toEqual([]);
  });

  it('is_narrowed_by_quick_filters_besides_what_is_typed', async () => {
    const { list } = await opened();
    list.quick = ['unread', 'hourly'];
    await list.open(ALL, 'svelte OR rust');
    expect(list.rows.length).toBeGreaterThan(0);
    expect(list.rows.every(({ state, pay }) => state === 'new' && pay.kind === 'hourly')).toBe(true);
    expect(await list.ids()).toHaveLength(list.total);
    await list.open(ALL, 'svelte OR (');
    expect(list.filterProblems).toMatchObject([{ code: 'unbalanced', start: 10, end: 11 }]);
  });

  it('stands_in_the_order_that_was_asked_for', async () => {
    const { list } = await opened();
    list.sort = 'rate';
    await list.open(ALL, '');
    const rates = list.rows.map(({ pay }) => (pay.kind === 'hourly' ? pay.max.units : -1));
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
  });

  it('keeps_a_row_that_was_read_where_only_unread_ones_are_shown', async () => {
    const { backend, list } = await opened();
    list.quick = ['unread'];
    await list.open(ALL, '');
    const [first = '', second = ''] = ids(list);
    await backend.markSeen(first);
    list.see(first);
    list.select(second);
    await list.refresh();
    expect(ids(list).slice(0, 2)).toEqual([first, second]);
  });

  it('offers_to_try_again_when_the_rest_could_not_be_had', async () => {
    const { backend, list } = await opened();
    vi.spyOn(backend, 'jobs').mockRejectedValueOnce({ code: 'storage', message: 'no' });
    await list.loadMore();
    expect(list.more).toBe('failed');
    await list.loadMore();
    expect(list.rows).toHaveLength(2 * PAGE);
  });
});

describe('the chosen row', () => {
  it('moves_by_one_and_stops_at_both_ends', async () => {
    const { list } = await opened({ count: 3 });
    const [first, second, third] = ids(list);
    expect(list.move(-1)).toBe(first);
    expect(list.move(1)).toBe(second);
    expect(list.move(Infinity)).toBe(third);
    expect(list.move(1)).toBe(third);
    expect(list.move(-Infinity)).toBe(first);
  });

  it('is_none_in_an_empty_list', async () => {
    const { list } = await opened({ count: 0 });
    expect(list.move(1)).toBeNull();
  });

  it('gives_way_to_the_one_below_and_at_the_end_to_the_one_above', async () => {
    const { list } = await opened({ count: 3 });
    const [first = '', second = '', third = ''] = ids(list);
    list.select(second);
    list.take(new Set([second]));
    expect(list.selectedId).toBe(third);
    list.take(new Set([third]));
    expect(list.selectedId).toBe(first);
    list.take(new Set([first]));
    expect(list.selectedId).toBeNull();
    expect(list.total).toBe(0);
  });

  it('comes_back_where_it_stood', async () => {
    const { list } = await opened({ count: 5 });
    const before = ids(list);
    list.select(before[2] ?? null);
    const { back } = list.take(new Set([before[2] ?? '']));
    back();
    expect(ids(list)).toEqual(before);
    expect(list.selectedId).toBe(before[2]);
  });
});

describe('a list whose filter is wrong', () => {
  it('goes_on_with_the_pages_of_the_rows_it_shows', async () => {
    const { list } = await opened({ count: 400 });
    await list.open(ALL, 'is:seen');
    const shown = ids(list).length;
    await list.open(ALL, 'is:seen (');
    await list.loadMore();
    expect(list.more).not.toBe('failed');
    expect(ids(list).length).toBeGreaterThan(shown);
    expect(list.rows.every(({ state }) => state === 'seen')).toBe(true);
  });
});

describe('walking through a list', () => {
  it('asks_for_the_next_page_near_the_end_of_what_is_loaded', async () => {
    const { backend, list } = await opened();
    backend.called.length = 0;
    list.move(10);
    expect(backend.called).toEqual([]);
    list.move(Infinity);
    await vi.waitFor(() => expect(list.rows.length).toBe(2 * PAGE));
    list.move(1);
    expect(list.selectedIndex).toBe(PAGE);
  });
});

describe('rows whose content may be kept for a day', () => {
  const DAY = 24 * 60 * 60_000;

  async function lent() {
    const backend = new FakeBackend({ count: 300, marketplace: true });
    let { now } = backend;
    const list = new JobList(backend, () => now);
    await list.open({ kind: 'all' }, '');
    const place = list.rows.findIndex(({ retention }) => retention === 'ephemeral');
    const id = ids(list)[place] ?? '';
    const content = (): string[] => list.rows.filter((row) => row.retention === 'ephemeral').map(({ title }) => title);
    return { backend, list, id, content, pass: () => (now += DAY) };
  }

  it('lose_it_when_that_is_over', async () => {
    const { list, id, content, pass } = await lent();
    list.expire();
    expect(content()).not.toEqual([]);
    pass();
    list.expire();
    expect(content()).toEqual([]);
    expect(list.row(id)).toMatchObject({ title: '', retention: 'erased' });
  });

  it('lose_it_behind_the_first_page_at_a_refresh', async () => {
    const { backend, list, content, pass } = await lent();
    await list.loadMore();
    const { rows } = list;
    vi.spyOn(backend, 'jobs').mockResolvedValueOnce({ rows: rows.slice(0, 1), next: 'more', total: rows.length });
    pass();
    await list.refresh();
    expect(content()).toEqual([]);
    expect(list.rows.length).toBeGreaterThan(1);
  });

  it('come_back_without_it', async () => {
    const { list, id, pass } = await lent();
    const { back } = list.take(new Set([id]));
    pass();
    back();
    expect(list.row(id)).toMatchObject({ title: '', retention: 'erased' });
  });
});
