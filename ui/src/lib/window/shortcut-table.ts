// The one table of keys, as Lapwing comes with it. What the keyboard does, the map behind `?`, the palette and the hints
// on buttons all come from here, by way of the keymap, which knows what its user changed.

import { m } from '$lib/paraglide/messages';

export type Action =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'read'
  | 'select'
  | 'selectAll'
  | 'open'
  | 'save'
  | 'star'
  | 'apply'
  | 'dismiss'
  | 'dismissWithReason'
  | 'forwards'
  | 'backwards'
  | 'unread'
  | 'mute'
  | 'note'
  | 'labels'
  | 'followUp'
  | 'copy'
  | 'snippets'
  | 'undo'
  | 'check'
  | 'filter'
  | 'back'
  | 'inbox'
  | 'saved'
  | 'applied'
  | 'dismissed'
  | 'everything'
  | 'board'
  | 'searchUp'
  | 'searchDown'
  | 'usage'
  | 'settings'
  | 'steps'
  | 'palette'
  | 'print'
  | 'keyboard';

/** What can be done on every page, the wizard among them, and over every dialog. */
export type Everywhere = 'quit';

export type Group = 'move' | 'job' | 'go' | 'window';

export interface Shortcut<A = Action> {
  action: A;
  group: Group;
  /** Each a way to do it: a key, `Ctrl+` and a key, `Shift+` and a letter, `Alt+` and a key that types nothing, or two of these one after the other. */
  keys: readonly string[];
  says: () => string;
  /** Also while typing in a field, by keys that write nothing. */
  typing?: boolean;
  /** Again and again while the key is held; anything else is done once a press. */
  held?: boolean;
  /** Also while typing, in a dialog and in a menu. */
  always?: boolean;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'next', group: 'move', keys: ['j', 'ArrowDown'], says: m.key_next, held: true },
  { action: 'previous', group: 'move', keys: ['k', 'ArrowUp'], says: m.key_previous, held: true },
  { action: 'first', group: 'move', keys: ['Home'], says: m.key_first },
  { action: 'last', group: 'move', keys: ['End'], says: m.key_last },
  { action: 'read', group: 'move', keys: ['Enter'], says: m.key_read },
  { action: 'select', group: 'move', keys: ['x'], says: m.key_select },
  { action: 'selectAll', group: 'move', keys: ['Ctrl+a'], says: m.key_select_all },
  { action: 'back', group: 'move', keys: ['Escape'], says: m.key_back, typing: true },
  { action: 'open', group: 'job', keys: ['o'], says: m.key_open },
  { action: 'save', group: 'job', keys: ['s'], says: m.key_save },
  { action: 'star', group: 'job', keys: ['*'], says: m.key_star },
  { action: 'apply', group: 'job', keys: ['a'], says: m.key_apply },
  { action: 'dismiss', group: 'job', keys: ['e'], says: m.key_dismiss },
  { action: 'dismissWithReason', group: 'job', keys: ['Shift+e'], says: m.key_dismiss_with_reason },
  { action: 'forwards', group: 'job', keys: [']'], says: m.key_forwards },
  { action: 'backwards', group: 'job', keys: ['['], says: m.key_backwards },
  { action: 'unread', group: 'job', keys: ['u'], says: m.key_unread },
  { action: 'mute', group: 'job', keys: ['m'], says: m.key_mute },
  { action: 'note', group: 'job', keys: ['n'], says: m.key_note },
  { action: 'labels', group: 'job', keys: ['l'], says: m.key_labels },
  { action: 'followUp', group: 'job', keys: ['f'], says: m.key_follow_up },
  { action: 'copy', group: 'job', keys: ['c'], says: m.key_copy },
  { action: 'snippets', group: 'job', keys: ['i'], says: m.key_snippets },
  { action: 'undo', group: 'job', keys: ['z'], says: m.key_undo },
  { action: 'inbox', group: 'go', keys: ['g i'], says: m.view_inbox },
  { action: 'saved', group: 'go', keys: ['g s'], says: m.view_saved },
  { action: 'applied', group: 'go', keys: ['g a'], says: m.view_applied },
  { action: 'dismissed', group: 'go', keys: ['g d'], says: m.view_dismissed },
  { action: 'everything', group: 'go', keys: ['g h'], says: m.view_everything },
  { action: 'board', group: 'go', keys: ['b', 'g b'], says: m.board },
  { action: 'searchUp', group: 'go', keys: ['Alt+ArrowUp'], says: m.key_search_up, held: true },
  { action: 'searchDown', group: 'go', keys: ['Alt+ArrowDown'], says: m.key_search_down, held: true },
  { action: 'usage', group: 'go', keys: ['g u', 'g p'], says: m.usage },
  { action: 'settings', group: 'go', keys: ['Ctrl+,'], says: m.settings, typing: true },
  { action: 'check', group: 'window', keys: ['r'], says: m.check_now },
  { action: 'filter', group: 'window', keys: ['/'], says: m.key_filter },
  { action: 'palette', group: 'window', keys: ['Ctrl+k'], says: m.palette, typing: true },
  { action: 'steps', group: 'window', keys: ['y'], says: m.key_steps },
  { action: 'print', group: 'window', keys: ['Ctrl+p'], says: m.key_print, typing: true },
  { action: 'keyboard', group: 'window', keys: ['?'], says: m.keyboard },
];

export const EVERYWHERE: readonly Shortcut<Everywhere>[] = [
  { action: 'quit', group: 'window', keys: ['Ctrl+q'], says: m.quit, always: true },
];

/** Every action there is. */
export const ALL: readonly Shortcut<Action | Everywhere>[] = [...SHORTCUTS, ...EVERYWHERE];
