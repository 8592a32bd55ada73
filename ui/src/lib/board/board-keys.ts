// The keys of the board that no list has: from column to column. All others are the window's.

import type { Board } from './board.svelte';

/** Does what a key says; false when it says nothing here. */
export function boardKey(board: Board, { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || shiftKey) return false;
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return false;
  board.across(key === 'ArrowRight' ? 1 : -1);
  return true;
}
