import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

// A busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });

// jsdom lays nothing out. It says that every element is 600 pixels high and the window 1280 wide, so that lists draw
// rows and all three panes are shown.
class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class Sized extends Observer {
  readonly #tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    super();
    this.#tell = tell;
  }

  override observe(target?: Element): void {
    if (!target) return;
    const height = target.getAttribute('role') === 'listbox' ? 600 : 56;
    const entry = { target, contentRect: { width: 400, height } } as unknown as ResizeObserverEntry;
    queueMicrotask(() => this.#tell([entry], this));
  }
}

document.documentElement.lang = 'en';

Object.assign(globalThis, {
  ResizeObserver: Sized,
  matchMedia: (query: string) => ({
    matches: /min-width/u.test(query),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});
Object.assign(Element.prototype, { scrollIntoView: () => undefined, scrollTo: () => undefined });
Object.defineProperty(HTMLElement.prototype, 'offsetParent', { get: () => document.body });
