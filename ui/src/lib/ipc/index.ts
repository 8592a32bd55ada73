// The one door to the shell. Everything else in the window takes a `Backend` and imports types from here.

import type { Backend } from './backend';
import { tauri } from './tauri';

export { provideBackend, useBackend } from './context';
export { asWireError } from './errors';
export type { Backend, Commands, Events } from './backend';
export { PRESETS } from './bindings';
export type * from './bindings';

// In the demo mode and in a browser during development (`?fake`), synthetic data stand in for the shell.
const playable = import.meta.env.DEV || import.meta.env.MODE === 'demo';

/** The backend of this window. */
export async function connect(address: string): Promise<Backend> {
  if (playable) {
    const options = new URL(address).searchParams;
    if (options.has('fake')) {
      const { fakeFromOptions } = await import('./fake/options');
      return fakeFromOptions(options);
    }
  }
  return tauri;
}
