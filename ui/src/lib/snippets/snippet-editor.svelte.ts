// A snippet that is written or changed.

import { asWireError, type Backend, type Snippet } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { inserted } from './placeholders';

export class SnippetEditor {
  name = $state('');
  text = $state('');
  /** What is wrong with a field, or why it was not saved. */
  problems = $state<{ name?: string | null; text?: string | null; all?: string | null }>({});
  saving = $state(false);
  readonly #backend: Backend;
  readonly #id: string | null;

  /** For this snippet, or for a new one. */
  constructor(backend: Backend, snippet: Snippet | null) {
    this.#backend = backend;
    this.#id = snippet?.id ?? null;
    this.name = snippet?.name ?? '';
    this.text = snippet?.text ?? '';
  }

  /** Writes a placeholder over what is selected; returns where the caret is then. */
  insert(name: string, start: number, end: number): number {
    const { text, caret } = inserted(this.text, name, start, end);
    this.text = text;
    return caret;
  }

  /** Saves it; false, with the reason in view, when that is refused. */
  async save(): Promise<boolean> {
    if (this.saving) return false;
    this.problems = {
      name: this.name.trim() === '' ? m.snippet_name_problem() : null,
      text: this.text.trim() === '' ? m.snippet_text_problem() : null,
    };
    if (this.problems.name || this.problems.text) return false;
    this.saving = true;
    try {
      await this.#backend.saveSnippet(this.#id, this.name.trim(), this.text);
      return true;
    } catch (thrown) {
      this.problems = { all: asWireError(thrown).message };
      return false;
    } finally {
      this.saving = false;
    }
  }
}
