import { beforeEach, describe, expect, it } from 'vitest';
import { bare } from './key-ways';
import { Keyboard, PATIENCE } from './keyboard';
import { ALL, keyNames, keyOf, type Action, type Everywhere } from './shortcuts';

let did: (Action | Everywhere)[];
let keyboard: Keyboard<Action | Everywhere>;

beforeEach(() => {
  document.body.innerHTML = '';
  did = [];
  keyboard = new Keyboard(
    () => ALL,
    (action) => did.push(action),
  );
});

function press(key: string, options: KeyboardEventInit & { on?: Element; at?: number } = {}): KeyboardEvent {
  const { on = document.body, at = 0, ...init } = options;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: at });
  on.addEventListener('keydown', (pressed) => keyboard.press(pressed as KeyboardEvent), { once: true });
  on.dispatchEvent(event);
  return event;
}

function element(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector('.it') ?? document.body;
}

describe('the table of keys', () => {
  it('gives_every_way_one_meaning', () => {
    const ways = ALL.flatMap(({ keys }) => keys);
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('has_no_key_that_would_hide_a_pair_that_begins_with_it', () => {
    const ways = ALL.flatMap(({ keys }) => keys);
    const firsts = ways.filter((way) => way.includes(' ')).map((way) => way.split(' ')[0]);
    expect(firsts.filter((first) => ways.includes(first ?? ''))).toEqual([]);
  });

  it('writes_keys_as_they_are_written_on_keyboards', () => {
    expect(keyNames('Ctrl+,')).toEqual(['Ctrl', ',']);
    expect(keyNames('Ctrl+q')).toEqual(['Ctrl', 'Q']);
    expect(keyNames('ArrowDown')).toEqual(['↓']);
    expect(keyOf('inbox')).toBe('g i');
  });
});

describe('the keyboard', () => {
  it.each(ALL.flatMap(({ action, keys }) => keys.map((way) => [way, action] as const)))(
    '%s means %s',
    (way, action) => {
      for (const key of way.split(' ')) {
        const shiftKey = key.startsWith('Shift+');
        const held = { ctrlKey: key.startsWith('Ctrl+'), altKey: key.startsWith('Alt+'), shiftKey };
        press(shiftKey ? bare(key).toUpperCase() : bare(key), held);
      }
      expect(did).toEqual([action]);
    },
  );

  it('takes_a_key_that_means_something_and_leaves_the_others', () => {
    expect(press('j').defaultPrevented).toBe(true);
    expect(press('q').defaultPrevented).toBe(false);
  });

  it.each(['<input class="it">', '<textarea class="it"></textarea>', '<select class="it"></select>'])(
    'leaves_letters_to_who_types_in %s',
    (html) => {
      const field = element(html);
      for (const key of ['j', 'e', 's', '/', '?', 'Enter', 'ArrowDown', 'g', 'i']) press(key, { on: field });
      expect(did).toEqual([]);
      press('Escape', { on: field });
      press(',', { on: field, ctrlKey: true });
      expect(did).toEqual(['back', 'settings']);
    },
  );

  it('leaves_a_field_everything_that_writes_or_edits_even_for_what_works_while_typing', () => {
    const other = new Keyboard(
      () => ALL.map((shortcut) => ({ ...shortcut, keys: shortcut.action === 'settings' ? ['w', 'Ctrl+v', 'F2'] : [] })),
      (action) => did.push(action),
    );
    const field = element('<input class="it">');
    field.addEventListener('keydown', (event) => other.press(event as KeyboardEvent));
    press('w', { on: field });
    press('v', { on: field, ctrlKey: true });
    expect(did).toEqual([]);
    press('F2', { on: field });
    expect(did).toEqual(['settings']);
  });

  it('takes_what_altgr_types_for_the_key_it_is', () => {
    press('?', { ctrlKey: true, altKey: true, modifierAltGraph: true });
    expect(did).toEqual(['keyboard']);
  });

  it('leaves_enter_to_buttons_but_not_letters', () => {
    const button = element('<button class="it">Open</button>');
    press('Enter', { on: button });
    press('j', { on: button });
    expect(did).toEqual(['next']);
  });

  it('leaves_everything_to_a_dialog_and_a_menu', () => {
    for (const role of ['dialog', 'menu']) {
      const inside = element(`<div role="${role}"><button class="it">x</button></div>`);
      for (const key of ['j', 'Escape', '?']) press(key, { on: inside });
    }
    expect(did).toEqual([]);
  });

  it('quits_from_everywhere', () => {
    for (const html of ['<input class="it">', '<div role="dialog"><button class="it">x</button></div>'])
      press('q', { on: element(html), ctrlKey: true });
    expect(did).toEqual(['quit', 'quit']);
  });

  it('waits_for_the_second_key_of_a_pair_only_so_long', () => {
    press('g', { at: 0 });
    press('s', { at: PATIENCE });
    expect(did).toEqual(['saved']);
    press('g', { at: 10_000 });
    press('s', { at: 10_001 + PATIENCE });
    expect(did).toEqual(['saved', 'save']);
  });

  it('forgets_the_first_key_when_the_second_fits_nothing', () => {
    press('g', { at: 0 });
    press('q', { at: 10 });
    press('s', { at: 20 });
    expect(did).toEqual(['save']);
  });

  it('moves_on_while_a_key_is_held_and_does_anything_else_once', () => {
    for (const repeat of [false, true, true]) {
      press('j', { repeat });
      expect(press('r', { repeat }).defaultPrevented).toBe(true);
      press('ArrowDown', { altKey: true, repeat });
    }
    const counts = (['next', 'check', 'searchDown'] as const).map((one) => did.filter((done) => done === one).length);
    expect(counts).toEqual([3, 1, 3]);
  });

  it('knows_letters_under_caps_lock_and_with_shift_as_others', () => {
    press('J');
    press('J', { shiftKey: true });
    press('E', { shiftKey: true });
    expect(did).toEqual(['next', 'dismissWithReason']);
  });

  it('leaves_keys_alone_that_belong_to_the_system_or_an_input_method', () => {
    press('s', { ctrlKey: true });
    press('j', { altKey: true });
    press('j', { isComposing: true });
    expect(did).toEqual([]);
  });
});
