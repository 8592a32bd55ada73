import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { Farewell } from './farewell';

async function begun() {
  const backend = new FakeBackend();
  const farewell = new Farewell();
  const warn = vi.fn();
  const stop = farewell.start(backend, warn);
  await Promise.resolve();
  return { backend, farewell, warn, stop };
}

const said = (backend: FakeBackend): number => backend.called.filter((name) => name === 'savedAll').length;

describe('the farewell', () => {
  it('answers_once_everything_is_saved_and_not_before', async () => {
    const { backend, farewell } = await begun();
    let saved = (): void => undefined;
    farewell.before(() => new Promise<void>((resolve) => (saved = resolve)));
    backend.leave();
    await new Promise((rest) => setTimeout(rest));
    expect(said(backend)).toBe(0);
    saved();
    await vi.waitFor(() => expect(backend.left).toBe(true));
  });

  it('warns_when_something_is_left_that_would_be_lost', async () => {
    const { backend, farewell, warn } = await begun();
    farewell.before(() => Promise.resolve(false));
    backend.leave();
    await vi.waitFor(() => expect(backend.left).toBe(false));
    expect(warn).toHaveBeenCalledOnce();
  });

  it('answers_when_something_could_not_be_saved_and_saves_the_rest', async () => {
    const { backend, farewell, warn } = await begun();
    const rest = vi.fn(() => Promise.resolve());
    farewell.before(() => Promise.reject(new Error('full')));
    farewell.before(() => {
      throw new Error('broken');
    });
    farewell.before(rest);
    backend.leave();
    await vi.waitFor(() => expect(said(backend)).toBe(1));
    expect(rest).toHaveBeenCalledOnce();
    expect([backend.left, warn.mock.calls.length]).toEqual([false, 1]);
  });

  it('asks_nobody_who_has_gone', async () => {
    const { backend, farewell } = await begun();
    const save = vi.fn(() => Promise.resolve());
    farewell.before(save)();
    backend.leave();
    await vi.waitFor(() => expect(said(backend)).toBe(1));
    expect(save).not.toHaveBeenCalled();
  });

  it('is_said_every_time_until_nobody_listens', async () => {
    const { backend, stop } = await begun();
    backend.leave();
    backend.leave();
    await vi.waitFor(() => expect(said(backend)).toBe(2));
    stop();
    await Promise.resolve();
    backend.leave();
    await new Promise((rest) => setTimeout(rest));
    expect(said(backend)).toBe(2);
  });
});
