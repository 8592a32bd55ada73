// The keys of the board. They are its own: the ones of the window move through lists.

import type { Board } from './board.svelte';

/** Does what a key says; false when it says nothing here. */
export function boardKey(board: Board, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      board.step(1);
      return true;
    case 'ArrowUp':
    case 'k':
      board.step(-1);
      return true;
    case 'Home':
      board.step(-Infinity);
      return true;
    case 'End':
      board.step(Infinity);
      return true;
    case 'ArrowRight':
      board.across(1);
      return true;
    case 'ArrowLeft':
      board.across(-1);
      return true;
    case ']':
      void board.shift(1);
      return true;
    case '[':
      void board.shift(-1);
      return true;
    default:
      return false;
  }
}
