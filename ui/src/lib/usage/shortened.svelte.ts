// A list of which the first are shown until somebody wants all of it.

/** How many are shown at first. */
export const FIRST = 12;

export class Shortened<T> {
  #all = $state(false);
  #items: () => readonly T[];

  constructor(items: () => readonly T[]) {
    this.#items = items;
  }

  get shown(): readonly T[] {
    return this.#all ? this.#items() : this.#items().slice(0, FIRST);
  }

  /** How many there are, when not all are shown. */
  get more(): number | null {
    const { length } = this.#items();
    return this.#all || length <= FIRST ? null : length;
  }

  showAll = (): void => {
    this.#all = true;
  };
}
