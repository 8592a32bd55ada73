import { beforeEach, describe, expect, it } from 'vitest';
import { Reorder, SLACK, type Line } from './reorder.svelte';

const LINES: Line[] = ['a', 'b', 'c'].map((id, at) => ({ id, top: at * 30, bottom: at * 30 + 30 }));
let dropped: [string, string | null][];
let order: Reorder;

beforeEach(() => {
  dropped = [];
  order = new Reorder((id, before) => dropped.push([id, before]));
});

describe('dragging a line', () => {
  it('begins_a_little_way_from_where_it_was_pressed', () => {
    order.press('a', 10);
    expect(order.move(10 + SLACK - 1, LINES)).toBe(false);
    expect(order.release()).toBe(false);
    expect(dropped).toEqual([]);
  });

  it.each([
    [5, 'a'],
    [40, 'b'],
    [50, 'c'],
    [500, null],
  ])('at %i drops it before %s', (y, before) => {
    order.press('c', 80);
    order.move(y, LINES);
    expect(order.release()).toBe(true);
    expect(dropped).toEqual([['c', before]]);
  });

  it('shows_where_it_would_go', () => {
    order.press('a', 10);
    order.move(50, LINES);
    expect(order.edge('c', true)).toBe('above');
    order.move(89, LINES);
    expect([order.edge('b', false), order.edge('c', true)]).toEqual([null, 'below']);
  });

  it('can_be_called_off', () => {
    order.press('a', 10);
    order.move(80, LINES);
    order.cancel();
    expect(order.move(85, LINES)).toBe(false);
    expect(order.release()).toBe(false);
    expect(dropped).toEqual([]);
  });

  it('needs_a_press', () => {
    expect(order.move(50, LINES)).toBe(false);
  });
});
