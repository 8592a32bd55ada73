// The fake's notifications: rules, snooze and mutes, in memory.

import type { DeliveryRules, DeliveryState } from '../bindings';
import { refusal } from './shelf';

const DAY = 24 * 60 * 60_000;

export class Deliveries {
  state: DeliveryState = {
    rules: { quiet: null, budget: null, detail: 'everything', proposalsPast: 20 },
    snoozedUntil: null,
    mutes: [],
  };
  #now: number;
  #next = 1;

  constructor(now: number) {
    this.#now = now;
  }

  /** Takes rules, or throws the shell's sentence for hours that are none. */
  set(rules: DeliveryRules): void {
    if (rules.quiet && (rules.quiet.days.length === 0 || rules.quiet.from === rules.quiet.to))
      throw refusal('invalid', 'Quiet hours begin and end at two times of day such as 22:00, on at least one day.');
    this.state = { ...this.state, rules };
  }

  snooze(minutes: number | null): void {
    const snoozedUntil = minutes === null ? null : new Date(this.#now + minutes * 60_000).toISOString();
    this.state = { ...this.state, snoozedUntil };
  }

  /** Mutes a word, or a client by the title of its job; returns what takes that back. */
  mute(label: string, client: boolean, days: number): () => void {
    if (!/[\p{L}\p{N}]/u.test(label)) throw refusal('invalid', 'A muted word needs a letter or a digit.');
    const mute = { id: String(this.#next++), client, label: label.trim(), until: this.#later(days) };
    this.state = { ...this.state, mutes: [...this.state.mutes, mute] };
    return () => this.unmute(mute.id);
  }

  unmute(id: string): void {
    this.state = { ...this.state, mutes: this.state.mutes.filter((mute) => mute.id !== id) };
  }

  #later(days: number): string {
    return new Date(this.#now + days * DAY).toISOString();
  }
}
