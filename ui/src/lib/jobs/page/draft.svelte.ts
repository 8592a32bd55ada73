// A text that saves itself: after a rest in typing, when its field is left, and when it is asked to. What could not be
// saved stays as it was written, with the reason.

import { asWireError } from '$lib/ipc';
import { untrack } from 'svelte';

/** Rest in typing after which a text is saved, in milliseconds. */
export const REST = 800;

export class Draft {
  /** As it stands in its field. */
  text = $state('');
  /** Why it could not be saved. */
  problem = $state<string | null>(null);
  saving = $state(false);
  /** As it was saved last. */
  #stored = $state('');
  #writing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<boolean> = Promise.resolve(true);
  readonly #save: (text: string) => Promise<unknown>;

  constructor(save: (text: string) => Promise<unknown>) {
    this.#save = save;
  }

  /** Something of it is not saved. */
  get dirty(): boolean {
    return this.text.trim() !== this.#stored.trim();
  }

  /** Takes over what is stored now, unless someone writes here or what was written is not saved yet. */
  take(stored: string): void {
    untrack(() => {
      if (this.#writing || this.saving || this.dirty) return;
      this.#stored = stored;
      this.text = stored;
    });
  }

  /** Someone writes. */
  write(text: string): void {
    this.#writing = true;
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), REST);
  }

  /** Nobody writes any more: what is not saved is saved now. Tells whether all of it is. */
  async leave(): Promise<boolean> {
    this.#writing = false;
    return await this.flush();
  }

  /** Saves what is not saved, one after the other. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#turn = this.#turn.then(() => this.#write());
    return await this.#turn;
  }

  async #write(): Promise<boolean> {
    const { text } = this;
    if (!this.dirty) {
      this.problem = null;
      return true;
    }
    this.saving = true;
    try {
      await this.#save(text);
      this.#stored = text;
      this.problem = null;
      return true;
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
      return false;
    } finally {
      this.saving = false;
    }
  }
}
