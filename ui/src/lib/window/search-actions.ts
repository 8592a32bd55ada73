// What can be done with a search, as its menu offers it.

import type { Search } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { MenuAction } from '$lib/shared/menu-action';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Hand from '@lucide/svelte/icons/hand';
import Pause from '@lucide/svelte/icons/pause';
import Pencil from '@lucide/svelte/icons/pencil';
import Play from '@lucide/svelte/icons/play';
import Radio from '@lucide/svelte/icons/radio';
import Trash from '@lucide/svelte/icons/trash-2';
import type { MainWindow } from './main-window.svelte';
import { keyOf } from './shortcuts';

export function searchActions(window: MainWindow, search: Search): MenuAction[] {
  const { searches } = window;
  return [
    { label: m.search_edit(), icon: Pencil, run: () => (window.dialog = { kind: 'search', search }) },
    {
      label: search.paused ? m.search_resume() : m.search_pause(),
      icon: search.paused ? Play : Pause,
      run: () => void window.pauseSearch(search),
    },
    ...(search.marketplace ? [background(window, search)] : []),
    {
      label: m.key_search_up(),
      icon: ArrowUp,
      keys: keyOf('searchUp'),
      disabled: searches.all[0]?.id === search.id,
      run: () => void searches.step(search.id, -1),
    },
    {
      label: m.key_search_down(),
      icon: ArrowDown,
      keys: keyOf('searchDown'),
      disabled: searches.all.at(-1)?.id === search.id,
      run: () => void searches.step(search.id, 1),
    },
    { label: m.search_remove(), icon: Trash, run: () => void window.removeSearch(search) },
  ];
}

/** Turning it on is asked about first; turning it off is not. */
function background(window: MainWindow, search: Search): MenuAction {
  return search.background
    ? { label: m.background_end(), icon: Hand, run: () => void window.searches.setBackground(search, false) }
    : { label: m.background_begin(), icon: Radio, run: () => (window.dialog = { kind: 'background', search }) };
}
