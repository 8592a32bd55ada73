// What was offered for a job, as it stands in its fields: each is saved when it is left, together with the others.

import type { Application, ApplicationInput, Instant } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { untrack } from 'svelte';
import { fieldValue } from './follow-up';

export type ApplicationField = 'date' | 'bid' | 'connects';

export class ApplicationEditor {
  /** As it stands in the fields. */
  texts = $state<Record<ApplicationField, string>>({ date: '', bid: '', connects: '' });
  /** What cannot be saved as it is written. */
  problems = $state<Partial<Record<ApplicationField, string | null>>>({});
  #stored: Application | null = null;
  readonly #now: () => number;
  readonly #save: (input: ApplicationInput) => void;

  constructor(now: () => number, save: (input: ApplicationInput) => void) {
    this.#now = now;
    this.#save = save;
  }

  /** Shows what is stored. A field that cannot be saved yet keeps what is written in it. */
  take(stored: Application | null): void {
    untrack(() => {
      this.#stored = stored;
      const shown = this.#shown(stored);
      for (const field of Object.keys(shown) as ApplicationField[])
        if (!this.problems[field]) this.texts[field] = shown[field];
    });
  }

  /** A field was left. What is as it was saved is not saved again. */
  leave(field: ApplicationField): void {
    const input = this.#input();
    if (input === null || this.texts[field].trim() === this.#shown(this.#stored)[field]) return;
    this.#save(input);
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

  #shown(stored: Application | null): Record<ApplicationField, string> {
    return {
      date: day(stored?.appliedOn ?? this.#now()),
      bid: stored?.bid?.units.toString() ?? '',
      connects: stored?.connects?.toString() ?? '',
    };
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
