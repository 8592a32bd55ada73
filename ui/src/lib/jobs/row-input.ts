// What presses and keys on the rows of a list mean, beyond what the keys of the whole window do.

/** What the rows can have done. */
export interface RowDoes {
  choose: (id: string) => void;
  /** Adds a job to the selection or takes it out, or selects what lies between. */
  select: (id: string, how: 'toggle' | 'range') => void;
  /** Moves the chosen row, selecting what lies between. */
  extend: (by: number) => void;
  read: (id: string) => void;
  /** It was asked at this place what can be done with a job. */
  menu: (id: string, x: number, y: number) => void;
}

/** How far into a row, and above its lower edge, a menu opens that was asked for by a key. */
const INTO = { x: 20, y: 4 };

export class RowInput {
  readonly #does: () => RowDoes;
  readonly #current: () => string | null;

  constructor(does: () => RowDoes, current: () => string | null) {
    this.#does = does;
    this.#current = current;
  }

  pressed(event: MouseEvent, id: string): void {
    const ticked = event.target instanceof Element && event.target.closest('[data-tick]') !== null;
    if (event.shiftKey) this.#does().select(id, 'range');
    else if (ticked || event.ctrlKey || event.metaKey) this.#does().select(id, 'toggle');
    else this.#does().choose(id);
  }

  asked(event: MouseEvent, id: string): void {
    event.preventDefault();
    this.#does().menu(id, event.clientX, event.clientY);
  }

  keyed = (event: KeyboardEvent): void => {
    const current = this.#current();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.shiftKey && by !== undefined) this.#does().extend(by);
    else if (event.key === ' ' && current !== null) this.#does().select(current, 'toggle');
    else if (current !== null && asksForMenu(event)) this.#askedOf(current);
    else return;
    event.preventDefault();
  };

  #askedOf(id: string): void {
    const row = document.getElementById(`job-${id}`)?.getBoundingClientRect();
    if (row) this.#does().menu(id, row.left + INTO.x, row.bottom - INTO.y);
  }
}

function asksForMenu({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}
