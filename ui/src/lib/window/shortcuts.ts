// The one table of keys. What the keyboard does, the map behind `?` and the hints on buttons all come from here.

import { m } from '$lib/paraglide/messages';

export type Action =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'read'
  | 'open'
  | 'save'
  | 'dismiss'
  | 'unread'
  | 'mute'
  | 'undo'
  | 'check'
  | 'filter'
  | 'back'
  | 'inbox'
  | 'saved'
  | 'dismissed'
  | 'everything'
  | 'usage'
  | 'settings'
  | 'keyboard';

/** What can be done on every page, the wizard among them, and over every dialog. */
export type Everywhere = 'quit';

export type Group = 'move' | 'job' | 'go' | 'window';

export interface Shortcut<A = Action> {
  action: A;
  group: Group;
  /** Each a way to do it: a key, `Ctrl+` and a key, or two keys one after the other. */
  keys: readonly string[];
  says: () => string;
  /** Also while typing in a field. */
  typing?: boolean;
  /** Also while typing, in a dialog and in a menu. */
  always?: boolean;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'next', group: 'move', keys: ['j', 'ArrowDown'], says: m.key_next },
  { action: 'previous', group: 'move', keys: ['k', 'ArrowUp'], says: m.key_previous },
  { action: 'first', group: 'move', keys: ['Home'], says: m.key_first },
  { action: 'last', group: 'move', keys: ['End'], says: m.key_last },
  { action: 'read', group: 'move', keys: ['Enter'], says: m.key_read },
  { action: 'back', group: 'move', keys: ['Escape'], says: m.key_back, typing: true },
  { action: 'open', group: 'job', keys: ['o'], says: m.key_open },
  { action: 'save', group: 'job', keys: ['s'], says: m.key_save },
  { action: 'dismiss', group: 'job', keys: ['e'], says: m.key_dismiss },
  { action: 'unread', group: 'job', keys: ['u'], says: m.key_unread },
  { action: 'mute', group: 'job', keys: ['m'], says: m.key_mute },
  { action: 'undo', group: 'job', keys: ['z'], says: m.key_undo },
  { action: 'inbox', group: 'go', keys: ['g i'], says: m.view_inbox },
  { action: 'saved', group: 'go', keys: ['g s'], says: m.view_saved },
  { action: 'dismissed', group: 'go', keys: ['g d'], says: m.view_dismissed },
  { action: 'everything', group: 'go', keys: ['g h'], says: m.view_everything },
  { action: 'usage', group: 'go', keys: ['g u', 'g p'], says: m.usage },
  { action: 'settings', group: 'go', keys: ['Ctrl+,'], says: m.settings, typing: true },
  { action: 'check', group: 'window', keys: ['r'], says: m.check_now },
  { action: 'filter', group: 'window', keys: ['/'], says: m.key_filter },
  { action: 'keyboard', group: 'window', keys: ['?'], says: m.keyboard },
];

export const EVERYWHERE: readonly Shortcut<Everywhere>[] = [
  { action: 'quit', group: 'window', keys: ['Ctrl+q'], says: m.quit, always: true },
];

/** Every line of the map behind `?`. */
export const ALL: readonly Shortcut<Action | Everywhere>[] = [...SHORTCUTS, ...EVERYWHERE];

const NAMES: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** The first key of an action, as it is written on a button. */
export function keyOf(action: Action | Everywhere): string {
  const [key = ''] = ALL.find((shortcut) => shortcut.action === action)?.keys ?? [];
  return keyNames(key).join(' ');
}

/** `g i` as two keys, `Ctrl+q` as `Ctrl` and `Q`, `ArrowDown` as an arrow. */
export function keyNames(keys: string): string[] {
  const names = keys.split(/[ +]/u).map((key) => NAMES[key] ?? key);
  return keys.startsWith('Ctrl+') ? names.map((name) => (name.length === 1 ? name.toUpperCase() : name)) : names;
}
