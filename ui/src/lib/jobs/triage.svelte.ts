// What the user does with jobs, each at once and with a way back.

import { asWireError, type Backend, type JobState } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';
import type { JobList, Taken } from './job-list.svelte';
import { jobStateWords } from './page/state-words';
import { isApplied, isKept } from './states';
import type { Undo } from './undo.svelte';

export class Triage {
  #backend: Backend;
  #list: JobList;
  #undo: Undo;
  #toasts: Toasts;

  constructor(backend: Backend, list: JobList, undo: Undo, toasts: Toasts) {
    this.#backend = backend;
    this.#list = list;
    this.#undo = undo;
    this.#toasts = toasts;
  }

  /** Saves the job, or lets a saved one go. */
  async save(id: string, state: JobState): Promise<void> {
    if (isKept(state)) await this.#set(id, 'seen', m.toast_unsaved());
    else await this.#set(id, 'saved', m.toast_saved());
  }

  /** Dismisses the job, or brings a dismissed one back. */
  async dismiss(id: string, state: JobState): Promise<void> {
    if (state === 'dismissed') await this.#set(id, 'seen', m.toast_restored());
    else await this.#set(id, 'dismissed', m.toast_dismissed());
  }

  /** Puts jobs into a state. */
  async set(ids: readonly string[], state: JobState): Promise<void> {
    for (const id of ids) await this.#set(id, state, jobStateWords(state));
  }

  async markUnread(id: string): Promise<void> {
    await this.#set(id, 'new', m.toast_unread());
  }

  /** Opens the job in the browser. Without one, its address can be copied. */
  async open(id: string): Promise<void> {
    try {
      await this.#backend.openJob(id);
    } catch (thrown) {
      const error = asWireError(thrown);
      if (error.code !== 'notOpened') return void this.#toasts.warn(error.message);
      const run = (): void => void this.#copy(error.address);
      this.#toasts.warn(`${error.message} ${error.address}`, { label: m.copy_address(), run });
    }
  }

  async #copy(address: string): Promise<void> {
    try {
      await this.#backend.copyText(address);
      this.#toasts.say(m.toast_copied());
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  async #set(id: string, state: JobState, text: string): Promise<void> {
    const before = this.#list.row(id)?.state;
    const taken = this.#leaves(state) ? this.#list.take(id) : null;
    // A job just saved stays where it is read, although the inbox no longer counts it.
    if (taken === null) this.#list.change(id, { state }, true);
    const back = (): void => this.#back(id, before, taken);
    try {
      const { undo } = await this.#backend.setJobState([id], state, null);
      this.#undo.offer({ text, token: undo, back });
    } catch (thrown) {
      back();
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  /** Whether a job in this state has no place in the list any more. */
  #leaves(state: JobState): boolean {
    switch (this.#list.view.kind) {
      case 'inbox':
      case 'search':
        return state === 'dismissed';
      case 'saved':
        return state !== 'saved';
      case 'applied':
        return !isApplied(state);
      case 'dismissed':
        return state !== 'dismissed';
      case 'all':
        return false;
    }
  }

  #back(id: string, before: JobState | undefined, taken: Taken | null): void {
    if (taken !== null) this.#list.putBack(taken);
    else if (before !== undefined) this.#list.change(id, { state: before });
  }
}
