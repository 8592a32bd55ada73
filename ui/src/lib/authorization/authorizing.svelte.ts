// Allowing a source access in the browser: opening it, waiting for its answer, or taking the code by hand. The code goes
// straight to the shell; nothing here keeps it.

import { asWireError, type AuthorizationStep, type Backend, type Organization } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

/** How often it is asked whether the browser answered, in milliseconds. */
export const ASKED_EVERY = 1_000;

export class Authorizing {
  step = $state.raw<AuthorizationStep | null>(null);
  busy = $state<'begin' | 'paste' | 'choose' | null>(null);
  /** What could not be done. What came of the attempt itself is in `step`. */
  problem = $state<string | null>(null);
  /** Those that can be asked for, once access is allowed. */
  organizations = $state.raw<readonly Organization[]>([]);

  #now = $state(0);
  /** Said when it was begun, and by no later answer. */
  #said = $state<string | null>(null);
  #backend: Backend;
  #id: string;
  #ondone: () => void;
  #read: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #asking = false;
  /** Counts attempts, so that late answers to old ones are dropped. */
  #attempt = 0;

  readonly waiting = $derived(this.step?.state === 'waiting' || this.step?.state === 'exchanging');
  readonly done = $derived(this.step?.state === 'done');
  /** Whole seconds that are left to answer. */
  readonly secondsLeft = $derived(
    this.step === null ? 0 : Math.max(0, Math.ceil((Date.parse(this.step.until) - this.#now) / 1_000)),
  );
  /** Why the browser cannot answer, so that the code has to be taken by hand. */
  readonly advice = $derived(this.step?.state === 'waiting' ? (this.step.problem ?? this.#said) : null);
  readonly failure = $derived(
    this.problem ?? (this.step?.state === 'failed' ? (this.step.problem ?? m.authorize_failed()) : null),
  );

  /** For the source with this id; `ondone` is called when access is there. */
  constructor(backend: Backend, id: string, ondone: () => void, read: () => number = Date.now) {
    this.#backend = backend;
    this.#id = id;
    this.#ondone = ondone;
    this.#read = read;
    this.#now = read();
  }

  /** Takes up a wait that was begun before. */
  async resume(): Promise<void> {
    await this.ask();
    if (this.waiting) this.#listen();
  }

  /** Opens the browser and waits for its answer. */
  async begin(): Promise<void> {
    this.#attempt += 1;
    await this.#busyWith('begin', async () => {
      const step = await this.#backend.beginAuthorization(this.#id);
      this.#said = step.problem;
      this.#take(step);
    });
    if (this.waiting) this.#listen();
  }

  /** Hands over the code, or the whole callback address. The caller has emptied the field already. */
  async paste(text: string): Promise<void> {
    await this.#busyWith('paste', async () => {
      const step = await this.#backend.pasteAuthorization(this.#id, text);
      this.#attempt += 1;
      this.#take(step);
    });
  }

  async cancel(): Promise<void> {
    this.#attempt += 1;
    this.stop();
    this.step = null;
    this.problem = null;
    await this.#backend.cancelAuthorization(this.#id).catch(() => null);
  }

  /** Asks how far it is. A question that fails is asked again; the wait has its own end. */
  async ask(): Promise<void> {
    this.#now = this.#read();
    if (this.#asking) return;
    this.#asking = true;
    const attempt = this.#attempt;
    try {
      const step = await this.#backend.authorizationStep(this.#id);
      if (attempt === this.#attempt) this.#take(step);
    } catch {
      // Nothing is known that was not known before.
    } finally {
      this.#asking = false;
    }
  }

  async loadOrganizations(): Promise<void> {
    await this.#busyWith('choose', async () => {
      this.organizations = await this.#backend.organizations(this.#id);
    });
  }

  async choose(organizationId: string | null): Promise<void> {
    await this.#busyWith('choose', async () => {
      await this.#backend.setOrganization(this.#id, organizationId);
      this.#ondone();
    });
  }

  /** Asks no further. The shell goes on waiting. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #listen(): void {
    this.stop();
    this.#timer = setInterval(() => void this.ask(), ASKED_EVERY);
  }

  #take(step: AuthorizationStep | null): void {
    const before = this.step;
    this.step = step;
    this.#now = this.#read();
    if (this.waiting) return;
    this.stop();
    if (this.done && before !== null && before.state !== 'done') this.#ondone();
  }

  async #busyWith(what: NonNullable<Authorizing['busy']>, act: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
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
}
