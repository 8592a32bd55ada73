// Asking for a key, and what the user says about the one they have.

import { asWireError, type Backend, type Plan } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { parseCount } from './count';
import { factsOf } from './plans';

/** Where keys are asked for. */
export const KEY_MAIL = 'sales@upworkjobsapi.com';

export class KeyRequest {
  /** Null: not sure, or one that is not listed. */
  plan = $state<Plan | null>('starter');
  /** Calls spent this month, as typed. */
  spent = $state('');
  /** A label such as `staging`. */
  environment = $state('');
  copied = $state(false);
  mailProblem = $state<string | null>(null);
  #backend: Backend;

  readonly callsUsed = $derived(parseCount(this.spent));
  readonly spentProblem = $derived(this.callsUsed === null ? m.wizard_spent_wrong() : null);
  /** Every call of the month is spent already. */
  readonly usedUp = $derived((this.callsUsed ?? 0) >= factsOf(this.plan).callsPerMonth);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Opens a ready mail in the mail program. */
  async writeMail(): Promise<void> {
    await this.#outside(() => this.#backend.openAddress('keyMail'));
  }

  /** Puts the address into the clipboard, for those without a mail program. */
  async copyAddress(): Promise<void> {
    await this.#outside(async () => {
      await this.#backend.copyText(KEY_MAIL);
      this.copied = true;
    });
  }

  async #outside(act: () => Promise<unknown>): Promise<void> {
    this.mailProblem = null;
    try {
      await act();
    } catch (error) {
      this.mailProblem = asWireError(error).message;
    }
  }
}
