import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { overwrite, undoByKey } from './editing';

const edit = vi.fn(() => true);
const field = document.createElement('input');

beforeEach(() => {
  Object.assign(document, { execCommand: edit });
  document.body.replaceChildren(field);
});
afterEach(() => {
  edit.mockClear();
  Reflect.deleteProperty(document, 'execCommand');
});

function press(key: string, held: Partial<KeyboardEventInit> = {}, target: Element = field): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true, ...held });
  target.addEventListener('keydown', (pressed) => undoByKey(pressed as KeyboardEvent), { once: true });
  target.dispatchEvent(event);
  return event;
}

describe('undo by key', () => {
  it.each([
    ['z', {}, 'undo'],
    ['Z', { shiftKey: true }, 'redo'],
    ['y', {}, 'redo'],
  ] as const)('Ctrl and %s with %j is %s in a field, once', (key, held, command) => {
    expect(press(key, held).defaultPrevented).toBe(true);
    expect(edit.mock.calls).toEqual([[command, false, undefined]]);
  });

  it('leaves other keys, other places, and what is done already', () => {
    for (const held of [{ ctrlKey: false }, { metaKey: true }, { altKey: true }]) press('z', held);
    press('a');
    press('z', {}, document.body);
    field.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    press('z');
    expect(edit).not.toHaveBeenCalled();
  });
});

describe('writing over a field', () => {
  it('takes everything in it and writes as typing would', () => {
    field.value = 'golang';
    expect(overwrite(field, 'rust')).toBe(true);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 6]);
    expect(field).toHaveFocus();
    expect(edit.mock.calls).toEqual([['insertText', false, 'rust']]);
  });

  it('says where the web view cannot', () => {
    Reflect.deleteProperty(document, 'execCommand');
    expect(overwrite(field, 'rust')).toBe(false);
  });
});
