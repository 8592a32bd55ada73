// Says once that two services are asked whose records are never merged: when the second of them is switched on.

import type { Backend, Source } from '$lib/ipc';
import { createContext } from 'svelte';

export class BothServices {
  /** It is to be said now. */
  shown = $state(false);
  #backend: Backend;
  /** Both were on when it was looked last; null before the first time. */
  #before: boolean | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Looks at the sources until the returned function is called. */
  async start(): Promise<() => void> {
    const stop = await this.#backend.onChanged(({ sources }) => {
      if (sources) void this.#look();
    });
    await this.#look();
    return stop;
  }

  /** It was read. */
  dismiss = (): void => {
    this.shown = false;
  };

  async #look(): Promise<void> {
    // What cannot be looked at now is looked at after the next change.
    const sources = await this.#backend.sources().catch(() => null);
    if (sources === null) return;
    const both = asks(sources, 'jobsApi') && asks(sources, 'marketplace');
    if (!both) this.shown = false;
    else if (this.#before === false) this.shown = true;
    this.#before = both;
  }
}

function asks(sources: readonly Source[], service: Source['service']): boolean {
  return sources.some((source) => source.service === service && source.enabled);
}

export const [useBothServices, provideBothServices] = createContext<BothServices>();
