// What is dropped on the window: links and queries, which the page reads itself. Files are the shell's: it tells of them
// by name only, and a key in one never comes here.

import { asWireError, type Backend } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';
import { dropMeaning } from './drop-meaning';

const FIELDS = 'input, textarea, [contenteditable]';
const USABLE = ['Files', 'text/uri-list', 'text/plain'];

export interface Taking {
  search: (text: string) => void;
  job: (id: string) => void;
  /** A dialog is open: nothing takes the place of what is written in it. */
  busy: () => boolean;
}

export class Drops {
  /** Something that may be dropped is over the window. */
  over = $state(false);
  /** What is dragged came from the window itself. */
  #inside = false;
  readonly #backend: Backend;
  readonly #toasts: Toasts;
  readonly #taking: Taking;

  constructor(backend: Backend, toasts: Toasts, taking: Taking) {
    this.#backend = backend;
    this.#toasts = toasts;
    this.#taking = taking;
  }

  /** A drag began in the window, or ended. */
  begin = (): void => void (this.#inside = true);
  end = (): void => void (this.#inside = false);

  hover = (event: DragEvent): void => {
    if (!this.#ours(event)) return;
    // Otherwise the web view would open what is dropped instead of this page.
    event.preventDefault();
    const files = event.dataTransfer?.types.includes('Files') === true;
    const taken = files || !this.#taking.busy();
    if (event.dataTransfer) event.dataTransfer.dropEffect = taken ? 'copy' : 'none';
    this.over = taken;
  };

  /** The pointer left the window, or only a part of it for another. */
  leave = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node)) this.over = false;
  };

  drop = async (event: DragEvent): Promise<void> => {
    this.over = false;
    if (!this.#ours(event)) {
      this.end();
      return;
    }
    event.preventDefault();
    const { dataTransfer } = event;
    if (!dataTransfer || dataTransfer.types.includes('Files')) return;
    const [address] = dataTransfer
      .getData('text/uri-list')
      .split(/\r?\n/u)
      .filter((line) => line.trim() !== '' && !line.startsWith('#'));
    await this.take(address ?? dataTransfer.getData('text/plain'));
  };

  /** Does what a text asks for. */
  async take(text: string): Promise<void> {
    if (this.#taking.busy()) {
      this.#toasts.warn(m.drop_busy());
      return;
    }
    const meaning = dropMeaning(text);
    switch (meaning.kind) {
      case 'nothing':
        this.#toasts.warn(m.drop_nothing());
        return;
      case 'job':
        return this.#open(meaning.ids);
      default:
        this.#taking.search(meaning.text);
    }
  }

  async #open(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        await this.#backend.job(id);
      } catch (thrown) {
        const { code, message } = asWireError(thrown);
        if (code === 'notFound') continue;
        this.#toasts.warn(message);
        return;
      }
      this.#taking.job(id);
      return;
    }
    this.#toasts.warn(m.drop_job_missing());
  }

  /** Text may be dropped into a field as everywhere. */
  #ours({ target, dataTransfer }: DragEvent): boolean {
    const field = target instanceof Element && target.closest(FIELDS) !== null;
    const types = dataTransfer?.types ?? [];
    return !this.#inside && (!field || types.includes('Files')) && USABLE.some((type) => types.includes(type));
  }
}
