// The names of the groups of actions, in the order they are shown.

import { m } from '$lib/paraglide/messages';
import type { Group } from './shortcut-table';

export function groups(): readonly [Group, string][] {
  return [
    ['move', m.keys_move()],
    ['job', m.keys_job()],
    ['go', m.keys_go()],
    ['window', m.keys_window()],
  ];
}
