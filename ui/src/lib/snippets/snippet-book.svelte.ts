// The user's snippets: loaded, added, changed, removed with a way back.

import { asWireError, type Backend, type Snippet, type WireError } from '$lib/ipc';
import type { Undo } from '$lib/jobs/undo.svelte';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { SnippetEditor } from './snippet-editor.svelte';

export class SnippetBook {
  all = $state.raw<readonly Snippet[] | null>(null);
  problem = $state.raw<WireError | null>(null);
  /** The one that is written or changed. */
  editor = $state.raw<SnippetEditor | null>(null);
  readonly #backend: Backend;
  readonly #undo: Undo;
  readonly #toasts: Toasts;

  constructor(backend: Backend, undo: Undo, toasts: Toasts) {
    this.#backend = backend;
    this.#undo = undo;
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

  /** Has a snippet changed, or a new one written, unless what is written in another one cannot be saved. */
  async edit(snippet: Snippet | null): Promise<void> {
    if (await this.leave()) this.editor = new SnippetEditor(this.#backend, snippet);
  }

  /** Saves what is written; false, with the reason in view, when that is refused. */
  async save(): Promise<boolean> {
    const { editor } = this;
    if (editor === null) return true;
    if (!(await editor.save())) return false;
    if (this.editor === editor) this.editor = null;
    await this.load();
    return true;
  }

  /** Gives up what is written. */
  cancel(): void {
    this.editor = null;
  }

  /** Saves what is written, if it is not saved yet; false when that is refused. */
  async leave(): Promise<boolean> {
    return this.editor?.changed === true ? await this.save() : true;
  }

  /** The page of the snippets goes: what is written is saved, or stays here until it can be. Tells which. */
  async end(): Promise<boolean> {
    const { editor } = this;
    if (await this.leave()) {
      this.editor = null;
      return true;
    }
    const { name, text, all } = editor?.problems ?? {};
    this.#toasts.warn(m.snippet_kept({ problem: all ?? name ?? text ?? '' }));
    return false;
  }

  /** Removes a snippet; undo brings it back. */
  async remove({ id, name }: Snippet): Promise<void> {
    const back = (): void => void this.load();
    const removed = this.#backend
      .removeSnippet(id)
      .then(({ undo }) => ({ text: m.toast_removed({ name }), token: undo, back }));
    this.#undo.expect(removed);
    try {
      await removed;
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  }
}
