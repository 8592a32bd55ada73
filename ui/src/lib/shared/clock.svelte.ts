// The time as the window shows it: it moves in steps, so that ages change without anything else happening.

import { createContext } from 'svelte';

const STEP = 20_000;

export class Clock {
  /** Milliseconds since 1970. */
  now = $state(0);
  #read: () => number;

  constructor(read: () => number = Date.now) {
    this.#read = read;
    this.now = read();
  }

  /** Reads the time again. */
  tick(): void {
    this.now = this.#read();
  }

  /** Ticks until the returned function is called. */
  start(): () => void {
    const timer = setInterval(() => this.tick(), STEP);
    return () => clearInterval(timer);
  }
}

export const [useClock, provideClock] = createContext<Clock>();
