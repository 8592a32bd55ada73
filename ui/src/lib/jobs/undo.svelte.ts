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

/** A change that can be taken back, from the moment it is asked for. */
interface Kept {
  /** Null when the change was refused. */
  change: Promise<Undoable | null>;
  /** Not there as long as the change is on its way. */
  token: string | null;
  toast: number;
}

const MOST = 50;

export class Undo {
  #backend: Backend;
  #toasts: Toasts;
  #done: Kept[] = [];
  /** The toast that says what was taken back last. */
  #said = 0;
  /** What is being taken back: the next begins when it is, since each may decide what is the latest. */
  #running: Promise<void> = Promise.resolve();

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Says what was done and keeps the way back. */
  offer(change: Undoable): void {
    this.#arrived(this.#keep(Promise.resolve(change)), change);
  }

  /** Keeps the way back of a change that is on its way, and says what was done once it is. Whoever asked for it sees to a refusal. */
  expect(coming: Promise<Undoable>): void {
    const kept = this.#keep(coming.catch(() => null));
    void kept.change.then((change) => {
      if (change === null) this.#forget(kept);
      else this.#arrived(kept, change);
    });
  }

  /** Takes the latest change back, one from before the last start if there is none since; says so when there is none. */
  last(): Promise<void> {
    const latest = this.#done.at(-1);
    if (latest) this.#forget(latest);
    return this.#inTurn(async () => {
      if (!latest) return this.#earlier();
      const change = await latest.change;
      if (change !== null) await this.#takeBack(change);
    });
  }

  /** Takes one change back, whichever; false, with the reason in view, when that is refused. */
  async take(token: string): Promise<boolean> {
    const kept = this.#done.find((one) => one.token === token);
    if (kept) this.#forget(kept);
    const change = await kept?.change;
    return this.#undo(token, change?.back);
  }

  #keep(change: Kept['change']): Kept {
    // One is enough to read; what is before it can still be taken back by the key and from the list of steps.
    this.#toasts.close(this.#done.at(-1)?.toast ?? 0);
    const kept: Kept = { change, token: null, toast: 0 };
    this.#done = [...this.#done, kept].slice(-MOST);
    return kept;
  }

  #forget(kept: Kept): void {
    this.#done = this.#done.filter((one) => one !== kept);
    this.#toasts.close(kept.toast);
  }

  /** Says what was done, unless it is being taken back already or something was done since. */
  #arrived(kept: Kept, change: Undoable): void {
    kept.token = change.token;
    if (this.#done.at(-1) !== kept) return;
    this.#toasts.close(this.#said);
    kept.toast = this.#toasts.say(change.text, {
      label: m.undo(),
      keys: keyOf('undo'),
      run: () => {
        this.#forget(kept);
        void this.#inTurn(() => this.#takeBack(change));
      },
    });
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#running = this.#running.then(act);
    return this.#running;
  }

  /** Takes a change back and says so. */
  async #takeBack({ token, text, back }: Omit<Undoable, 'back'> & Partial<Undoable>): Promise<void> {
    if (await this.#undo(token, back)) this.#say(m.step_undone({ what: text }));
  }

  async #undo(token: string, back: (() => void) | undefined): Promise<boolean> {
    try {
      await this.#backend.undo(token);
      back?.();
      return true;
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
      return false;
    }
  }

  /** Says what came of the way back, in place of what was said of it before. */
  #say(text: string): void {
    this.#toasts.close(this.#said);
    this.#said = this.#toasts.say(text);
  }

  async #earlier(): Promise<void> {
    try {
      const [step] = await this.#backend.steps();
      if (step) await this.#takeBack({ token: step.undo, text: step.what });
      else this.#say(m.toast_nothing_to_undo());
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }
}
