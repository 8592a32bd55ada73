// Putting lines in another order by dragging them. A press becomes a drag once the pointer has gone a little way, so that
// a click stays one.

/** Where a line is on the screen. */
export interface Line {
  id: string;
  top: number;
  bottom: number;
}

/** How far the pointer goes before a line comes along, in pixels. */
export const SLACK = 4;

export class Reorder {
  /** The line that is dragged. */
  dragged = $state<string | null>(null);
  /** The line it would come before; null is last. Of use only while something is dragged. */
  before = $state<string | null>(null);
  #pressed: { id: string; y: number } | null = null;
  readonly #drop: (id: string, before: string | null) => void;

  constructor(drop: (id: string, before: string | null) => void) {
    this.#drop = drop;
  }

  press(id: string, y: number): void {
    this.#pressed = { id, y };
  }

  /** The pointer is there now. True while something is dragged. */
  move(y: number, lines: readonly Line[]): boolean {
    if (this.#pressed === null) return false;
    if (this.dragged === null && Math.abs(y - this.#pressed.y) < SLACK) return false;
    this.dragged = this.#pressed.id;
    this.before = lines.find(({ top, bottom }) => y < (top + bottom) / 2)?.id ?? null;
    return true;
  }

  /** Lets go. True when something was dragged, which is no click then. */
  release(): boolean {
    const { dragged, before } = this;
    this.cancel();
    if (dragged === null) return false;
    this.#drop(dragged, before);
    return true;
  }

  /** Leaves everything where it was. */
  cancel(): void {
    this.#pressed = null;
    this.dragged = null;
  }

  /** Which edge of a line what is dragged would come to lie at. */
  edge(id: string, last: boolean): 'above' | 'below' | null {
    if (this.dragged === null) return null;
    if (this.before === id) return 'above';
    return last && this.before === null ? 'below' : null;
  }
}
