// How the watching stands, and what the user does about it.

import { asWireError, type Backend, type Matching, type Status } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

/** How long stored jobs are matched before it is shown, in milliseconds: what ends within a blink would only flash. */
export const BLINK = 400;

export class Watching {
  status = $state.raw<Status | null>(null);
  /** How far matching stored jobs is, once it takes longer than a blink. */
  readonly matching: Matching | null = $derived.by(() => (this.#lasting ? (this.status?.matching ?? null) : null));
  /** A check asked for by hand is under way. */
  checking = $state(false);
  /** Stored jobs have been matched for longer than a blink. */
  #lasting = $state(false);
  #blink: ReturnType<typeof setTimeout> | undefined;
  #backend: Backend;
  #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  async load(): Promise<void> {
    try {
      this.#show(await this.#backend.status());
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  /** Looks for jobs now; says what came of it. */
  checkNow = async (): Promise<void> => {
    if (this.checking) return;
    this.checking = true;
    try {
      const { newJobs, newMatches, problem } = await this.#backend.checkNow();
      if (problem !== null) this.#toasts.warn(problem);
      else this.#toasts.say(found(newJobs, newMatches));
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    } finally {
      this.checking = false;
    }
  };

  /** Stops matching stored jobs; what was found so far is kept. */
  stopMatching = async (): Promise<void> => {
    try {
      await this.#backend.stopMatching();
      this.#toasts.say(m.toast_matching_stopped());
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  };

  setPaused = async (paused: boolean): Promise<void> => {
    try {
      await this.#backend.setPaused(paused);
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  };

  #show(status: Status): void {
    const begun = status.matching !== null && (this.status?.matching ?? null) === null;
    this.status = status;
    if (begun) this.#blink = setTimeout(() => (this.#lasting = true), BLINK);
    if (status.matching !== null) return;
    clearTimeout(this.#blink);
    this.#lasting = false;
  }
}

function found(newJobs: number, newMatches: number): string {
  if (newJobs === 0) return m.toast_checked_none();
  if (newMatches === 0) return newJobs === 1 ? m.toast_checked_unfit_one() : m.toast_checked_unfit({ count: newJobs });
  return newMatches === 1 ? m.toast_checked_one() : m.toast_checked_many({ count: newMatches });
}
