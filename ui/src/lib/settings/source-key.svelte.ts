// One source's key: testing it, and putting a new one in its place. The new key stays in the shell; only its length and
// its last four characters come here.

import { asWireError, type Backend, type HeldKey, type Source, type TestReport } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

type Step = 'none' | 'asking' | 'held';

export class SourceKey {
  /** How far the replacement is. */
  step = $state<Step>('none');
  held = $state.raw<HeldKey | null>(null);
  report = $state.raw<TestReport | null>(null);
  busy = $state<'test' | 'key' | 'replace' | null>(null);
  problem = $state<string | null>(null);
  #backend: Backend;
  #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  async test(source: Source): Promise<void> {
    this.report = null;
    await this.#busyWith('test', async () => {
      this.report = await this.#backend.testSource(source.id);
    });
  }

  /** Begins to replace the key. */
  ask(): void {
    this.step = 'asking';
    this.problem = null;
    this.report = null;
  }

  async paste(): Promise<void> {
    await this.#hold(() => this.#backend.pasteKey());
  }

  async type(text: string): Promise<void> {
    await this.#hold(() => this.#backend.typeKey(text));
  }

  async fromEnvironment(): Promise<void> {
    await this.#hold(() => this.#backend.keyFromEnvironment());
  }

  async fromFile(): Promise<void> {
    await this.#hold(() => this.#backend.keyFromFile());
  }

  /** Tests the held key at the source's address and, if it is good, puts it in place of the old one. */
  async replace(source: Source): Promise<void> {
    await this.#busyWith('replace', async () => {
      const report = await this.#backend.testHeldKey(source.baseUrl);
      if (!report.ok) {
        this.problem = report.problem;
        return;
      }
      await this.#backend.replaceKey(source.id);
      const clear = { label: m.clear_clipboard(), run: () => void this.#backend.clearClipboard().catch(() => null) };
      this.#toasts.say(m.toast_key_replaced(), this.held?.fromClipboard === true ? clear : null);
      this.#rest();
    });
  }

  /** Leaves the old key where it is; the shell forgets the new one. */
  async cancel(): Promise<void> {
    this.#rest();
    await this.#backend.forgetKey().catch(() => null);
  }

  async #hold(take: () => Promise<HeldKey | null>): Promise<void> {
    await this.#busyWith('key', async () => {
      const held = await take();
      if (held === null) return;
      this.held = held;
      this.step = 'held';
    });
  }

  async #busyWith(what: NonNullable<SourceKey['busy']>, act: () => Promise<void>): Promise<void> {
    this.busy = what;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
    } finally {
      this.busy = null;
    }
  }

  #rest(): void {
    this.step = 'none';
    this.held = null;
    this.problem = null;
    this.report = null;
  }
}
