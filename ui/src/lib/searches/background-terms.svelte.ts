// What is to be known before a search is checked in the background, where only the service can say whether that is
// allowed.

import type { Backend } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export class BackgroundTerms {
  /** The fewest minutes between checks; the terms' own figure until the engine says its. */
  leastMinutes = $state(15);
  #backend: Backend;

  /** A question to the service, to be sent before. */
  readonly question = $derived(m.background_question({ minutes: this.leastMinutes }));

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    const defaults = await this.#backend.marketplaceDefaults().catch(() => null);
    if (defaults !== null) this.leastMinutes = defaults.leastIntervalMinutes;
  }
}
