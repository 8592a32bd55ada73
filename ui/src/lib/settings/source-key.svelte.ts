// One source's key: testing it, and putting a new one in its place, at once or in a rotation that keeps the old one until
// the new one is known to work. The new key stays in the shell; only its length and its last four characters come here.

import {
  asWireError,
  type Backend,
  type HeldKey,
  type Rotation,
  type RotationReason,
  type Source,
  type TestReport,
} from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

type Step = 'none' | 'asking' | 'held';

export class SourceKey {
  /** How far the replacement is. */
  step = $state<Step>('none');
  held = $state.raw<HeldKey | null>(null);
  report = $state.raw<TestReport | null>(null);
  busy = $state<'test' | 'key' | 'replace' | 'confirm' | null>(null);
  /** Why the key is rotated; null when it is replaced at once. */
  reason = $state<RotationReason | null>(null);
  /** Staging sources that should have come first. */
  stagingFirst = $state.raw<readonly string[]>([]);
  /** A rotation that was just closed: its mail may still have to be sent. */
  closed = $state.raw<Rotation | null>(null);
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

  /** Begins to rotate the key. */
  rotate(reason: RotationReason): void {
    this.ask();
    this.reason = reason;
    this.stagingFirst = [];
    this.closed = null;
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
    if (this.reason !== null) return this.#begin(source, this.reason);
    await this.#busyWith('replace', async () => {
      const report = await this.#backend.testHeldKey(source.baseUrl);
      if (!report.ok) {
        this.problem = report.problem;
        return;
      }
      await this.#backend.replaceKey(source.id);
      this.#inPlace();
    });
  }

  /** Has the old key deleted, once jobs came with the new one. */
  async confirm(source: Source): Promise<void> {
    await this.#busyWith('confirm', async () => {
      const rotation = await this.#backend.confirmRotation(source.id);
      if (rotation.step === 'closed') this.closed = rotation;
      else this.problem = m.rotation_waits();
    });
  }

  /** Puts a closed rotation's mail away. */
  putAway(): void {
    this.closed = null;
  }

  async copyMail(mail: string): Promise<void> {
    await this.#busyWith('key', async () => {
      await this.#backend.copyText(mail);
      this.#toasts.say(m.toast_mail_copied());
    });
  }

  async dismissAlarm(source: Source): Promise<void> {
    await this.#busyWith('key', () => this.#backend.dismissKeyAlarm(source.id));
  }

  /** Leaves the old key where it is; the shell forgets the new one. */
  async cancel(): Promise<void> {
    this.#rest();
    await this.#backend.forgetKey().catch(() => null);
  }

  async #begin(source: Source, reason: RotationReason): Promise<void> {
    await this.#busyWith('replace', async () => {
      const { report, rotation, stagingFirst } = await this.#backend.rotateKey(source.id, reason);
      if (rotation === null) {
        this.problem = report.problem;
        return;
      }
      this.stagingFirst = stagingFirst;
      this.#inPlace();
    });
  }

  #inPlace(): void {
    const clear = { label: m.clear_clipboard(), run: () => void this.#backend.clearClipboard().catch(() => null) };
    this.#toasts.say(m.toast_key_replaced(), this.held?.fromClipboard === true ? clear : null);
    this.#rest();
  }

  async #hold(take: () => Promise<HeldKey | null>): Promise<void> {
    await this.#busyWith('key', async () => {
      const held = await take();
      if (held === null) return;
      this.held = held;
      this.step = 'held';
    });
  }

  async #busyWith(what: NonNullable<SourceKey['busy']>, act: () => Promise<unknown>): Promise<void> {
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
    this.reason = null;
    this.held = null;
    this.problem = null;
    this.report = null;
  }
}
