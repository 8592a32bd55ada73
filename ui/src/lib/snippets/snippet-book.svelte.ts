// The user's snippets: loaded, added, changed, removed with a way back.

import { asWireError, type Backend, type Snippet, type WireError } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class SnippetBook {
  all = $state.raw<readonly Snippet[] | null>(null);
  problem = $state.raw<WireError | null>(null);
  readonly #backend: Backend;
  readonly #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  load = async (): Promise<void> => {
    try {
      this.all = await this.#backend.snippets();
      this.problem = null;
    } catch (thrown) {
      this.problem = asWireError(thrown);
    }
  };

  /** Removes a snippet; a toast brings it back. */
  async remove({ id, name }: Snippet): Promise<void> {
    try {
      const { undo } = await this.#backend.removeSnippet(id);
      const run = (): void => void this.#bringBack(undo);
      this.#toasts.say(m.toast_removed({ name }), { label: m.undo(), run });
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  }

  async #bringBack(token: string): Promise<void> {
    try {
      await this.#backend.undo(token);
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  }
}
