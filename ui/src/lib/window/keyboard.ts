// From keys to actions. Letters are never taken from someone who types, nor `Enter` from a button.

import { bare, pressed, silent } from './key-ways';
import type { Shortcut } from './shortcut-table';

/** How long the second key of two may take, in milliseconds. */
export const PATIENCE = 1_200;

const TYPED_IN = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';
/** What lies over a page and has the keys. */
export const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu]';
/** Controls that use keys of their own. */
const OWN_KEYS: Record<string, string> = {
  Enter: 'button, a, summary, [role=button]',
  Space: 'button, summary, [role=button], [type=checkbox], [type=radio], [role=separator]',
  ArrowDown: '[type=radio], [role=radio], [role=separator]',
  ArrowUp: '[type=radio], [role=radio], [role=separator]',
};

export class Keyboard<A> {
  #shortcuts: () => readonly Shortcut<A>[];
  #run: (action: A) => void;
  #first: { key: string; at: number } | null = null;

  constructor(shortcuts: () => readonly Shortcut<A>[], run: (action: A) => void) {
    this.#shortcuts = shortcuts;
    this.#run = run;
  }

  /** Takes a key press; one that means something here goes nowhere else. */
  press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const meant = this.#meant(event);
    if (meant === null) return;
    event.preventDefault();
    if (!event.repeat || meant.held === true) this.#run(meant.action);
  };

  #meant(event: KeyboardEvent): Shortcut<A> | null {
    const target = event.target instanceof Element ? event.target : null;
    const covered = Boolean(target?.closest(OVERLAYS));
    const key = pressed(event);
    if (key === null) return null;
    const typing = target?.matches(TYPED_IN) === true;
    const own = OWN_KEYS[bare(key)];
    if (own !== undefined && target?.matches(own) === true) return null;

    const first = this.#first !== null && event.timeStamp - this.#first.at <= PATIENCE ? this.#first.key : null;
    this.#first = null;
    if (typing && !silent(key)) return null;
    const usable = this.#shortcuts().filter(
      (shortcut) => shortcut.always === true || (!covered && (!typing || shortcut.typing === true)),
    );
    const both = first === null ? undefined : usable.find(({ keys }) => keys.includes(`${first} ${key}`));
    const found = both ?? usable.find(({ keys }) => keys.includes(key));
    if (found) return found;
    if (usable.some(({ keys }) => keys.some((ways) => ways.startsWith(`${key} `))))
      this.#first = { key, at: event.timeStamp };
    return null;
  }
}
