// What the user does with jobs, one or ten thousand, each time at once, as one call and with one way back.

import { asWireError, type Backend, type Change, type DismissReason, type JobRow, type JobState } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';
import type { JobList } from './job-list.svelte';
import { copyAddress, openOutside } from './opening';
import { isApplied } from './states';
import { changedWords, stateWords } from './triage-words';
import type { Undo } from './undo.svelte';

/** Something that is done with jobs. */
interface Deed {
  ids: readonly string[];
  /** What their rows show at once. */
  change: (row: JobRow) => Partial<JobRow>;
  /** They have no place in the list any more. */
  leave: boolean;
  /** What is said of it. */
  text: string;
  ask: (ids: string[]) => Promise<Change>;
}

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

  /** Gives jobs a state; dismissed ones for a reason, where one is given. */
  async set(ids: readonly string[], state: JobState, reason: DismissReason | null = null): Promise<void> {
    await this.#do({
      ids,
      change: () => ({ state }),
      leave: this.#leaves(state),
      text: stateWords(state, reason, ids.length),
      ask: (all) => this.#backend.setJobState(all, state, reason),
    });
  }

  /** Takes jobs out of the state they were put in: they are jobs that were seen, no more. */
  async release(ids: readonly string[], from: 'saved' | 'dismissed'): Promise<void> {
    await this.#do({
      ids,
      change: () => ({ state: 'seen' }),
      leave: this.#leaves('seen'),
      text: changedWords(from === 'saved' ? m.toast_unsaved() : m.toast_restored(), ids.length),
      ask: (all) => this.#backend.setJobState(all, 'seen', null),
    });
  }

  /** Marks jobs with a star, or takes it away. */
  async star(ids: readonly string[], starred: boolean): Promise<void> {
    await this.#do({
      ids,
      change: () => ({ starred }),
      leave: false,
      text: changedWords(starred ? m.did_star() : m.did_unstar(), ids.length),
      ask: (all) => this.#backend.setStar(all, starred),
    });
  }

  /** Adds labels to jobs and takes labels away. */
  async label(ids: readonly string[], add: string[], remove: string[]): Promise<void> {
    if (add.length + remove.length === 0) return;
    await this.#do({
      ids,
      change: ({ labels }) => ({ labels: relabelled(labels, add, remove) }),
      leave: false,
      text: changedWords(m.did_labels(), ids.length),
      ask: (all) => this.#backend.setLabels(all, add, remove),
    });
  }

  /** Opens the job in the browser. Without one, its address can be copied. */
  async open(id: string): Promise<void> {
    const copy = (address: string): Promise<void> => copyAddress(address, this.#backend, this.#toasts);
    await openOutside(() => this.#backend.openJob(id), this.#toasts, copy);
  }

  async #do({ ids, change, leave, text, ask }: Deed): Promise<void> {
    if (ids.length === 0) return;
    const all = new Set(ids);
    const { left, back } = leave ? this.#list.take(all) : this.#shown(all, change);
    const done = ask([...all]).then(({ undo }) => {
      left();
      return { text, token: undo, back };
    });
    // The rows have changed already, so the way back is there already, too.
    this.#undo.expect(done);
    try {
      await done;
    } catch (thrown) {
      back();
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  /** A job just saved stays where it is read, although the inbox no longer counts it. */
  #shown(ids: ReadonlySet<string>, change: Deed['change']): { left: () => void; back: () => void } {
    return { left: () => undefined, back: this.#list.change(ids, change, true) };
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
}

/** Labels with some more and without others; the same word twice is one label, however it is written. */
function relabelled(labels: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const plain = (label: string): string => label.toLowerCase();
  const gone = new Set(remove.map(plain));
  const kept = labels.filter((label) => !gone.has(plain(label)));
  const known = new Set(kept.map(plain));
  return [...kept, ...add.filter((label) => !known.has(plain(label)))];
}
