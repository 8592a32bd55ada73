// What is to be muted because of a job: its client, or a word, for some days.

import { asWireError, type Backend } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Undo } from './undo.svelte';

/** For how many days something can be muted here. */
export const DAYS = ['7', '30', '90'] as const;

export class MuteEditor {
  what = $state<'client' | 'word'>('client');
  word = $state('');
  days = $state<(typeof DAYS)[number]>('7');
  /** Why it could not be muted. */
  problem = $state<string | null>(null);
  saving = $state(false);
  #backend: Backend;
  #undo: Undo;
  #job: string;

  /** Opened on the job with this id; only a word can be muted where its client is not to be known again. */
  constructor(backend: Backend, undo: Undo, job: string, client = true) {
    this.#backend = backend;
    this.#undo = undo;
    this.#job = job;
    if (!client) this.what = 'word';
  }

  /** Mutes it and offers the way back; false, with the reason in view, when that is refused. */
  async save(): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.problem = null;
    const [days, word] = [Number(this.days), this.word.trim()];
    try {
      const change =
        this.what === 'client'
          ? await this.#backend.muteClient(this.#job, days)
          : await this.#backend.muteWord(word, days);
      const text = this.what === 'client' ? m.toast_muted_client({ days }) : m.toast_muted_word({ word, days });
      this.#undo.offer({ text, token: change.undo, back: () => undefined });
      return true;
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
      return false;
    } finally {
      this.saving = false;
    }
  }
}
