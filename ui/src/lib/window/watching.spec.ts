import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BLINK, Watching } from './watching.svelte';

const RUST = { searches: ['Rust'], lookedAt: 0, stored: 100_000 };

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const toasts = new Toasts();
  const watching = new Watching(backend, toasts);
  await watching.load();
  await backend.onChanged(() => void watching.load());
  return { backend, toasts, watching };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('matching stored jobs', () => {
  it('is_not_shown_when_it_ends_within_a_blink', async () => {
    const { backend, watching } = await made();
    const seen: unknown[] = [];
    backend.match(RUST);
    await vi.advanceTimersByTimeAsync(BLINK - 1);
    seen.push(watching.matching);
    backend.match(null);
    await vi.advanceTimersByTimeAsync(BLINK);
    seen.push(watching.matching);
    backend.match(RUST);
    await vi.advanceTimersByTimeAsync(BLINK - 1);
    seen.push(watching.matching);
    expect(seen).toEqual([null, null, null]);
  });

  it('is_shown_step_by_step_once_it_lasts', async () => {
    const { backend, watching } = await made();
    backend.match(RUST);
    await vi.advanceTimersByTimeAsync(BLINK / 2);
    backend.match({ ...RUST, lookedAt: 500 });
    await vi.advanceTimersByTimeAsync(BLINK / 2);
    expect(watching.matching?.lookedAt).toBe(500);
    backend.match({ ...RUST, lookedAt: 12_000 });
    await vi.advanceTimersByTimeAsync(0);
    expect(watching.matching?.lookedAt).toBe(12_000);
    backend.match(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(watching.matching).toBeNull();
  });

  it('can_be_stopped_which_says_what_becomes_of_it', async () => {
    const { backend, toasts, watching } = await made();
    backend.match(RUST);
    await vi.advanceTimersByTimeAsync(BLINK);
    await watching.stopMatching();
    expect(watching.matching).toBeNull();
    expect(toasts.shown.map(({ text }) => text)).toEqual([
      'Stopped. What was found so far is kept, and new jobs are matched as ever.',
    ]);
  });

  it('goes_on_where_it_cannot_be_stopped_and_says_why', async () => {
    const { backend, toasts, watching } = await made({ failing: ['stopMatching'] });
    backend.match(RUST);
    await vi.advanceTimersByTimeAsync(BLINK);
    await watching.stopMatching();
    expect(watching.matching).toEqual(RUST);
    expect(toasts.shown.map(({ tone }) => tone)).toEqual(['bad']);
  });
});
