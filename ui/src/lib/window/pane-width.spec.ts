import { beforeEach, describe, expect, it } from 'vitest';
import { JOB, LEAP, LIST, PaneWidth, STEP } from './pane-width.svelte';

let kept: (number | null)[];
let pane: PaneWidth;

beforeEach(() => {
  kept = [];
  pane = new PaneWidth(null, (width) => kept.push(width));
  pane.room = 1000;
});

describe('the width of the list', () => {
  it('is_a_share_of_the_room_until_it_is_chosen', () => {
    expect(pane.now).toBe(400);
    pane.chosen = 500;
    expect(pane.now).toBe(500);
  });

  it('leaves_room_for_list_and_job_in_every_window', () => {
    pane.chosen = 5000;
    expect(pane.now).toBe(1000 - JOB);
    pane.room = 500;
    expect([pane.now, pane.most]).toEqual([LIST, LIST]);
    pane.room = 1000;
    expect(pane.now).toBe(1000 - JOB);
  });

  it('follows_the_pointer_and_is_kept_once_it_lets_go', () => {
    pane.press(400);
    pane.move(450);
    expect([pane.now, kept]).toEqual([450, []]);
    pane.move(10);
    pane.release();
    expect([pane.now, kept]).toEqual([LIST, [LIST]]);
    pane.move(500);
    expect(pane.now).toBe(LIST);
  });

  it('is_not_kept_for_a_press_alone', () => {
    pane.press(400);
    pane.release();
    expect(kept).toEqual([]);
  });

  it.each([
    ['ArrowRight', false, 400 + STEP],
    ['ArrowLeft', false, 400 - STEP],
    ['ArrowRight', true, 400 + LEAP],
    ['Home', false, LIST],
    ['End', false, 1000 - JOB],
  ])('goes with %s (with Shift: %s) to %i', (key, far, width) => {
    expect(pane.key(key, far)).toBe(true);
    expect([pane.now, kept]).toEqual([width, [width]]);
  });

  it('is_what_it_was_by_itself_with_enter', () => {
    pane.chosen = 600;
    expect(pane.key('Enter', false)).toBe(true);
    expect([pane.now, kept]).toEqual([400, [null]]);
  });

  it('has_no_use_for_other_keys', () => {
    expect([pane.key('j', false), kept]).toEqual([false, []]);
  });
});
