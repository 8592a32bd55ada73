// Rules of notifications, snooze and mutes, as they are set for all searches.

import { asWireError, type Backend, type DeliveryRules, type DeliveryState, type WireError } from '$lib/ipc';

/** The hours that quiet hours begin with: every night. */
export const NIGHTS: NonNullable<DeliveryRules['quiet']> = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  from: '22:00',
  to: '07:00',
};

/** No job has more proposals. */
export const MOST_PROPOSALS = 1000;

/** So many proposals of a followed job are news; a field that was emptied has the usual number again. */
export function proposalsOf(text: string): number {
  const past = Math.round(Number(text));
  return Number.isFinite(past) && past > 0 ? Math.min(past, MOST_PROPOSALS) : 20;
}

/** Days a word is muted. */
export const MUTED_DAYS = 7;

export class NotificationsState {
  /** As it is saved. */
  delivery = $state.raw<DeliveryState | null>(null);
  /** Why it could not be loaded. */
  failed = $state.raw<WireError | null>(null);
  /** Why a rule was not saved. */
  problem = $state<string | null>(null);
  /** A word that is to be muted. */
  word = $state('');
  /** Why it was not. */
  wordProblem = $state<string | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Loads what is shown and keeps it true until the returned function is called. */
  async start(): Promise<() => void> {
    const stop = await this.#backend.onChanged(({ status }) => {
      if (status) void this.load();
    });
    await this.load();
    return stop;
  }

  load = async (): Promise<void> => {
    try {
      this.delivery = await this.#backend.delivery();
      this.failed = null;
    } catch (thrown) {
      this.failed = asWireError(thrown);
    }
  };

  /** Changes some rules and leaves the others. */
  async set(change: Partial<DeliveryRules>): Promise<void> {
    if (this.delivery === null) return;
    const rules = { ...this.delivery.rules, ...change };
    this.problem = await this.#refused(() => this.#backend.setDeliveryRules(rules));
  }

  /** Changes the hours of quiet and leaves the rest of them. */
  async setQuiet(change: Partial<NonNullable<DeliveryRules['quiet']>>): Promise<void> {
    const quiet = this.delivery?.rules.quiet ?? NIGHTS;
    await this.set({ quiet: { ...quiet, ...change } });
  }

  /** Shows nothing for so many minutes; `null` ends that. */
  async snooze(minutes: number | null): Promise<void> {
    this.problem = await this.#refused(() => this.#backend.snooze(minutes));
  }

  /** Mutes the word that was written. */
  async mute(): Promise<void> {
    const word = this.word;
    this.wordProblem = await this.#refused(() => this.#backend.muteWord(word, MUTED_DAYS));
    if (this.wordProblem === null && this.word === word) this.word = '';
  }

  async unmute(id: string): Promise<void> {
    this.problem = await this.#refused(() => this.#backend.unmute(id));
  }

  /** Does something and loads anew; answers why it was refused, if it was. */
  async #refused(act: () => Promise<unknown>): Promise<string | null> {
    let problem: string | null = null;
    try {
      await act();
    } catch (thrown) {
      problem = asWireError(thrown).message;
    }
    await this.load();
    return problem;
  }
}
