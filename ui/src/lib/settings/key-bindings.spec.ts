import { Keymap } from '$lib/window/keymap.svelte';
import { PATIENCE } from '$lib/window/keyboard';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyBindings } from './key-bindings.svelte';

let keymap: Keymap;
let bindings: KeyBindings;

beforeEach(() => {
  vi.useFakeTimers();
  keymap = new Keymap();
  bindings = new KeyBindings(keymap, (changes) => (keymap.changes = changes));
});
afterEach(() => vi.useRealTimers());

function press(key: string, held: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...held });
  bindings.press(event);
  return event;
}

describe('recording a key', () => {
  it('takes_a_single_key_when_no_second_one_follows', () => {
    bindings.record('save', 's');
    expect(press('w').defaultPrevented).toBe(true);
    expect(bindings.recording?.first).toBe('w');
    vi.advanceTimersByTime(PATIENCE);
    expect([bindings.recording, keymap.waysOf('save')]).toEqual([null, ['w']]);
  });

  it('takes_two_keys_one_after_the_other', () => {
    bindings.record('usage', null);
    press('g');
    press('w');
    expect(keymap.waysOf('usage')).toEqual(['g u', 'g p', 'g w']);
  });

  it('takes_a_key_with_ctrl_and_one_with_a_name_at_once', () => {
    bindings.record('save', 's');
    press('Control', { ctrlKey: true });
    press('s', { ctrlKey: true });
    expect(keymap.waysOf('save')).toEqual(['Ctrl+s']);
    bindings.record('dismiss', null);
    press('Delete');
    expect(keymap.waysOf('dismiss')).toEqual(['e', 'Delete']);
  });

  it('ends_with_escape_and_changes_nothing', () => {
    bindings.record('save', 's');
    press('w');
    press('Escape');
    vi.advanceTimersByTime(PATIENCE);
    expect([bindings.recording, keymap.changes]).toEqual([null, []]);
  });

  it.each([
    ['Tab', {}, /moves between controls/u],
    ['Escape', { ctrlKey: true }, /going back/u],
    ['c', { ctrlKey: true }, /Ctrl C is for copying/u],
  ] as const)('refuses %s with %j and says why', (key, held, why) => {
    bindings.record('save', 's');
    press(key, held);
    expect(bindings.refusal?.text).toMatch(why);
    expect(keymap.changes).toEqual([]);
  });

  it('lets_tab_go_on', () => {
    bindings.record('save', 's');
    expect(press('Tab').defaultPrevented).toBe(false);
  });

  it('says_that_an_action_has_a_key_already_and_nothing_of_one_put_in_its_own_place', () => {
    bindings.record('usage', 'g u');
    press('g');
    press('p');
    expect(bindings.refusal?.text).toBe('“Usage” has g p already.');
    bindings.record('usage', 'g u');
    press('g');
    press('u');
    expect([bindings.refusal, keymap.changes]).toEqual([null, []]);
  });
});

describe('a key that something else has', () => {
  it('is_named_with_what_has_it_and_taken_only_when_that_is_said', () => {
    bindings.record('save', 's');
    press('e');
    vi.advanceTimersByTime(PATIENCE);
    const { conflict } = bindings;
    expect(conflict && bindings.saysConflict(conflict)).toBe('e belongs to “Dismiss, or bring back”.');
    expect(keymap.waysOf('dismiss')).toEqual(['e']);
    bindings.take();
    expect([keymap.waysOf('save'), keymap.waysOf('dismiss')]).toEqual([['e'], []]);
  });

  it('is_left_to_it_by_escape_which_goes_no_further', () => {
    const escape = (): KeyboardEvent => new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    expect(bindings.decline(escape())).toBe(false);
    bindings.record('save', 's');
    press('e');
    vi.advanceTimersByTime(PATIENCE);
    expect(bindings.decline(new KeyboardEvent('keydown', { key: 'x' }))).toBe(false);
    const event = escape();
    expect([bindings.decline(event), event.defaultPrevented]).toEqual([true, true]);
    expect([bindings.conflict, keymap.changes]).toEqual([null, []]);
  });

  it('is_in_the_way_when_a_pair_begins_with_it', () => {
    bindings.record('save', 's');
    press('s');
    press('x');
    expect(keymap.waysOf('save')).toEqual(['s x']);
    bindings.record('dismiss', 'e');
    press('g');
    vi.advanceTimersByTime(PATIENCE);
    const { conflict } = bindings;
    expect(conflict && bindings.saysConflict(conflict)).toMatch(
      /^g and the keys of “Inbox”, “Saved”.* get in each other's way\.$/u,
    );
    bindings.cancel();
    expect(keymap.waysOf('inbox')).toEqual(['g i']);
  });
});

describe('giving up changes', () => {
  it('removes_one_way', () => {
    bindings.remove('next', 'ArrowDown');
    expect(keymap.waysOf('next')).toEqual(['j']);
  });

  it('resets_one_action_and_takes_its_keys_back_from_others', () => {
    keymap.changes = [
      { action: 'save', keys: ['e'] },
      { action: 'dismiss', keys: [] },
    ];
    bindings.reset('dismiss');
    expect([keymap.waysOf('save'), keymap.waysOf('dismiss')]).toEqual([[], ['e']]);
  });

  it('resets_everything', () => {
    bindings.remove('next', 'j');
    bindings.resetAll();
    expect(keymap.changes).toEqual([]);
  });
});
