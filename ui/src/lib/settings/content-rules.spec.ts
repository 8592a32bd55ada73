import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { ContentSettings } from './content-rules.svelte';

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const content = new ContentSettings(backend);
  await content.load();
  return { backend, content };
}

describe('content that may not be kept', () => {
  it('leaves_its_marks_unless_that_is_not_wanted', async () => {
    const { backend, content } = await made();
    expect(content.rules).toEqual({ keepMarks: true });
    await content.setKeepMarks(false);
    expect([content.rules, backend.marketplace.rules]).toEqual([{ keepMarks: false }, { keepMarks: false }]);
  });

  it('is_told_as_it_is_when_a_change_fails', async () => {
    const { backend, content } = await made();
    vi.spyOn(backend, 'setContentRules').mockRejectedValueOnce(new Error('The disk is full.'));
    await content.setKeepMarks(false);
    expect([content.rules, content.problem]).toEqual([{ keepMarks: true }, 'The disk is full.']);
    await content.setKeepMarks(false);
    expect([content.rules, content.problem]).toEqual([{ keepMarks: false }, null]);
  });

  it('says_why_nothing_is_known_of_it', async () => {
    const { content } = await made({ failing: ['contentRules'] });
    expect([content.rules, content.problem !== null]).toEqual([null, true]);
  });
});
