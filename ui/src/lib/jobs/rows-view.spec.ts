import type { JobRow } from '$lib/ipc';
import { market } from '$lib/ipc/fake/market';
import type { VirtualizerHandle } from 'virtua/svelte';
import { describe, expect, it, vi } from 'vitest';
import { HEADING, ROW, type Entry } from './entries';
import { RowsView } from './rows-view.svelte';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const some = market(40, NOW, false).map(({ row }) => row);
const PANE = 400;

/** A view of rows under one heading, scrolled somewhere. */
function shown(rows: readonly JobRow[], scroll = 0) {
  const view = new RowsView();
  let listed: readonly Entry[] = [];
  let offset = scroll;
  const scrollTo = vi.fn((to: number) => (offset = to));
  const scrollToIndex = vi.fn();
  const handle: Partial<VirtualizerHandle> = {
    findItemIndex: (at) =>
      Math.max(
        0,
        listed.findLastIndex(({ top }) => top <= at),
      ),
    getItemOffset: (index) => listed[index]?.top ?? 0,
    getItemSize: (index) => (listed[index]?.kind === 'day' ? HEADING : ROW),
    getScrollOffset: () => offset,
    getViewportSize: () => PANE,
    scrollTo,
    scrollToIndex,
  };
  view.handle = handle as VirtualizerHandle;
  const draw = (next: readonly JobRow[]): readonly Entry[] => {
    const drawn = view.listed(next, NOW, 'All');
    view.hold(drawn);
    listed = drawn;
    view.keep(null);
    return drawn;
  };
  draw(rows);
  return { view, draw, scrollTo, scrollToIndex };
}

const id = (place: number): string => some[place]?.id ?? '';

describe('a list that is scrolled', () => {
  it('draws_nothing_again_when_only_a_state_or_a_mark_changes', () => {
    const { draw } = shown(some);
    const before = draw(some);
    expect(draw(some.map((row) => ({ ...row, state: 'seen', starred: true })))).toBe(before);
    expect(draw(some.slice(1))).not.toBe(before);
  });

  it('does_not_move_when_rows_come_above_what_is_read', () => {
    const { draw, scrollTo } = shown(some.slice(3), 500);
    draw(some);
    expect(scrollTo).toHaveBeenCalledExactlyOnceWith(500 + 3 * ROW);
  });

  it('does_not_move_when_rows_above_leave', () => {
    const { draw, scrollTo } = shown(some, 1_000);
    draw(some.slice(2));
    expect(scrollTo).toHaveBeenCalledExactlyOnceWith(1_000 - 2 * ROW);
  });

  it('stays_at_the_top_when_it_is_there', () => {
    const { draw, scrollTo } = shown(some.slice(3));
    draw(some);
    expect(scrollTo).not.toHaveBeenCalled();
  });

  it('brings_a_row_into_view_by_as_little_as_that_takes', () => {
    const { view, scrollTo } = shown(some, 500);
    view.reveal(id(20));
    expect(scrollTo).toHaveBeenLastCalledWith(HEADING + 21 * ROW - PANE);
    view.reveal(id(2));
    expect(scrollTo).toHaveBeenLastCalledWith(2 * ROW);
    scrollTo.mockClear();
    view.reveal(id(4));
    view.reveal('unknown');
    expect(scrollTo).not.toHaveBeenCalled();
  });

  it('tells_its_place_and_whether_the_end_is_near', () => {
    const { view } = shown(some);
    expect(view.scrolled(HEADING + ROW + 7)).toEqual({ place: HEADING + ROW + 7, near: false });
    expect(view.scrolled(HEADING + 30 * ROW)?.near).toBe(true);
  });

  it('goes_back_to_a_place', () => {
    const { view, scrollToIndex } = shown(some);
    view.restore(HEADING + 5 * ROW + 3);
    expect(scrollToIndex).toHaveBeenCalledExactlyOnceWith(6, { align: 'start', offset: 3 });
  });
});
