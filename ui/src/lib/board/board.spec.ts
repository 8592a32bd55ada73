import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { Undo } from '$lib/jobs/undo.svelte';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { boardKey } from './board-keys';
import { Board } from './board.svelte';
import { CARDS } from './column.svelte';
import { jobsOf, STAGES, type Stage } from './stages';

const ALL = { cursor: null, limit: 1, sort: 'newest' } as const;

async function opened(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ count: 60, ...options });
  const toasts = new Toasts();
  const undo = new Undo(backend, toasts);
  const board = new Board(backend, undo, toasts);
  const stop = await board.start();
  const column = (stage: Stage) => {
    const found = board.columns.find((one) => one.stage === stage);
    if (!found) throw new Error(`there is no column for ${stage}`);
    return found;
  };
  const ids = (stage: Stage): string[] => column(stage).rows.map(({ id }) => id);
  const key = (name: string): boolean => boardKey(board, new KeyboardEvent('keydown', { key: name }));
  return { backend, toasts, undo, board, column, ids, key, stop };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the board', () => {
  it('has_a_column_for_each_state_but_the_dismissed', async () => {
    const { board, column } = await opened();
    expect(board.columns.map(({ stage }) => stage)).toEqual([
      'new',
      'seen',
      'saved',
      'applied',
      'interviewing',
      'hired',
    ]);
    for (const { stage } of board.columns) expect(column(stage).rows.every(({ state }) => state === stage)).toBe(true);
    expect(board.currentId).toBe(column('new').rows[0]?.id);
  });

  it('moves_a_job_on_at_once_and_keeps_it_chosen', async () => {
    const { backend, board, ids } = await opened();
    const [first = ''] = ids('new');
    const seen = ids('seen').length;
    void board.shift(1);
    expect(ids('new')).not.toContain(first);
    expect(ids('seen')).toHaveLength(seen + 1);
    expect(board.currentId).toBe(first);
    await settled();
    expect(backend.shelf.detail(first).row.state).toBe('seen');
  });

  it('moves_a_job_back_and_stops_at_the_ends', async () => {
    const { backend, board, ids } = await opened();
    const [first = ''] = ids('new');
    await board.shift(-1);
    expect(backend.called).not.toContain('setJobState');
    await board.move(first, 'hired');
    await board.shift(1);
    expect(ids('hired')).toEqual([first]);
    await board.shift(-1);
    expect(ids('interviewing')).toEqual([first]);
  });

  it('lets_a_dismissed_job_go_and_chooses_the_next', async () => {
    const { backend, board, undo, ids } = await opened();
    const before = ids('new');
    await board.give('dismissed');
    expect(ids('new')).toEqual(before.slice(1));
    expect(board.currentId).toBe(before[1]);
    expect(backend.shelf.detail(before[0] ?? '').row.state).toBe('dismissed');
    await undo.last();
    await settled();
    expect(ids('new')).toEqual(before);
    expect(board.currentId).toBe(before[0]);
  });

  it('chooses_the_card_before_the_last_of_a_column_or_one_of_another', async () => {
    const { board, ids } = await opened();
    const seen = ids('seen');
    board.currentId = seen.at(-1) ?? null;
    await board.give('dismissed');
    expect(board.currentId).toBe(seen.at(-2));
    await board.give('hired');
    await board.give('dismissed');
    expect(ids('hired')).toEqual([]);
    expect(board.currentId).toBe(ids('new')[0]);
  });

  it('takes_a_move_back', async () => {
    const { board, undo, ids } = await opened();
    const before = ids('new');
    await board.move(before[2] ?? '', 'applied');
    expect(ids('applied')).toEqual([before[2]]);
    await undo.last();
    await settled();
    expect(ids('new')).toEqual(before);
    expect(ids('applied')).toEqual([]);
  });

  it('takes_a_move_back_that_is_still_on_its_way', async () => {
    const { backend, board, undo, ids } = await opened();
    const [first = '', second = ''] = ids('new');
    await board.move(first, 'saved');
    const moving = board.move(second, 'hired');
    await Promise.all([moving, undo.last()]);
    expect(backend.shelf.detail(second).row.state).toBe('new');
    expect(backend.shelf.detail(first).row.state).toBe('saved');
  });

  it('puts_a_job_back_that_could_not_be_moved', async () => {
    const { board, toasts, ids } = await opened({ failing: ['setJobState'] });
    const before = ids('new');
    await board.move(before[0] ?? '', 'hired');
    expect(ids('new')).toEqual(before);
    expect(toasts.shown.map(({ tone }) => tone)).toEqual(['bad']);
  });

  it('is_walked_by_keys', async () => {
    const { board, ids, key } = await opened();
    board.step(1);
    expect(board.currentId).toBe(ids('new')[1]);
    key('ArrowRight');
    expect(board.currentId).toBe(ids('seen')[1]);
    board.step(Infinity);
    expect(board.currentId).toBe(ids('seen').at(-1));
    key('ArrowRight');
    expect(ids('saved')).toContain(board.currentId);
    board.step(-Infinity);
    board.step(-1);
    expect(board.currentId).toBe(ids('saved')[0]);
    key('ArrowRight');
    expect(board.currentId).toBe(ids('saved')[0]);
    key('ArrowLeft');
    expect(board.currentId).toBe(ids('seen')[0]);
    expect(key('q')).toBe(false);
  });

  it('shows_further_jobs_of_a_column_when_asked', async () => {
    const { column } = await opened({ count: 600 });
    const seen = column('seen');
    expect(seen.rows).toHaveLength(CARDS);
    expect([seen.more, seen.total > CARDS]).toEqual([true, true]);
    await seen.extend();
    expect(seen.rows).toHaveLength(2 * CARDS);
  });

  it('says_why_further_jobs_cannot_be_had_and_is_as_long_as_before', async () => {
    const { backend, board, column, toasts } = await opened({ count: 600 });
    vi.spyOn(backend, 'jobs').mockRejectedValueOnce({ code: 'storage', message: 'The disk is gone.' });
    await board.extend(column('seen'));
    expect(toasts.shown.map(({ text }) => text)).toEqual(['The disk is gone.']);
    await board.load();
    expect(column('seen').rows).toHaveLength(CARDS);
  });

  it('keeps_its_cards_when_looking_again_fails', async () => {
    const { backend, board, ids } = await opened();
    const before = ids('new');
    vi.spyOn(backend, 'jobs').mockRejectedValueOnce({ code: 'storage', message: 'The disk is gone.' });
    await board.load();
    expect(board.phase).toBe('ready');
    expect(ids('new')).toEqual(before);
  });

  it('takes_the_content_from_cards_whose_time_is_over', async () => {
    const { backend, board } = await opened({ marketplace: true });
    const lent = (): number =>
      board.columns.flatMap(({ rows }) => rows.filter(({ retention }) => retention === 'ephemeral')).length;
    expect(lent()).toBeGreaterThan(0);
    board.expire(backend.now + 24 * 60 * 60_000);
    expect(lent()).toBe(0);
  });

  it('counts_all_jobs_of_a_column_also_those_not_shown_and_after_a_move', async () => {
    const backend = new FakeBackend({ count: 2_000 });
    const { jobs } = backend;
    // As the engine does: of a list that a query narrows, a page knows only those it has come to.
    backend.jobs = async (request) => {
      const page = await jobs(request);
      return request.text === '' ? page : { ...page, total: page.rows.length };
    };
    const toasts = new Toasts();
    const board = new Board(backend, new Undo(backend, toasts), toasts);
    const stop = await board.start();
    const totals = (): number[] => board.columns.map(({ total }) => total);
    const stored = async (): Promise<number[]> =>
      Promise.all(STAGES.map(async (stage) => (await jobs({ ...ALL, ...jobsOf(stage) })).total));
    expect(totals()).toEqual(await stored());
    expect(Math.max(...totals())).toBeGreaterThan(CARDS);
    await board.shift(1);
    expect(totals()).toEqual(await stored());
    await settled();
    expect(totals()).toEqual(await stored());
    stop();
  });

  it('follows_what_changes_elsewhere', async () => {
    const { backend, ids, stop } = await opened();
    const [first = ''] = ids('new');
    await backend.setJobState([first], 'saved', null);
    await settled();
    expect(ids('saved')).toContain(first);
    stop();
  });

  it('says_why_it_could_not_be_loaded', async () => {
    const { board } = await opened({ failing: ['jobs'] });
    expect(board.phase).toBe('failed');
    expect(board.problem?.message).not.toBe('');
  });

  it('chooses_nothing_where_there_is_nothing', async () => {
    const { board, key } = await opened({ count: 0 });
    board.step(1);
    key('ArrowRight');
    await board.shift(1);
    await board.give('dismissed');
    expect(board.currentId).toBeNull();
  });
});
