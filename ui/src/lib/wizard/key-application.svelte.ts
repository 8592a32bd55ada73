// Applying for a key of the marketplace's API: what has to be so first, and the description that asks for it.

import { asWireError, type Backend, type KeyRequestText, type MarketplaceProgress } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

/** What has to be so before a key is applied for. Written down when ticked, so the words stay. */
export const POINTS = [
  'account',
  'name',
  'address',
  'portrait',
  'verification',
  'title',
  'requests',
  'brand',
  'commercial',
] as const;
export type Point = (typeof POINTS)[number];

/** Rest in typing after which the description is composed anew, in milliseconds. */
export const COMPOSE_REST = 200;

/** Minutes between checks that are proposed. */
const INTERVAL = 30;
const DAY = 24 * 60;

export class KeyApplication {
  ticks = $state.raw<readonly Point[]>([]);
  /** The key was applied for; the answer is awaited. */
  inReview = $state(false);
  /** As it was composed last; null before the first time. */
  text = $state.raw<KeyRequestText | null>(null);
  /** Why nothing could be composed or opened. */
  problem = $state<string | null>(null);
  purposeProblem = $state<string | null>(null);
  /** The fewest minutes between checks, as the engine says. */
  least = $state(15);

  #purpose = $state('');
  #thirdParties = $state(false);
  #interval = $state(String(INTERVAL));
  #backend: Backend;
  #onchange: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  readonly allTicked = $derived(POINTS.every((point) => this.ticks.includes(point)));
  readonly intervalMinutes = $derived(readMinutes(this.#interval));
  readonly intervalProblem = $derived(
    this.intervalMinutes !== null && this.intervalMinutes >= this.least && this.intervalMinutes <= DAY
      ? null
      : m.apply_interval_wrong({ least: this.least }),
  );
  /** Somebody is on the way to a key. */
  readonly begun = $derived(this.inReview || this.ticks.length > 0 || this.#purpose.trim() !== '');

  /** `onchange` is called when there is something else to keep. */
  constructor(backend: Backend, onchange: () => void) {
    this.#backend = backend;
    this.#onchange = onchange;
  }

  get purpose(): string {
    return this.#purpose;
  }

  set purpose(text: string) {
    this.#purpose = text;
    this.purposeProblem = null;
    this.#later();
  }

  get thirdParties(): boolean {
    return this.#thirdParties;
  }

  set thirdParties(others: boolean) {
    this.#thirdParties = others;
    this.#later();
  }

  /** Minutes between checks, as typed. */
  get interval(): string {
    return this.#interval;
  }

  set interval(text: string) {
    this.#interval = text;
    this.#later();
  }

  tick(point: Point, ticked: boolean): void {
    const others = this.ticks.filter((one) => one !== point);
    this.ticks = ticked ? [...others, point] : others;
    this.#onchange();
  }

  /** Composes the description of what is answered. Answers to older questions are dropped. */
  async compose(): Promise<void> {
    clearTimeout(this.#timer);
    const { purpose, thirdParties, intervalMinutes } = this;
    if (intervalMinutes === null || this.intervalProblem !== null) return;
    const asked = ++this.#asked;
    try {
      const text = await this.#backend.composeKeyRequest({ purpose: purpose.trim(), thirdParties, intervalMinutes });
      if (asked !== this.#asked) return;
      this.text = text;
      this.problem = null;
    } catch (thrown) {
      if (asked === this.#asked) this.problem = asWireError(thrown).message;
    }
  }

  /** Takes the description as sent; false, with the reason in view, when it cannot be. */
  async sent(): Promise<boolean> {
    await this.compose();
    this.purposeProblem = this.text?.problem ?? null;
    if (this.intervalProblem !== null || this.purposeProblem !== null || this.text === null) return false;
    this.inReview = true;
    return true;
  }

  /** Whether one may go on from a step; if not, the reason is in view. */
  async leave(step: 'checklist' | 'description' | 'review'): Promise<boolean> {
    if (step === 'description') return this.sent();
    if (step === 'review') this.inReview = false;
    return true;
  }

  /** Opens the page where a key is applied for. */
  async openPage(): Promise<void> {
    this.problem = null;
    try {
      await this.#backend.openAddress('keyApplication');
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
    }
  }

  /** Ends what was to happen later. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  /** What is kept of it. */
  progress(): Pick<MarketplaceProgress, 'ticks' | 'inReview' | 'purpose' | 'thirdParties' | 'intervalMinutes'> {
    const { inReview, purpose, thirdParties } = this;
    return {
      ticks: [...this.ticks],
      inReview,
      purpose,
      thirdParties,
      intervalMinutes: this.intervalMinutes ?? INTERVAL,
    };
  }

  restore(kept: MarketplaceProgress): void {
    this.ticks = POINTS.filter((point) => kept.ticks.includes(point));
    this.inReview = kept.inReview;
    this.#purpose = kept.purpose;
    this.#thirdParties = kept.thirdParties;
    this.#interval = String(kept.intervalMinutes);
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#timer = setTimeout(() => {
      void this.compose();
      this.#onchange();
    }, COMPOSE_REST);
  }
}

function readMinutes(text: string): number | null {
  return /^\d{1,5}$/u.test(text.trim()) ? Number(text.trim()) : null;
}
