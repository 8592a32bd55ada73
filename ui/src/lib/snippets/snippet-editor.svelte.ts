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
  /** Null for a new one. */
  readonly id: string | null;
  readonly #backend: Backend;
  readonly #before: Pick<Snippet, 'name' | 'text'>;
  #going: Promise<boolean> | null = null;

  /** For this snippet, or for a new one. */
  constructor(backend: Backend, snippet: Snippet | null) {
    this.#backend = backend;
    this.id = snippet?.id ?? null;
    this.#before = snippet ?? { name: '', text: '' };
    this.name = this.#before.name;
    this.text = this.#before.text;
  }

  /** Something else is written than what was saved before. */
  get changed(): boolean {
    return this.name.trim() !== this.#before.name || this.text !== this.#before.text;
  }

  /** Writes a placeholder over what is selected; returns where the caret is then. */
  insert(name: string, start: number, end: number): number {
    const { text, caret } = inserted(this.text, name, start, end);
    this.text = text;
    return caret;
  }

  /** Saves it, once however often that is asked for meanwhile; false, with the reason in view, when that is refused. */
  async save(): Promise<boolean> {
    this.#going ??= this.#save();
    const saved = await this.#going;
    this.#going = null;
    return saved;
  }

  async #save(): Promise<boolean> {
    this.problems = {
      name: this.name.trim() === '' ? m.snippet_name_problem() : null,
      text: this.text.trim() === '' ? m.snippet_text_problem() : null,
    };
    if (this.problems.name || this.problems.text) return false;
    this.saving = true;
    try {
      await this.#backend.saveSnippet(this.id, this.name.trim(), this.text);
      return true;
    } catch (thrown) {
      this.problems = { all: asWireError(thrown).message };
      return false;
    } finally {
      this.saving = false;
    }
  }
}
