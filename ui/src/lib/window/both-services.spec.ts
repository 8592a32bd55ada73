import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { addMarketplace } from '$lib/ipc/fake/marketplace';
import { describe, expect, it, vi } from 'vitest';
import { BothServices } from './both-services.svelte';

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const both = new BothServices(backend);
  const stop = await both.start();
  return { backend, both, stop };
}

describe('two services', () => {
  it('are_spoken_of_once_when_the_second_is_added', async () => {
    const { backend, both } = await made();
    await addMarketplace(backend);
    await vi.waitFor(() => expect(both.shown).toBe(true));
    both.dismiss();
    await backend.setPaused(true);
    await backend.sources();
    expect(both.shown).toBe(false);
  });

  it('are_spoken_of_when_the_second_is_switched_on_again', async () => {
    const { backend, both } = await made({ marketplace: true });
    expect(both.shown).toBe(false);
    await backend.setSourceEnabled('k2', false);
    await backend.setSourceEnabled('k2', true);
    await vi.waitFor(() => expect(both.shown).toBe(true));
    await backend.removeSource('k1');
    await vi.waitFor(() => expect(both.shown).toBe(false));
  });

  it('are_not_spoken_of_where_there_is_one', async () => {
    const { backend, both } = await made();
    await backend.addSandbox();
    await backend.setSourceEnabled('k1', false);
    await backend.setSourceEnabled('k1', true);
    await vi.waitFor(() => expect(backend.called.filter((name) => name === 'sources').length).toBeGreaterThan(3));
    expect(both.shown).toBe(false);
  });

  it('are_looked_at_no_longer_once_that_is_ended', async () => {
    const { backend, both, stop } = await made();
    stop();
    await addMarketplace(backend);
    await backend.sources();
    expect(both.shown).toBe(false);
  });
});
