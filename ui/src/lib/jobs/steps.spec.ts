import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it } from 'vitest';
import { Steps } from './steps.svelte';
import { Undo } from './undo.svelte';

function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const toasts = new Toasts();
  const steps = new Steps(backend, new Undo(backend, toasts));
  const id = backend.shelf.latest?.id ?? '';
  return { backend, toasts, steps, id };
}

describe('what was done', () => {
  it('is_listed_latest_first', async () => {
    const { backend, steps, id } = made();
    await backend.setStar([id], true);
    await backend.setJobState([id], 'saved', null);
    await steps.load();
    expect(steps.all?.map(({ what }) => what)).toEqual(['Marked as saved', 'Starred']);
  });

  it('is_taken_back_in_any_order', async () => {
    const { backend, steps, id } = made();
    await backend.setStar([id], true);
    await backend.setJobState([id], 'saved', null);
    await steps.load();
    const star = steps.all?.at(-1);
    if (star) await steps.take(star);
    expect(steps.all?.map(({ what }) => what)).toEqual(['Marked as saved']);
    expect(backend.shelf.detail(id).row).toMatchObject({ starred: false, state: 'saved' });
  });

  it('stays_listed_when_it_cannot_be_taken_back', async () => {
    const { backend, toasts, steps, id } = made({ failing: ['undo'] });
    await backend.setStar([id], true);
    await steps.load();
    const [star] = steps.all ?? [];
    if (star) await steps.take(star);
    expect(steps.all).toHaveLength(1);
    expect(toasts.shown.map(({ tone }) => tone)).toEqual(['bad']);
  });

  it('says_why_it_could_not_be_listed', async () => {
    const { steps } = made({ failing: ['steps'] });
    await steps.load();
    expect(steps.problem?.message).not.toBe('');
  });
});
