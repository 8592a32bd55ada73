// What all of the fake does alike: it counts what is called, answers late or not at all when told so, and tells who
// listens.

import type { Changed, Dropped, ShowJob } from '../bindings';
import { refusal } from './shelf';

export const ALL: Changed = { jobs: true, searches: true, sources: true, status: true };

export interface Manner {
  /** Milliseconds before an answer. */
  delay: number;
  /** Commands that fail, as if the network were gone. */
  failing: readonly string[];
}

export class Answering {
  /** Names of the commands called, in order. */
  readonly called: string[] = [];
  readonly #manner: Manner;
  readonly #changed = new Set<(changed: Changed) => void>();
  readonly #shown = new Set<(show: ShowJob) => void>();
  readonly #leaving = new Set<() => void>();
  readonly #dropped = new Set<(dropped: Dropped) => void>();

  constructor(manner: Manner) {
    this.#manner = manner;
  }

  tell(changed: Changed): void {
    for (const tell of this.#changed) tell(changed);
  }

  show(id: string): void {
    for (const tell of this.#shown) tell({ id });
  }

  /** The window is about to go. */
  leave(): void {
    for (const tell of this.#leaving) tell();
  }

  /** A file, or a link, was dropped on the window. */
  drop(name: string, link: string | null = null): void {
    for (const tell of this.#dropped) tell({ name, link });
  }

  onChanged = (tell: (changed: Changed) => void) => this.#listen(this.#changed, tell);
  onShowJob = (tell: (show: ShowJob) => void) => this.#listen(this.#shown, tell);
  onLeaving = (tell: () => void) => this.#listen(this.#leaving, tell);
  onDropped = (tell: (dropped: Dropped) => void) => this.#listen(this.#dropped, tell);

  /** Answers a command. */
  protected async answer<T>(name: string, make: () => T): Promise<T> {
    this.called.push(name);
    const { delay, failing } = this.#manner;
    if (delay > 0) await new Promise((done) => setTimeout(done, delay));
    if (failing.includes(name))
      throw refusal('network', 'The service could not be reached. Check the connection and try again.');
    return make();
  }

  /** Does what a command says, without an answer. */
  protected async do(name: string, act: () => unknown): Promise<null> {
    await this.answer(name, act);
    return null;
  }

  /** Answers a command that changes what is stored. */
  protected async change<T>(name: string, act: () => T): Promise<T> {
    const result = await this.answer(name, act);
    this.tell(ALL);
    return result;
  }

  /** Does what a command says that changes what is stored, without an answer. */
  protected async told(name: string, act: () => unknown): Promise<null> {
    await this.change(name, act);
    return null;
  }

  #listen<T>(listeners: Set<T>, tell: T): Promise<() => void> {
    listeners.add(tell);
    return Promise.resolve(() => listeners.delete(tell));
  }
}
