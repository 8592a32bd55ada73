// The way back: the last changes, each taken back by its toast or, latest first, by the key.

import { asWireError, type Backend } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { keyOf } from '$lib/window/shortcuts';

export interface Undoable {
  /** What was done. */
  text: string;
  /** What the shell wants to hear to take it back. */
  token: string;
  /** Called once it is taken back. */
  back: () => void;
}

const MOST = 50;

export class Undo {
  #backend: Backend;
  #toasts: Toasts;
  #done: (Undoable & { toast: number })[] = [];

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Says what was done and keeps the way back. */
  offer(change: Undoable): void {
    const toast = this.#toasts.say(change.text, {
      label: m.undo(),
      keys: keyOf('undo'),
      run: () => void this.#takeBack(change),
    });
    this.#done = [...this.#done, { ...change, toast }].slice(-MOST);
  }

  /** Takes the latest change back; says so when there is none. */
  async last(): Promise<void> {
    const change = this.#done.at(-1);
    if (!change) {
      this.#toasts.say(m.toast_nothing_to_undo());
      return;
    }
    this.#toasts.close(change.toast);
    await this.#takeBack(change);
  }

  async #takeBack(change: Undoable): Promise<void> {
    this.#done = this.#done.filter(({ token }) => token !== change.token);
    try {
      await this.#backend.undo(change.token);
      change.back();
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }
}
