// The way to the marketplace's API as far as it differs: applying for a key, its credentials, and a test with the access
// that was allowed.

import type { Backend, MarketplaceProgress } from '$lib/ipc';
import type { BringKey } from './bring-key.svelte';
import { Credentials } from './credentials.svelte';
import { KeyApplication } from './key-application.svelte';
import { SourceTest } from './source-test.svelte';

export class MarketplaceWay {
  readonly application: KeyApplication;
  readonly credentials: Credentials;
  readonly test: SourceTest;
  /** The key has to be applied for first. */
  applying = $state(false);

  /** `key` holds the client secret; `onchange` is called when there is something else to keep. */
  constructor(backend: Backend, key: BringKey, say: (text: string) => void, onchange: () => void) {
    this.application = new KeyApplication(backend, onchange);
    this.credentials = new Credentials(backend, key);
    this.test = new SourceTest(backend, say);
  }

  /** There is a key. */
  haveKey(): void {
    this.applying = false;
    this.application.inReview = false;
  }

  /** Learns what a key begins with. May throw. */
  async learn(): Promise<void> {
    const { leastIntervalMinutes } = await this.credentials.learn();
    this.application.least = leastIntervalMinutes;
  }

  /** Ends what was to happen later. */
  stop(): void {
    this.application.stop();
  }

  /** What is kept of it; null when there is nothing. */
  progress(): MarketplaceProgress | null {
    const { application, credentials } = this;
    const clientId = credentials.clientId.trim();
    if (!application.begun && clientId === '') return null;
    return { ...application.progress(), clientId, callbackPort: credentials.portNumber ?? 0 };
  }

  restore(kept: MarketplaceProgress): void {
    this.application.restore(kept);
    this.applying = this.application.begun;
    this.credentials.clientId = kept.clientId;
    if (kept.callbackPort !== 0) this.credentials.port = String(kept.callbackPort);
  }
}
