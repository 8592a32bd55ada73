// Short messages at the edge of the window, each with at most one thing to do. They leave by themselves, but never while
// someone points at them or has the focus in them.

import { createContext } from 'svelte';

/** How long a toast stays, in milliseconds. Those with an action stay longer, so that it can be reached. */
export const STAY = { plain: 4_000, action: 8_000 } as const;

export interface ToastAction {
  label: string;
  keys?: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action: ToastAction | null;
}

export class Toasts {
  shown = $state.raw<Toast[]>([]);
  #next = 1;
  #held = false;
  readonly #leaving = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a text; `action` ends the toast when it is taken. Returns its id. */
  say(text: string, action: ToastAction | null = null): number {
    return this.#add({ id: this.#next++, text, tone: 'plain', action });
  }

  /** Shows what went wrong, and what can be done about it. It stays as long as one with an action. */
  warn(text: string, action: ToastAction | null = null): number {
    return this.#add({ id: this.#next++, text, tone: 'bad', action });
  }

  close(id: number): void {
    clearTimeout(this.#leaving.get(id));
    this.#leaving.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  take(toast: Toast): void {
    this.close(toast.id);
    toast.action?.run();
  }

  /** While held, nothing leaves. */
  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
    if (!held) for (const toast of this.shown) this.#leaveLater(toast);
  }

  #add(toast: Toast): number {
    // More than three would cover the page; the oldest gives way.
    for (const old of this.shown.slice(0, Math.max(0, this.shown.length - 2))) this.close(old.id);
    this.shown = [...this.shown, toast];
    if (!this.#held) this.#leaveLater(toast);
    return toast.id;
  }

  #leaveLater(toast: Toast): void {
    const stay = toast.action === null && toast.tone === 'plain' ? STAY.plain : STAY.action;
    this.#leaving.set(
      toast.id,
      setTimeout(() => this.close(toast.id), stay),
    );
  }
}

export const [useToasts, provideToasts] = createContext<Toasts>();
