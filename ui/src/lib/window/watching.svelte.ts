// How the watching stands, and what the user does about it.

import { asWireError, type Backend, type Status } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class Watching {
  status = $state.raw<Status | null>(null);
  /** A check asked for by hand is under way. */
  checking = $state(false);
  #backend: Backend;
  #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  async load(): Promise<void> {
    try {
      this.status = await this.#backend.status();
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

  setPaused = async (paused: boolean): Promise<void> => {
    try {
      await this.#backend.setPaused(paused);
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  };
}

function found(newJobs: number, newMatches: number): string {
  if (newJobs === 0) return m.toast_checked_none();
  if (newMatches === 0) return newJobs === 1 ? m.toast_checked_unfit_one() : m.toast_checked_unfit({ count: newJobs });
  return newMatches === 1 ? m.toast_checked_one() : m.toast_checked_many({ count: newMatches });
}
