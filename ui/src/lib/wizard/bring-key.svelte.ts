// Bringing a key in and testing it. The key itself is in the shell; here is only what may be told of it.

import {
  asWireError,
  type Backend,
  type HeldKey,
  type KeyringState,
  type NewSource,
  type Source,
  type TestReport,
} from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export const DEFAULT_BASE_URL = 'https://api.upworkjobsapi.com';

/** Calls a test of a good key takes. */
export const TEST_CALLS = 2;

export type Way = 'paste' | 'type' | 'environment' | 'file';

/** Everything a new source takes besides its key and address. */
export type Described = Omit<NewSource, 'baseUrl' | 'sessionOnly'>;

export class BringKey {
  /** What is brought in: a key, or the client secret of one. */
  kind = $state<'key' | 'secret'>('key');
  held = $state.raw<HeldKey | null>(null);
  /** The way a key is being brought in right now. */
  bringing = $state<Way | null>(null);
  /** Why no key came in, or what is still to be done. */
  problem = $state<string | null>(null);
  /** The clipboard still holds the pasted key, or was cleared of it. */
  clipboard = $state<'full' | 'cleared' | null>(null);

  report = $state.raw<TestReport | null>(null);
  testing = $state(false);
  baseUrlProblem = $state<string | null>(null);

  keyring = $state<KeyringState>('available');
  sessionOnly = $state(false);
  adding = $state(false);

  #baseUrl = $state(DEFAULT_BASE_URL);
  #backend: Backend;
  #say: (text: string) => void;

  readonly busy = $derived(this.bringing !== null || this.testing || this.adding);
  readonly tested = $derived(this.report?.ok === true);

  constructor(backend: Backend, say: (text: string) => void) {
    this.#backend = backend;
    this.#say = say;
  }

  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** Another address makes what was tested worthless. */
  set baseUrl(address: string) {
    this.#baseUrl = address;
    this.report = null;
    this.baseUrlProblem = null;
  }

  paste(): Promise<void> {
    return this.#bring('paste', () => this.#backend.pasteKey());
  }

  fromEnvironment(): Promise<void> {
    return this.#bring('environment', () => this.#backend.keyFromEnvironment());
  }

  fromFile(): Promise<void> {
    return this.#bring('file', () => this.#backend.keyFromFile());
  }

  /** Hands a typed key over. The caller has emptied the field already; nothing here keeps the text. */
  handOver(text: string): Promise<void> {
    return this.#bring('type', () => this.#backend.typeKey(text));
  }

  /** Goes on with a key that the shell holds already. */
  take(held: HeldKey): void {
    this.kind = 'key';
    this.problem = null;
    this.#hold(held);
  }

  async clearClipboard(): Promise<void> {
    try {
      await this.#backend.clearClipboard();
      this.clipboard = 'cleared';
      this.#say(m.wizard_clipboard_cleared());
    } catch (error) {
      this.#fail(asWireError(error).message);
    }
  }

  /** From now on something of this kind is brought in. What was brought in for another service is nothing for it. */
  async become(kind: BringKey['kind']): Promise<void> {
    if (this.kind !== kind) await this.forget();
    this.kind = kind;
  }

  /** Forgets the held key, here and in the shell. */
  async forget(): Promise<void> {
    if (this.held === null) return;
    this.#reset();
    await this.#backend.forgetKey();
  }

  async test(): Promise<void> {
    if (this.held === null) {
      this.#fail(m.wizard_key_first());
      return;
    }
    this.problem = null;
    this.baseUrlProblem = null;
    this.report = null;
    this.testing = true;
    try {
      this.report = await this.#backend.testHeldKey(this.#baseUrl.trim());
      this.#say(this.report.ok ? m.wizard_test_passed() : (this.report.problem ?? m.wizard_test_failed()));
    } catch (error) {
      const { code, message } = asWireError(error);
      if (code === 'invalid') this.baseUrlProblem = message;
      else this.#fail(message);
    } finally {
      this.testing = false;
    }
  }

  async checkKeyring(): Promise<void> {
    try {
      this.keyring = await this.#backend.keyringState();
    } catch (error) {
      this.#fail(asWireError(error).message);
    }
  }

  /** Adds the source with the held key; null, with the reason in view, when something is missing or it fails. */
  async add(described: Described): Promise<Source | null> {
    if (this.held !== null && !this.tested) {
      this.#fail(this.report === null ? m.wizard_test_first() : m.wizard_test_again_first());
      return null;
    }
    const baseUrl = this.#baseUrl.trim();
    return this.give((sessionOnly) => this.#backend.addSource({ ...described, baseUrl, sessionOnly }));
  }

  /**
   * Gives what is held to a source that `add` adds; null, with the reason in view, when something is missing or it
   * fails.
   */
  async give(add: (sessionOnly: boolean) => Promise<Source | null>): Promise<Source | null> {
    const missing = this.#missing();
    if (missing !== null) {
      this.#fail(missing);
      return null;
    }
    this.problem = null;
    this.adding = true;
    try {
      const added = await add(this.sessionOnly);
      if (added !== null) this.#reset();
      return added;
    } catch (error) {
      const { code, message } = asWireError(error);
      this.#fail(message);
      if (code === 'keyring') await this.checkKeyring();
      return null;
    } finally {
      this.adding = false;
    }
  }

  #missing(): string | null {
    if (this.held === null) return this.kind === 'key' ? m.wizard_key_first() : m.secret_first();
    if (this.keyring !== 'available' && !this.sessionOnly) return m.wizard_keyring_first();
    return null;
  }

  async #bring(way: Way, fetch: () => Promise<HeldKey | null>): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.bringing = way;
    try {
      const held = await fetch();
      if (held !== null) this.#hold(held);
    } catch (error) {
      this.#fail(asWireError(error).message);
    } finally {
      this.bringing = null;
    }
  }

  #hold(held: HeldKey): void {
    this.held = held;
    this.report = null;
    this.clipboard = held.fromClipboard ? 'full' : null;
    const here = this.kind === 'key' ? m.wizard_key_held() : m.secret_here();
    this.#say([here, ...held.notes].join(' '));
  }

  #fail(sentence: string): void {
    this.problem = sentence;
  }

  #reset(): void {
    this.held = null;
    this.report = null;
    this.clipboard = null;
    this.problem = null;
  }
}
