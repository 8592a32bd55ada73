// What the palette offers: what makes sense where its user is, by the names and keys it has everywhere else.

import { SECTIONS, sectionName } from '$lib/settings/sections';
import { titleWords } from '$lib/text/job-words';
import type { MainWindow } from '$lib/window/main-window.svelte';
import { sameView } from '$lib/window/place.svelte';
import { keymap, keyNames, type Action, type Everywhere } from '$lib/window/shortcuts';

export type Kind = 'action' | 'go' | 'search' | 'settings' | 'job';

export interface Entry {
  id: string;
  kind: Kind;
  text: string;
  /** The keys that do the same. */
  keys: readonly string[];
  run: () => void;
}

/** The lists among the actions, and how they are named as views. */
const VIEWS = {
  inbox: 'inbox',
  saved: 'saved',
  applied: 'applied',
  dismissed: 'dismissed',
  everything: 'all',
} as const;

/** Everything there is to do and to go to, in the order it is shown while nothing is typed. */
export function entriesOf(window: MainWindow, run: (action: Action | Everywhere) => void): Entry[] {
  const actions = keymap.all
    .filter(({ action }) => offered(window, action))
    .map(({ action, group, keys, says }) => ({
      id: `action-${action}`,
      kind: group === 'go' ? ('go' as const) : ('action' as const),
      text: says(),
      keys: keys[0] === undefined ? [] : keyNames(keys[0]),
      run: () => run(action),
    }));
  return [...actions, ...searches(window), ...sections(window), ...jobs(window, run)];
}

function searches(window: MainWindow): Entry[] {
  return window.searches.all.map(({ id, name }) => ({
    id: `search-${id}`,
    kind: 'search',
    text: name,
    keys: [],
    run: () => window.go({ kind: 'search', searchId: id }),
  }));
}

function sections(window: MainWindow): Entry[] {
  return SECTIONS.filter((section) => section !== window.settings).map((section) => ({
    id: `settings-${section}`,
    kind: 'settings',
    text: sectionName(section),
    keys: [],
    run: () => window.openSettings(section),
  }));
}

function jobs(window: MainWindow, run: (action: Action) => void): Entry[] {
  if (window.away) return [];
  return window.list.rows.map((row) => ({
    id: `job-${row.id}`,
    kind: 'job',
    text: titleWords(row),
    keys: [],
    run: () => {
      window.choose(row.id, true);
      run('read');
    },
  }));
}

/** Whether an action would do anything where the user is. */
function offered(window: MainWindow, action: Action | Everywhere): boolean {
  if (action in VIEWS) {
    const kind = VIEWS[action as keyof typeof VIEWS];
    return window.away || !sameView(window.list.view, { kind });
  }
  switch (action) {
    case 'palette':
      return false;
    case 'settings':
      return window.settings === null;
    case 'board':
      return !window.board;
    case 'usage':
      return !window.usage;
    case 'searchUp':
    case 'searchDown':
      return !window.away && window.list.view.kind === 'search' && window.searches.all.length > 1;
    case 'back':
      return window.away || (window.single && window.reading);
    default:
      return inJobs(window, action);
  }
}

/** What is done with the card that is chosen on the board. */
const ON_BOARD: readonly string[] = ['save', 'apply', 'dismiss', 'forwards', 'backwards'];

/** Whether there are jobs to move through, and one that something can be done with. */
function inJobs(window: MainWindow, action: Action | Everywhere): boolean {
  const shortcut = keymap.all.find((one) => one.action === action);
  const ofJob = (shortcut?.group === 'job' && action !== 'undo') || action === 'select';
  if (window.cards && ON_BOARD.includes(action)) return window.cards.currentId !== null;
  if (ofJob) return !window.away && window.list.selectedId !== null;
  return shortcut?.group !== 'move' || (!window.away && window.list.rows.length > 0);
}
