// The keys as their user wants them: the table, and what was changed of it. There is one keyboard, so there is one keymap.

import type { ShortcutKeys } from '$lib/ipc';
import { collide } from './key-ways';
import { EVERYWHERE, SHORTCUTS, type Action, type Everywhere, type Shortcut } from './shortcut-table';

type Named = Action | Everywhere;

export class Keymap {
  /** What differs from the table. An action with no keys has none. */
  changes = $state.raw<readonly ShortcutKeys[]>([]);

  readonly #changed = $derived(new Map(this.changes.map(({ action, keys }) => [action, keys])));
  /** What can be done in the main window. */
  readonly inWindow = $derived(this.#with(SHORTCUTS));
  /** What can be done everywhere. */
  readonly everywhere = $derived(this.#with(EVERYWHERE));
  readonly all: readonly Shortcut<Named>[] = $derived([...this.inWindow, ...this.everywhere]);

  /** The ways to do something. */
  waysOf(action: Named): readonly string[] {
    return this.all.find((shortcut) => shortcut.action === action)?.keys ?? [];
  }

  /** Whether its keys are others than those of the table. */
  isChanged(action: Named): boolean {
    return this.#changed.has(action);
  }

  /** The actions that would lose a way, or take it, if this action had it. */
  inTheWay(way: string, action: Named): readonly Shortcut<Named>[] {
    return this.all.filter((other) => other.action !== action && other.keys.some((key) => collide(key, way)));
  }

  /** The changes there are when an action has these ways, taken from whatever else they would collide with. */
  giving(action: Named, ways: readonly string[]): ShortcutKeys[] {
    const given = new Map<string, readonly string[]>([[action, ways]]);
    for (const way of ways)
      for (const other of this.inTheWay(way, action))
        given.set(
          other.action,
          (given.get(other.action) ?? other.keys).filter((key) => !collide(key, way)),
        );
    return this.#merged(given);
  }

  /** The changes there are when an action has the keys of the table again. */
  restoring(action: Named): ShortcutKeys[] {
    return this.giving(action, original(action));
  }

  #merged(given: ReadonlyMap<string, readonly string[]>): ShortcutKeys[] {
    // What a newer Lapwing wrote down about an action of its own is kept.
    const kept = this.changes.filter(({ action }) => !given.has(action));
    const now = [...given].map(([action, keys]) => ({ action, keys: [...keys] }));
    return [...kept, ...now].filter(({ action, keys }) => keys.join('\n') !== original(action).join('\n'));
  }

  #with<A extends Named>(table: readonly Shortcut<A>[]): readonly Shortcut<A>[] {
    return table.map((shortcut) => ({ ...shortcut, keys: this.#changed.get(shortcut.action) ?? shortcut.keys }));
  }
}

function original(action: string): readonly string[] {
  return [...SHORTCUTS, ...EVERYWHERE].find((shortcut) => shortcut.action === action)?.keys ?? [];
}

/** The keymap of this window. */
export const keymap = new Keymap();

/** The first way to do something, as controls take it; nothing when it has none. */
export function keyOf(action: Named): string {
  return keymap.waysOf(action)[0] ?? '';
}
