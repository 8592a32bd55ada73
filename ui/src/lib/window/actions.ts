// What each key of the table does in the main window.

import type { Board } from '$lib/board/board.svelte';
import type { View } from '$lib/ipc';
import { tick } from 'svelte';
import type { MainWindow } from './main-window.svelte';
import type { Action } from './shortcuts';

/** The parts of the window the focus goes to. */
export interface Places {
  list: HTMLElement | null;
  page: HTMLElement | null;
  filter: HTMLElement | null;
}

/** A function that does what an action says. */
export function actions(window: MainWindow, places: () => Places): (action: Action) => void {
  const go = (kind: Exclude<View['kind'], 'search'>) => (): void => {
    window.go({ kind });
    places().list?.focus();
  };
  /** On a page that is neither the list nor the board, there is no job to do something with. */
  const inJobs =
    (act: () => void, onBoard?: (board: Board) => void): (() => void) =>
    () => {
      if (!window.away) act();
      else if (window.cards) onBoard?.(window.cards);
    };
  const move = (by: number): (() => void) =>
    inJobs(
      () => void window.list.move(by),
      (board) => board.step(by),
    );
  const advance = (by: 1 | -1): (() => void) =>
    inJobs(
      () => window.advance(by),
      (board) => void board.shift(by),
    );
  const does: Record<Action, () => void> = {
    next: move(1),
    previous: move(-1),
    first: move(-Infinity),
    last: move(Infinity),
    read: inJobs(() => {
      if (window.list.selectedId === null) window.list.move(0);
      window.reading = true;
      void tick().then(() => places().page?.focus());
    }),
    select: inJobs(window.select),
    selectAll: inJobs(window.selectAll),
    open: inJobs(window.openJob),
    save: inJobs(window.save, (board) => void board.give('saved')),
    star: inJobs(window.star),
    apply: inJobs(window.apply, (board) => void board.give('applied')),
    dismiss: inJobs(window.dismiss, (board) => void board.give('dismissed')),
    dismissWithReason: inJobs(window.dismissWithReason),
    forwards: advance(1),
    backwards: advance(-1),
    unread: inJobs(window.markUnread),
    mute: inJobs(window.mute),
    note: inJobs(window.focusNote),
    labels: inJobs(window.focusLabels),
    followUp: inJobs(window.focusFollowUp),
    copy: inJobs(window.copyMarkdown),
    snippets: inJobs(window.insertSnippet),
    undo: () => void window.undo.last(),
    check: () => void window.watching.checkNow(),
    filter: () => {
      window.backToJobs();
      window.reading = false;
      void tick().then(() => places().filter?.focus());
    },
    back: () => back(window, places),
    inbox: go('inbox'),
    saved: go('saved'),
    applied: go('applied'),
    dismissed: go('dismissed'),
    everything: go('all'),
    board: () => window.openBoard(),
    searchUp: () => void moveSearch(window, -1),
    searchDown: () => void moveSearch(window, 1),
    usage: () => window.openUsage(),
    settings: () => window.openSettings(),
    steps: () => window.openSteps(),
    palette: () => window.openPalette(),
    print: () => window.print(),
    keyboard: () => (window.dialog = { kind: 'keyboard' }),
  };
  return (action) => does[action]();
}

/** Moves the search the focus is on, or else the one whose jobs are shown. */
async function moveSearch(window: MainWindow, by: 1 | -1): Promise<void> {
  const focused = document.activeElement;
  const on = focused?.closest<HTMLElement>('[data-search-id]')?.dataset.searchId;
  const { view } = window.list;
  const id = on ?? (view.kind === 'search' && !window.away ? view.searchId : undefined);
  if (id === undefined) return;
  const moved = window.searches.step(id, by);
  await tick();
  // An element that is put elsewhere in the page loses the focus.
  if (on !== undefined && focused instanceof HTMLElement) focused.focus();
  await moved;
}

/** One step back: out of a field, out of the settings or the usage, out of a selection, out of the job. */
function back(window: MainWindow, places: () => Places): void {
  const focused = document.activeElement;
  if (focused !== null && focused === places().filter) {
    const cleared = window.filter === '' ? Promise.resolve() : window.clearFilter();
    toList(places);
    // A list without rows is none to go to; the one that comes may have some.
    void cleared.then(tick).then(() => document.activeElement === document.body && toList(places));
  } else if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) {
    focused.blur();
  } else if (window.away) {
    window.backToJobs();
  } else if (!window.covered && window.clearSelection()) {
    toList(places);
  } else {
    window.reading = false;
    void tick().then(() => places().list?.focus());
  }
}

/** To the list, or at least out of the field that would take the next letter. */
function toList(places: () => Places): void {
  const { list, filter } = places();
  if (list === null) filter?.blur();
  else list.focus();
}
