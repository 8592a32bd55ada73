// Notes that are written beside jobs: one draft for each, kept until it is saved, however many jobs are read meanwhile.
// What is written in one go is one change to take back.

import { asWireError, type Change } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';
import type { Undo } from '../undo.svelte';
import { Draft } from './draft.svelte';

interface Kept {
  draft: Draft;
  /** What takes back the changes of this go, the latest last. */
  tokens: string[];
}

export interface NoteKeeping {
  save: (id: string, text: string) => Promise<Change>;
  takeBack: (token: string) => Promise<unknown>;
  /** What was done, in words. */
  says: () => string;
}

export class Notes {
  readonly #kept = new Map<string, Kept>();
  /** The job whose note is in view. */
  #shown: string | null = null;
  readonly #keeping: NoteKeeping;
  readonly #undo: Undo;
  readonly #toasts: Toasts;

  constructor(keeping: NoteKeeping, undo: Undo, toasts: Toasts) {
    this.#keeping = keeping;
    this.#undo = undo;
    this.#toasts = toasts;
  }

  /** The draft beside this job, which is in view from now on. */
  of(id: string): Draft {
    this.#shown = id;
    return this.#at(id).draft;
  }

  /** The field was left: saves what is written and offers the way back of all of it. */
  async rest(id: string): Promise<boolean> {
    const kept = this.#at(id);
    const saved = await kept.draft.leave();
    const token = kept.tokens.at(-1);
    if (!saved || token === undefined) return saved;
    const earlier = kept.tokens.slice(0, -1);
    kept.tokens = [];
    this.#undo.offer({ text: this.#keeping.says(), token, back: () => void this.#unwind(earlier) });
    return true;
  }

  /** The job was left. What could not be saved waits here, and that is said where it is seen. */
  async leave(id: string): Promise<void> {
    if (await this.rest(id)) {
      // Whoever came back meanwhile writes in this very draft.
      if (this.#shown !== id) this.#kept.delete(id);
      return;
    }
    const { problem } = this.#at(id).draft;
    const run = (): void => void this.leave(id);
    this.#toasts.warn(m.job_note_kept({ problem: problem ?? '' }), { label: m.retry(), run });
  }

  /** Saves what is written and not saved. Tells whether all of it is. */
  async flush(): Promise<boolean> {
    const saved = await Promise.all(Array.from(this.#kept.values(), ({ draft }) => draft.flush()));
    return saved.every(Boolean);
  }

  #at(id: string): Kept {
    const known = this.#kept.get(id);
    if (known) return known;
    const tokens: string[] = [];
    const kept: Kept = {
      tokens,
      draft: new Draft(async (text) => {
        kept.tokens.push((await this.#keeping.save(id, text)).undo);
      }),
    };
    this.#kept.set(id, kept);
    return kept;
  }

  /** Takes the rest of a go back; where that is refused, part of it stays, and the reason says so. */
  async #unwind(tokens: readonly string[]): Promise<void> {
    try {
      for (const token of tokens.toReversed()) await this.#keeping.takeBack(token);
    } catch (thrown) {
      this.#toasts.warn(m.job_note_part({ problem: asWireError(thrown).message }));
    }
  }
}
