// What was done lately and can be taken back.

import { asWireError, type Backend, type Step, type WireError } from '$lib/ipc';
import type { Undo } from './undo.svelte';

export class Steps {
  /** Latest first; null until they are there. */
  all = $state.raw<readonly Step[] | null>(null);
  problem = $state.raw<WireError | null>(null);
  /** The step that is being taken back. */
  going = $state<string | null>(null);
  #backend: Backend;
  #undo: Undo;

  constructor(backend: Backend, undo: Undo) {
    this.#backend = backend;
    this.#undo = undo;
  }

  load = async (): Promise<void> => {
    this.problem = null;
    try {
      this.all = await this.#backend.steps();
    } catch (thrown) {
      this.problem = asWireError(thrown);
    }
  };

  /** Takes a step back. It leaves the list, and what can be taken back then is asked for. */
  async take({ undo }: Step): Promise<void> {
    if (this.going !== null) return;
    this.going = undo;
    await this.#undo.take(undo);
    this.going = null;
    await this.load();
  }
}
