import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { inAll, served, UsageState } from './usage.svelte';

const NOW = Date.parse('2026-11-16T10:00:00Z');

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ now: NOW, ...options });
  const page = new UsageState(backend);
  const stop = await page.start();
  return { backend, page, stop };
}

describe('usage', () => {
  it('puts_each_source_and_its_plan_together', async () => {
    const { page } = await made();
    const [spent] = page.sources;
    expect(spent?.usage).toMatchObject({ name: 'upworkjobsapi.com', callsThisMonth: 388, monthLimit: 1_000 });
    expect(spent?.plan?.id).toBe(spent?.usage.id);
    expect(page.hosts).toHaveLength(1);
  });

  it('shows_the_calls_of_a_source_that_is_switched_off_without_a_plan', async () => {
    const { backend, page } = await made();
    await backend.setSourceEnabled('k1', false);
    await vi.waitFor(() => expect(page.sources[0]?.plan).toBeNull());
    expect(page.sources[0]?.usage.callsThisMonth).toBe(388);
  });

  it('stays_true_until_it_is_left', async () => {
    const { backend, page, stop } = await made();
    await backend.addSandbox();
    await vi.waitFor(() => expect(page.sources).toHaveLength(2));
    stop();
    await backend.removeSource('k1');
    expect(page.sources).toHaveLength(2);
  });

  it.each(['usage', 'watchPlan', 'contactedHosts'])('says_why_it_could_not_be_loaded_when_%s_fails', async (name) => {
    const { page } = await made({ failing: [name] });
    expect([page.problem?.code, page.usage]).toEqual(['network', null]);
  });

  it('keeps_what_it_shows_when_loading_it_anew_fails', async () => {
    const { backend, page } = await made();
    vi.spyOn(backend, 'watchPlan').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await page.load();
    expect([page.problem?.message, page.sources.length]).toEqual(['The disk is full.', 1]);
    await page.load();
    expect(page.problem).toBeNull();
  });

  it('drops_the_answer_to_an_older_question', async () => {
    const { backend, page } = await made();
    const old = backend.usage();
    let answer: (usage: Awaited<typeof old>) => void = () => undefined;
    vi.spyOn(backend, 'usage').mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const first = page.load();
    backend.keys.sources = [];
    await page.load();
    answer(await old);
    await first;
    expect(page.sources).toEqual([]);
  });
});

describe('what calls were spent on', () => {
  it('names_the_searches_that_the_request_serves_now', async () => {
    const { backend, page } = await made({ searches: 2 });
    const [spent] = page.sources;
    if (!spent) throw new Error('there is a source');
    expect(served(spent)[0]?.searches).toEqual(['Rust desktop', 'Svelte, senior']);
    const narrow = { ...spent.usage.spendings[0], stream: 'verified=yes' } as (typeof spent.usage.spendings)[0];
    const usage = { ...spent.usage, spendings: [narrow] };
    expect(served({ ...spent, usage })[0]?.searches).toEqual([]);
    expect(backend.called).toContain('watchPlan');
  });
});

describe('the honest delay', () => {
  it('is_the_services_own_and_the_wait_together', () => {
    expect(inAll(2_640, false, 30)).toBe(2_640 + 1_800);
    expect(inAll(15, true, 30)).toBe(15);
  });
});
