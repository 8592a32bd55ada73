import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft, REST } from './draft.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function keeping(stored = '') {
  const saved: string[] = [];
  const save = vi.fn((text: string) => {
    saved.push(text);
    return Promise.resolve();
  });
  const draft = new Draft(save);
  draft.take(stored);
  return { draft, save, saved };
}

describe('a draft', () => {
  it('saves_itself_after_a_rest_in_typing_and_only_once', async () => {
    const { draft, saved } = keeping();
    draft.write('a');
    await vi.advanceTimersByTimeAsync(REST - 1);
    draft.write('ab');
    await vi.advanceTimersByTimeAsync(REST - 1);
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(REST);
    expect(saved).toEqual(['ab']);
    expect(draft.dirty).toBe(false);
  });

  it('saves_at_once_when_its_field_is_left', async () => {
    const { draft, saved } = keeping();
    draft.write('left early');
    expect(await draft.leave()).toBe(true);
    expect(saved).toEqual(['left early']);
  });

  it('saves_nothing_when_only_blanks_changed', async () => {
    const { draft, save } = keeping('kept');
    draft.write('kept \n');
    expect(await draft.leave()).toBe(true);
    expect(save).not.toHaveBeenCalled();
  });

  it('is_not_overwritten_by_what_is_stored_while_someone_writes', async () => {
    const { draft } = keeping('old');
    draft.write('new words');
    draft.take('from elsewhere');
    expect(draft.text).toBe('new words');
    await draft.leave();
    draft.take('from elsewhere');
    expect(draft.text).toBe('from elsewhere');
  });

  it('keeps_what_could_not_be_saved_says_why_and_saves_it_when_asked_again', async () => {
    const { draft, save } = keeping();
    save.mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.', problems: [], until: null });
    draft.write('precious');
    expect(await draft.leave()).toBe(false);
    expect(draft.problem).toBe('The disk is full.');
    draft.take('');
    expect(draft.text).toBe('precious');
    expect(await draft.flush()).toBe(true);
    expect(draft.problem).toBeNull();
    expect(draft.dirty).toBe(false);
  });

  it('saves_one_after_the_other_so_that_the_latest_words_win', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const draft = new Draft(async (text) => {
      if (text === 'first') await new Promise<void>((done) => (finish = done));
      order.push(text);
    });
    draft.write('first');
    const first = draft.flush();
    await Promise.resolve();
    draft.write('second');
    const second = draft.flush();
    await Promise.resolve();
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    expect(draft.dirty).toBe(false);
  });
});
