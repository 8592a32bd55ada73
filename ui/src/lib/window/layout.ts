// How many panes there is room for.

import { MediaQuery } from 'svelte/reactivity';
import type { Layout } from './main-window.svelte';

export class WindowLayout implements Layout {
  #three = new MediaQuery('min-width: 1000px');
  #two = new MediaQuery('min-width: 640px');

  /** The side bar has room beside list and job. */
  get wide(): boolean {
    return this.#three.current;
  }

  get single(): boolean {
    return !this.#two.current;
  }
}
