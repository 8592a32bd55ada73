import '@testing-library/jest-dom/vitest';

// jsdom lays nothing out; virtua and the dialogs only need these to exist.
class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Object.assign(globalThis, { ResizeObserver: Observer });
Object.assign(Element.prototype, { scrollIntoView: () => undefined });
