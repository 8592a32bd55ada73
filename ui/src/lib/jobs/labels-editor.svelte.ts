// Labels of several jobs at once: those on all of them, on some, or on none, and which are to be added or taken away.

import type { Backend } from '$lib/ipc';
import { labelProblem, sameLabel } from './labels';

/** On all of the jobs, on some of them, or on none. */
export type Share = 'all' | 'some' | 'none';

export class LabelsEditor {
  /** What is typed as a new label. */
  text = $state('');
  /** Every label there is to choose from. */
  known = $state.raw<readonly string[]>([]);
  /** What was chosen here, by label. */
  #changed = $state.raw<ReadonlyMap<string, 'all' | 'none'>>(new Map());
  readonly #backend: Backend;
  readonly #before: ReadonlyMap<string, Share>;

  /** `jobs` are the labels of each job that is known, of `count` jobs in all. */
  constructor(backend: Backend, jobs: readonly (readonly string[])[], count: number) {
    this.#backend = backend;
    const on = new Map<string, number>();
    for (const label of jobs.flat()) on.set(label, (on.get(label) ?? 0) + 1);
    this.#before = new Map([...on].map(([label, many]) => [label, many === count ? 'all' : 'some']));
    this.known = sorted([...on.keys()]);
  }

  /** Why what is typed cannot be a label. */
  get problem(): string | null {
    return labelProblem(this.text);
  }

  /** Asks for the labels in use elsewhere. */
  async load(): Promise<void> {
    try {
      this.known = sorted([...this.known, ...(await this.#backend.labels())]);
    } catch {
      // Those of the jobs themselves are there, and new ones can be typed.
    }
  }

  share(label: string): Share {
    return this.#changed.get(label) ?? this.#before.get(label) ?? 'none';
  }

  /** Puts a label on all jobs; one that is on all of them is taken away. */
  toggle(label: string): void {
    this.#set(label, this.share(label) === 'all' ? 'none' : 'all');
  }

  /** Takes what is typed as a label on all jobs. A word that is a label already is that label, however it is written. */
  add(): void {
    if (this.problem !== null) return;
    const text = this.text.trim();
    this.text = '';
    if (text === '') return;
    const label = this.known.find((one) => sameLabel(one, text)) ?? text;
    this.known = sorted([...this.known, label]);
    this.#set(label, 'all');
  }

  /** What is to be changed, with what is typed but not added yet. */
  result(): { add: string[]; remove: string[] } {
    this.add();
    const changes = [...this.#changed].filter(([label, to]) => to !== (this.#before.get(label) ?? 'none'));
    const of = (to: Share): string[] => changes.filter(([, share]) => share === to).map(([label]) => label);
    return { add: of('all'), remove: of('none') };
  }

  #set(label: string, to: 'all' | 'none'): void {
    this.#changed = new Map([...this.#changed, [label, to]]);
  }
}

/** Each once, by the alphabet. */
function sorted(labels: readonly string[]): string[] {
  return labels
    .filter((label, place) => labels.findIndex((other) => sameLabel(other, label)) === place)
    .sort((a, b) => a.localeCompare(b));
}
