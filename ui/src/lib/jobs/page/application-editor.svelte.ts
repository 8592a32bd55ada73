// What was offered for a job, as it stands in its fields: all of it is saved when one of them is left, and when they go.

import type { Application, ApplicationInput, Instant } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { untrack } from 'svelte';
import { fieldValue } from './follow-up';

const FIELDS = ['date', 'bid', 'connects'] as const;

export type ApplicationField = (typeof FIELDS)[number];

export class ApplicationEditor {
  /** As it stands in the fields. */
  texts = $state<Record<ApplicationField, string>>({ date: '', bid: '', connects: '' });
  /** What cannot be saved as it is written. */
  problems = $state<Partial<Record<ApplicationField, string | null>>>({});
  #stored: Application | null = null;
  /** What the fields say of it. */
  #shown: Record<ApplicationField, string> = { date: '', bid: '', connects: '' };
  /** What is being saved. */
  #going: { input: string; saved: Promise<boolean> } | null = null;
  readonly #now: () => number;
  readonly #save: (input: ApplicationInput) => Promise<boolean>;

  /** `save` tells whether it was kept. */
  constructor(now: () => number, save: (input: ApplicationInput) => Promise<boolean>) {
    this.#now = now;
    this.#save = save;
  }

  /** Shows what is stored, except where something else is written. */
  take(stored: Application | null): void {
    untrack(() => {
      const shown = {
        date: day(stored?.appliedOn ?? this.#now()),
        bid: stored?.bid?.units.toString() ?? '',
        connects: stored?.connects?.toString() ?? '',
      };
      // What says the same in other words stays as it is written.
      for (const field of FIELDS)
        if (shown[field] !== this.#shown[field] && !this.#changed(field)) this.texts[field] = shown[field];
      this.#stored = stored;
      this.#shown = shown;
    });
  }

  /**
   * A field was left: saves all that is changed. What is as it was saved, or on its way, is not saved again. False when it
   * was refused.
   */
  async leave(): Promise<boolean> {
    const said = this.#input();
    if (said === null || !FIELDS.some((field) => this.#changed(field))) return true;
    const input = JSON.stringify(said);
    if (this.#going?.input !== input) this.#going = { input, saved: this.#save(said) };
    const going = this.#going;
    const saved = await going.saved;
    if (this.#going === going) this.#going = null;
    return saved;
  }

  /** The fields go: what cannot be saved as it is written goes with them, the rest is saved. */
  async end(): Promise<boolean> {
    if (this.#input() === null)
      for (const field of FIELDS) if (this.problems[field]) this.texts[field] = this.#shown[field];
    return this.leave();
  }

  #changed(field: ApplicationField): boolean {
    const says = field === 'date' ? (text: string) => text.trim() : amount;
    return says(this.texts[field]) !== says(this.#shown[field]);
  }

  /** What the fields say; null, with the problems in view, where they say nothing that could be saved. */
  #input(): ApplicationInput | null {
    const [appliedOn, bid, connects] = [this.#date(), amount(this.texts.bid), amount(this.texts.connects)];
    this.problems = {
      date: appliedOn === null ? m.job_applied_date_problem() : null,
      bid: bid === undefined ? m.job_bid_problem() : null,
      connects: connects === undefined || !Number.isInteger(connects ?? 0) ? m.job_connects_problem() : null,
    };
    if (appliedOn === null || bid === undefined || connects === undefined || this.problems.connects) return null;
    return { appliedOn, bid, connects };
  }

  /** The instant of the day in the field; one that was not changed keeps its time of day. */
  #date(): Instant | null {
    const { date } = this.texts;
    if (this.#stored && date.trim() === day(this.#stored.appliedOn)) return this.#stored.appliedOn;
    if (!/^\d{4}-\d\d-\d\d$/u.test(date.trim())) return null;
    const at = Date.parse(`${date.trim()}T12:00`);
    // Noon of today may be still to come.
    return Number.isNaN(at) || date.trim() > day(this.#now())
      ? null
      : new Date(Math.min(at, this.#now())).toISOString();
  }
}

function day(at: Instant | number): string {
  return fieldValue(at).slice(0, 10);
}

/** A number that is not negative, however it is grouped; null for none; undefined for what is no number. */
function amount(text: string): number | null | undefined {
  const written = text.trim().replace(/[\s$€£'’]/gu, '');
  if (written === '') return null;
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/u.test(written) ? written.replaceAll(',', '') : written;
  const decimal = plain.replace(',', '.');
  return /^\d{1,9}(?:\.\d{1,2})?$/u.test(decimal) ? Number(decimal) : undefined;
}
