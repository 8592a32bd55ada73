import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it } from 'vitest';
import { Copying } from './copying.svelte';

describe('copying', () => {
  it('says_which_text_is_in_the_clipboard', async () => {
    const backend = new FakeBackend();
    const copying = new Copying(backend);
    await copying.copy('one');
    await copying.copy('two');
    expect([backend.lastAddress, copying.copied]).toEqual(['two', 'two']);
  });

  it('says_why_nothing_was_copied', async () => {
    const copying = new Copying(new FakeBackend({ failing: ['copyText'] }));
    await copying.copy('one');
    expect(copying.copied).toBeNull();
    expect(copying.problem).toContain('could not be reached');
  });
});
