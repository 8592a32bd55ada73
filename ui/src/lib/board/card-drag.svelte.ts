// Moving a card with the pointer. The window takes files that are dropped on it, so the drag and drop of the system is not
// for cards.

import { isStage, type Stage } from './stages';

/** How far the pointer moves before a press becomes a drag, in pixels. */
const SLACK = 5;

export class CardDrag {
  /** The card that is being moved. */
  id = $state<string | null>(null);
  /** The column it is over. */
  over = $state<Stage | null>(null);
  at = $state.raw({ x: 0, y: 0 });
  #pressed: { id: string; x: number; y: number } | null = null;
  #ondrop: (id: string, stage: Stage) => void;

  constructor(ondrop: (id: string, stage: Stage) => void) {
    this.#ondrop = ondrop;
  }

  press(event: PointerEvent, id: string): void {
    // A finger scrolls; for moving there are the keys, and a mouse or pen.
    if (event.button !== 0 || event.pointerType === 'touch') return;
    this.#pressed = { id, x: event.clientX, y: event.clientY };
  }

  move = (event: PointerEvent): void => {
    if (this.#pressed === null) return;
    const { id, x, y } = this.#pressed;
    if (this.id === null && Math.hypot(event.clientX - x, event.clientY - y) < SLACK) return;
    this.id = id;
    this.at = { x: event.clientX, y: event.clientY };
    this.over = stageAt(event.clientX, event.clientY);
  };

  /** Returns whether a card was moved, so that the press is none that opens it. */
  release = (): boolean => {
    const { id, over } = this;
    this.cancel();
    if (id !== null && over !== null) this.#ondrop(id, over);
    return id !== null;
  };

  cancel = (): void => {
    this.#pressed = null;
    this.id = null;
    this.over = null;
  };
}

function stageAt(x: number, y: number): Stage | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-stage]');
  const stage = column?.dataset['stage'];
  return isStage(stage) ? stage : null;
}
