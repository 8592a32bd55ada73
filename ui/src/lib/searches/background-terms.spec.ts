import { FakeBackend } from '$lib/ipc/fake/fake';
import { DEFAULTS } from '$lib/ipc/fake/marketplace';
import { describe, expect, it, vi } from 'vitest';
import { BackgroundTerms } from './background-terms.svelte';

describe('the terms of checking in the background', () => {
  it('name_the_interval_the_engine_keeps_to_in_the_question_too', async () => {
    const backend = new FakeBackend();
    vi.spyOn(backend, 'marketplaceDefaults').mockResolvedValueOnce({ ...DEFAULTS, leastIntervalMinutes: 20 });
    const terms = new BackgroundTerms(backend);
    await terms.load();
    expect(terms.leastMinutes).toBe(20);
    expect(terms.question).toContain('every 20 minutes');
  });

  it('are_told_even_where_the_engine_does_not_answer', async () => {
    const terms = new BackgroundTerms(new FakeBackend({ failing: ['marketplaceDefaults'] }));
    await terms.load();
    expect(terms.question).toContain('every 15 minutes');
  });
});
