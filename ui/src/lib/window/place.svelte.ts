// Where the user is in the window. It is written down a moment after it changed, so that a window that is closed and
// opened again shows the same.

import type { Backend, Place, View } from '$lib/ipc';

/** Rest after a change before it is written down, in milliseconds. */
export const REST = 250;

export class PlaceKeeper {
  #backend: Backend;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: Place | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Writes the place down, unless it changes again before long. */
  keep(place: Place): void {
    this.#next = place;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), REST);
  }

  /** Writes the place down now: the window may be gone in a moment. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const place = this.#next;
    this.#next = null;
    // Nothing can be done about a place that is not kept, and nothing is lost but a convenience.
    if (place !== null) await this.#backend.savePlace(place).catch(() => undefined);
  }
}

export function sameView(a: View, b: View): boolean {
  return a.kind === b.kind && (a.kind !== 'search' || b.kind !== 'search' || a.searchId === b.searchId);
}
