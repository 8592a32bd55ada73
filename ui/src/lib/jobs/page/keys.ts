// Hints of keys on the job page: none where the table has no key for an action.

import { ALL, ariaKeys, drawn, keyOf } from '$lib/window/shortcuts';

/** The key of an action, as a control takes it. */
export function keysOf(action: string): { keys?: string } {
  const known = ALL.find((shortcut) => shortcut.action === action);
  const keys = known ? keyOf(known.action) : '';
  return keys === '' ? {} : { keys };
}

/** A title with the key of an action, which screen readers are told besides. */
export function hinted(action: string, title: string): { title: string; 'aria-keyshortcuts'?: string } {
  const { keys } = keysOf(action);
  if (keys === undefined) return { title };
  const aria = ariaKeys(keys);
  return { title: `${title} (${drawn(keys)})`, ...(aria === undefined ? {} : { 'aria-keyshortcuts': aria }) };
}
