import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STAY, Toasts } from './toasts.svelte';

const undo = (run: () => void) => ({ label: 'Undo', keys: 'z', run });

describe('toasts', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('leave_by_themselves_and_later_with_an_action', () => {
    const toasts = new Toasts();
    toasts.say('Checked');
    toasts.say('Saved', undo(vi.fn()));
    vi.advanceTimersByTime(STAY.plain);
    expect(toasts.shown.map(({ text }) => text)).toEqual(['Saved']);
    vi.advanceTimersByTime(STAY.action - STAY.plain);
    expect(toasts.shown).toEqual([]);
  });

  it('stay_while_they_are_held', () => {
    const toasts = new Toasts();
    toasts.say('Saved');
    toasts.hold(true);
    toasts.say('Dismissed');
    vi.advanceTimersByTime(STAY.action * 10);
    expect(toasts.shown).toHaveLength(2);
    toasts.hold(false);
    vi.advanceTimersByTime(STAY.plain);
    expect(toasts.shown).toEqual([]);
  });

  it('are_at_most_three_and_the_oldest_gives_way', () => {
    const toasts = new Toasts();
    for (const text of ['a', 'b', 'c', 'd']) toasts.say(text);
    expect(toasts.shown.map(({ text }) => text)).toEqual(['b', 'c', 'd']);
  });

  it('run_their_action_once_and_go', () => {
    const run = vi.fn();
    const toasts = new Toasts();
    toasts.say('Saved', undo(run));
    const [toast] = toasts.shown;
    if (toast) toasts.take(toast);
    expect(run).toHaveBeenCalledOnce();
    expect(toasts.shown).toEqual([]);
  });
});
