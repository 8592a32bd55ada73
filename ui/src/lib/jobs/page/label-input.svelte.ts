// The labels of a job as they are written: completion from those in use, and what a key does.

import type { Backend } from '$lib/ipc';
import { labelProblem, MOST_LABELS, sameLabel } from '../labels';

/** Most completions shown. */
const MOST_OFFERED = 6;

export class LabelInput {
  text = $state('');
  /** The field has the focus. */
  open = $state(false);
  /** The completion that is highlighted; -1 for none. */
  at = $state(-1);
  #known = $state.raw<readonly string[]>([]);
  readonly #backend: Backend;
  readonly #present: () => readonly string[];
  readonly #change: (add: string[], remove: string[]) => void;

  /** `present`: the job's labels; `change`: adds some and takes some away. */
  constructor(backend: Backend, present: () => readonly string[], change: (add: string[], remove: string[]) => void) {
    this.#backend = backend;
    this.#present = present;
    this.#change = change;
  }

  /** Labels in use that the text could become, those that begin with it first. */
  readonly offered: readonly string[] = $derived.by(() => {
    const typed = this.text.trim().toLowerCase();
    const free = this.#known.filter((label) => !this.#has(label) && label.toLowerCase().includes(typed));
    const begins = (label: string): number => (label.toLowerCase().startsWith(typed) ? 0 : 1);
    return free.sort((a, b) => begins(a) - begins(b)).slice(0, MOST_OFFERED);
  });

  /** Why what is written cannot become labels. */
  readonly problem: string | null = $derived(problemOf(this.text.split(',')));

  get full(): boolean {
    return this.#present().length >= MOST_LABELS;
  }

  /** Begins to write; completion is only a help, so a failure to have it is none. */
  async begin(): Promise<void> {
    this.open = true;
    try {
      this.#known = await this.#backend.labels();
    } catch {
      this.#known = [];
    }
  }

  /** Leaves the field; what is written becomes a label, or stays where it is too long for one. */
  end(): void {
    this.#written();
    this.open = false;
  }

  type(text: string): void {
    this.at = -1;
    const parts = text.split(',');
    if (parts.length === 1 || problemOf(parts) !== null) {
      this.text = text;
      return;
    }
    this.text = parts.pop()?.trimStart() ?? '';
    this.#add(parts);
  }

  /** What a key does; true when it did something. */
  press(key: string): boolean {
    switch (key) {
      case 'Enter': {
        const chosen = this.offered[this.at];
        if (chosen === undefined) this.#written();
        else this.add(chosen);
        return true;
      }
      case 'Backspace': {
        const last = this.#present().at(-1);
        if (this.text !== '' || last === undefined) return false;
        this.remove(last);
        return true;
      }
      case 'Escape':
        this.text = '';
        this.at = -1;
        return false;
      case 'ArrowDown':
      case 'ArrowUp':
        return this.#move(key === 'ArrowDown' ? 1 : -1);
      default:
        return false;
    }
  }

  add(label: string): void {
    this.text = '';
    this.at = -1;
    this.#add([label]);
  }

  remove(label: string): void {
    this.#change([], [label]);
  }

  #written(): void {
    if (this.problem === null) this.add(this.text);
  }

  #add(labels: readonly string[]): void {
    const wanted = labels.map((label) => label.trim()).filter((label) => label !== '' && !this.#has(label));
    if (wanted.length > 0) this.#change(wanted, []);
  }

  #move(by: number): boolean {
    const count = this.offered.length;
    if (count === 0) return false;
    this.at = (this.at + by + count + 1) % (count + 1);
    if (this.at === count) this.at = -1;
    return true;
  }

  #has(label: string): boolean {
    return this.#present().some((present) => sameLabel(present, label));
  }
}

function problemOf(labels: readonly string[]): string | null {
  return labels.map(labelProblem).find((problem) => problem !== null) ?? null;
}
