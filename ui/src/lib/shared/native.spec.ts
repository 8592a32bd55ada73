import { beforeEach, describe, expect, it } from 'vitest';
import { keepPage, menuOfFields } from './native';

function told(handler: (event: never) => void, kind: string, on: string, types: string[] = []): boolean {
  const target = document.querySelector(on) ?? document.body;
  const event = Object.assign(new Event(kind, { bubbles: true, cancelable: true }), { dataTransfer: { types } });
  target.addEventListener(kind, (heard) => handler(heard as never), { once: true });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

beforeEach(() => {
  document.getSelection()?.removeAllRanges();
  document.body.innerHTML = '<p>text</p><input /><a href="#a">link</a>';
});

describe('the web view', () => {
  it.each([
    ['p', true],
    ['input', false],
    ['a', false],
  ])('shows its own menu only where it is of use: over %s it is kept away: %s', (on, away) => {
    expect(told(menuOfFields, 'contextmenu', on)).toBe(away);
  });

  it('keeps_its_menu_for_selected_text', () => {
    document.getSelection()?.selectAllChildren(document.body);
    expect(told(menuOfFields, 'contextmenu', 'p')).toBe(false);
  });

  it.each([
    ['p', ['text/uri-list'], true],
    ['p', ['Files'], true],
    ['input', ['Files'], true],
    ['input', ['text/plain'], false],
  ])('opens_nothing_that_is_dropped: on %s, of %j, it is kept from it: %s', (on, types, kept) => {
    expect(told(keepPage, 'drop', on, types)).toBe(kept);
  });
});
