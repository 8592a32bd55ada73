// What the rest of the window knows of keys.

export { ariaKeys, drawn, keyNames } from './key-ways';
export { keymap, keyOf } from './keymap.svelte';
export { ALL, EVERYWHERE, SHORTCUTS, type Action, type Everywhere, type Group, type Shortcut } from './shortcut-table';
