// How the window looks and what its keys are: the theme and how close the rows stand are set on the root of the document,
// the keys in the keymap.

import { asWireError, type Backend, type Preferences } from '$lib/ipc';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { keymap } from '$lib/window/shortcuts';
import { createContext } from 'svelte';

export class Appearance {
  preferences = $state.raw<Preferences>({ theme: 'system', density: 'compact', listWidth: null, shortcuts: [] });
  #backend: Backend;
  #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Shows these, without writing them down. */
  apply(preferences: Preferences, root: HTMLElement = document.documentElement): void {
    this.preferences = preferences;
    keymap.changes = preferences.shortcuts;
    root.dataset.density = preferences.density;
    if (preferences.theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = preferences.theme;
  }

  /** Shows these and writes them down. */
  async choose(change: Partial<Preferences>): Promise<void> {
    this.apply({ ...this.preferences, ...change });
    try {
      await this.#backend.setPreferences(this.preferences);
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }
}

export const [useAppearance, provideAppearance] = createContext<Appearance>();
