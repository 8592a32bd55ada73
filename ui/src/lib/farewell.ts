// The window is about to go: whoever holds something that is written and not saved yet saves it first.

import type { Backend } from '$lib/ipc';
import { createContext } from 'svelte';

export type Save = () => Promise<unknown>;

export class Farewell {
  readonly #saves = new Set<Save>();

  /** Has something saved before the window goes, until the returned function is called. */
  before(save: Save): () => void {
    this.#saves.add(save);
    return () => this.#saves.delete(save);
  }

  /** Saves everything, as far as it can be saved. */
  say = async (): Promise<void> => {
    await Promise.allSettled([...this.#saves].map(async (save) => save()));
  };

  /** Says farewell whenever the shell is about to close the window, until the returned function is called. */
  start(backend: Pick<Backend, 'onLeaving' | 'savedAll'>): () => void {
    const listening = backend.onLeaving(() => {
      // The shell closes the window without an answer, only later.
      void this.say().then(() => backend.savedAll().catch(() => undefined));
    });
    return () => void listening.then((stop) => stop());
  }
}

export const [useFarewell, provideFarewell] = createContext<Farewell>();
