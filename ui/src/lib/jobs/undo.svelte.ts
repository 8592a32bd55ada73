// The way back: the last changes, each taken back by its toast, from the list of steps or, latest first, by the key.

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
  /** The toast that says what was taken back last. */
  #said = 0;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Says what was done and keeps the way back. */
  offer(change: Undoable): void {
    // One is enough to read; what is before it can still be taken back by the key and from the list of steps.
    const before = this.#done.at(-1);
    if (before) this.#toasts.close(before.toast);
    this.#toasts.close(this.#said);
    const toast = this.#toasts.say(change.text, {
      label: m.undo(),
      keys: keyOf('undo'),
      run: () => void this.#takeBack(change.token, change.text),
    });
    this.#done = [...this.#done, { ...change, toast }].slice(-MOST);
  }

  /** Takes the latest change back, one from before the last start if there is none since; says so when there is none. */
  async last(): Promise<void> {
    const change = this.#done.at(-1);
    if (change) await this.#takeBack(change.token, change.text);
    else await this.#earlier();
  }

  /** Takes one change back, whichever; false, with the reason in view, when that is refused. */
  async take(token: string): Promise<boolean> {
    const change = this.#done.find((one) => one.token === token);
    this.#done = this.#done.filter((one) => one !== change);
    if (change) this.#toasts.close(change.toast);
    try {
      await this.#backend.undo(token);
      change?.back();
      return true;
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
      return false;
    }
  }

  /** Takes a change back and says so. */
  async #takeBack(token: string, what: string): Promise<void> {
    if (await this.take(token)) this.#say(m.step_undone({ what }));
  }

  /** Says what came of the way back, in place of what was said of it before. */
  #say(text: string): void {
    this.#toasts.close(this.#said);
    this.#said = this.#toasts.say(text);
  }

  async #earlier(): Promise<void> {
    try {
      const [step] = await this.#backend.steps();
      if (step) await this.#takeBack(step.undo, step.what);
      else this.#say(m.toast_nothing_to_undo());
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }
}
