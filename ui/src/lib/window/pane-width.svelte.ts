// How wide the list is beside the job: as its user wants it, as far as there is room for both.

/** The least room for the list and for the job, in pixels. */
export const LIST = 280;
export const JOB = 340;
/** One press of an arrow, and one with Shift. */
export const STEP = 16;
export const LEAP = 80;
/** The part of the room that the list has by itself. */
const SHARE = 0.4;

export class PaneWidth {
  /** The room that list and job share. */
  room = $state(0);
  /** The width that was chosen; null: as wide as it is by itself. */
  chosen = $state<number | null>(null);
  #from: { x: number; width: number } | null = null;
  readonly #keep: (width: number | null) => void;

  readonly most = $derived(Math.max(LIST, this.room - JOB));
  /** The width it has. */
  readonly now = $derived(Math.round(this.#within(this.chosen ?? this.room * SHARE)));

  constructor(chosen: number | null, keep: (width: number | null) => void) {
    this.chosen = chosen;
    this.#keep = keep;
  }

  get dragging(): boolean {
    return this.#from !== null;
  }

  press(x: number): void {
    this.#from = { x, width: this.now };
  }

  move(x: number): void {
    if (this.#from !== null) this.chosen = this.#within(this.#from.width + x - this.#from.x);
  }

  release(): void {
    if (this.#from !== null && this.#from.width !== this.now) this.#keep(this.now);
    this.#from = null;
  }

  /** As wide as it is by itself again. */
  reset(): void {
    this.chosen = null;
    this.#keep(null);
  }

  /** What a key does; false for one that does nothing here. */
  key(key: string, far: boolean): boolean {
    const by = far ? LEAP : STEP;
    const widths: Record<string, number> = {
      ArrowLeft: this.now - by,
      ArrowRight: this.now + by,
      Home: LIST,
      End: this.most,
    };
    const width = widths[key];
    if (key === 'Enter') this.reset();
    if (width === undefined) return key === 'Enter';
    this.chosen = this.#within(width);
    this.#keep(this.now);
    return true;
  }

  #within(width: number): number {
    return Math.max(LIST, Math.min(width, this.most));
  }
}
