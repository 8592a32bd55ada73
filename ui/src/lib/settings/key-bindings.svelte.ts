// Giving actions other keys: the next keys pressed are taken down instead of done, and what already has them is asked
// about before they are taken from it.

import type { ShortcutKeys } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { bare, drawn, pressed } from '$lib/window/key-ways';
import { PATIENCE } from '$lib/window/keyboard';
import type { Keymap } from '$lib/window/keymap.svelte';
import type { Shortcut } from '$lib/window/shortcut-table';

type Named = Parameters<Keymap['waysOf']>[0];

/** A key that is being asked for. */
interface Recording {
  action: Named;
  /** The way it is to stand for; null: one more. */
  instead: string | null;
  /** The first of perhaps two keys. */
  first: string | null;
}

/** A key that something else has. */
interface Conflict {
  action: Named;
  way: string;
  ways: readonly string[];
  others: readonly Shortcut<Named>[];
}

const COPYING = new Set(['Ctrl+c', 'Ctrl+v', 'Ctrl+x']);

export class KeyBindings {
  recording = $state.raw<Recording | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  /** Why a key was not taken, and for what. */
  refusal = $state.raw<{ action: Named; text: string } | null>(null);
  readonly #keymap: Keymap;
  readonly #save: (changes: ShortcutKeys[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(keymap: Keymap, save: (changes: ShortcutKeys[]) => void) {
    this.#keymap = keymap;
    this.#save = save;
  }

  /** Takes down the next keys for an action, instead of one of its ways or as one more. */
  record(action: Named, instead: string | null): void {
    this.cancel();
    this.recording = { action, instead, first: null };
  }

  /** Ends the recording, and what was to be asked of it. */
  cancel = (): void => {
    clearTimeout(this.#timer);
    this.recording = null;
    this.conflict = null;
    this.refusal = null;
  };

  /** Takes a key press down while recording. Tab goes on to do what it does. */
  press = (event: KeyboardEvent): void => {
    const { recording } = this;
    if (recording === null) return;
    if (event.key === 'Tab') {
      this.#refuse(recording.action, m.shortcut_refused_tab());
      return;
    }
    event.preventDefault();
    const key = pressed(event);
    if (key === null) return;
    if (key === 'Escape') {
      this.cancel();
      return;
    }
    if (bare(key) === 'Escape') {
      this.#refuse(recording.action, m.shortcut_refused_escape());
      return;
    }
    if (COPYING.has(key)) {
      this.#refuse(recording.action, m.shortcut_refused_editing({ keys: drawn(key) }));
      return;
    }
    clearTimeout(this.#timer);
    if (recording.first !== null) this.#taken(recording, `${recording.first} ${key}`);
    else if (bare(key).length > 1 || key.startsWith('Ctrl+')) this.#taken(recording, key);
    else this.#wait({ ...recording, first: key });
  };

  /** Takes the key from what has it. */
  take(): void {
    const { conflict } = this;
    this.cancel();
    if (conflict !== null) this.#save(this.#keymap.giving(conflict.action, conflict.ways));
  }

  /** Escape leaves the key where it is, and goes no further; true when it did. */
  decline(event: KeyboardEvent): boolean {
    if (this.conflict === null || event.defaultPrevented || pressed(event) !== 'Escape') return false;
    event.preventDefault();
    this.cancel();
    return true;
  }

  remove(action: Named, way: string): void {
    this.cancel();
    const left = this.#keymap.waysOf(action).filter((other) => other !== way);
    this.#save(this.#keymap.giving(action, left));
  }

  /** Gives an action the keys it came with, taken from whatever has them now. */
  reset(action: Named): void {
    this.cancel();
    this.#save(this.#keymap.restoring(action));
  }

  resetAll(): void {
    this.cancel();
    this.#save([]);
  }

  /** What is to be said of the key that something else has. */
  saysConflict({ way, others }: Conflict): string {
    const [other] = others;
    if (other?.keys.includes(way) === true) return m.shortcut_conflict({ keys: drawn(way), other: other.says() });
    return m.shortcut_conflict_pair({ keys: drawn(way), others: others.map(({ says }) => `“${says()}”`).join(', ') });
  }

  #wait(recording: Recording): void {
    this.recording = recording;
    this.#timer = setTimeout(() => this.#taken(recording, recording.first ?? ''), PATIENCE);
  }

  #taken({ action, instead }: Recording, way: string): void {
    this.cancel();
    const now = this.#keymap.waysOf(action);
    if (now.includes(way)) {
      const name = this.#keymap.all.find((shortcut) => shortcut.action === action)?.says() ?? '';
      if (way !== instead) this.#refuse(action, m.shortcut_own({ action: name, keys: drawn(way) }));
      return;
    }
    const ways = instead === null ? [...now, way] : now.map((other) => (other === instead ? way : other));
    const others = this.#keymap.inTheWay(way, action);
    if (others.length > 0) this.conflict = { action, way, ways, others };
    else this.#save(this.#keymap.giving(action, ways));
  }

  #refuse(action: Named, text: string): void {
    this.cancel();
    this.refusal = { action, text };
  }
}
