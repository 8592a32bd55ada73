// One notification to see whether notifications arrive.

import { asWireError, type Backend } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export class NotificationTest {
  sending = $state(false);
  /** It was handed to the system. */
  sent = $state(false);
  /** Why it could not be shown. */
  problem = $state<string | null>(null);
  /** What the user says; null until they do. */
  seen = $state<boolean | null>(null);
  #backend: Backend;
  #say: (text: string) => void;

  constructor(backend: Backend, say: (text: string) => void) {
    this.#backend = backend;
    this.#say = say;
  }

  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    this.sent = false;
    this.problem = null;
    this.seen = null;
    try {
      const { delivered, problem } = await this.#backend.testNotification();
      this.sent = delivered;
      this.problem = delivered ? null : (problem ?? m.wizard_notify_failed());
    } catch (error) {
      this.problem = asWireError(error).message;
    } finally {
      this.sending = false;
    }
    this.#say(this.problem ?? m.wizard_notify_sent());
  }

  answer(seen: boolean): void {
    this.seen = seen;
    this.#say(seen ? m.wizard_seen_good() : m.wizard_unseen_lead());
  }
}
