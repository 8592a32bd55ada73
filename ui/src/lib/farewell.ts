// The window is about to go: whoever holds something that is written and not saved yet saves it first.

import type { Backend } from '$lib/ipc';
import { createContext } from 'svelte';

/** Saves something; false where that was not possible and there is something to lose. */
export type Save = () => Promise<unknown>;

export class Farewell {
  readonly #saves = new Set<Save>();

  /** Has something saved before the window goes, until the returned function is called. */
  before(save: Save): () => void {
    this.#saves.add(save);
    return () => this.#saves.delete(save);
  }

  /** Saves everything, as far as it can be saved. Tells whether nothing is left. */
  say = async (): Promise<boolean> => {
    const saved = await Promise.allSettled([...this.#saves].map(async (save) => save()));
    return saved.every((one) => one.status === 'fulfilled' && one.value !== false);
  };

  /**
   * Says farewell whenever the shell is about to close the window, until the returned function is called. `warn` is called
   * when something could not be saved: the window then stays, until it is closed again.
   */
  start(backend: Pick<Backend, 'onLeaving' | 'savedAll'>, warn: () => void): () => void {
    const leave = async (): Promise<void> => {
      const all = await this.say();
      if (!all) warn();
      // Without an answer the shell closes the window, only later.
      await backend.savedAll(all).catch(() => undefined);
    };
    const listening = backend.onLeaving(() => void leave());
    return () => void listening.then((stop) => stop());
  }
}

export const [useFarewell, provideFarewell] = createContext<Farewell>();
