// Hints of keys on the job page: none where the table has no key for an action.

import { ALL, keyOf } from '$lib/window/shortcuts';

/** The key of an action, as a control takes it. */
export function keysOf(action: string): { keys?: string } {
  const known = ALL.find((shortcut) => shortcut.action === action);
  const keys = known ? keyOf(known.action) : '';
  return keys === '' ? {} : { keys };
}
