import { FakeBackend } from '$lib/ipc/fake/fake';
import { addMarketplace } from '$lib/ipc/fake/marketplace';
import { trouble, type Trouble } from '$lib/ipc/fake/troubles';
import { describe, expect, it } from 'vitest';
import { SourceTest } from './source-test.svelte';

async function made(...troubles: Trouble[]) {
  const backend = trouble(new FakeBackend({ setupDone: false }), ...troubles);
  const { id } = await addMarketplace(backend);
  const said: string[] = [];
  return { backend, id, said, test: new SourceTest(backend, (text) => said.push(text)) };
}

describe('a test of a source', () => {
  it('is_demanded_before_one_goes_on', async () => {
    const { backend, id, said, test } = await made();
    expect(test.demand()).toBe(false);
    expect(test.problem).toContain('not tested yet');
    await backend.beginAuthorization(id);
    await backend.pasteAuthorization(id, 'code');
    await test.run(id);
    expect([test.demand(), test.problem]).toEqual([true, null]);
    expect(said).toEqual(['The access works.']);
  });

  it('says_what_to_do_when_it_fails', async () => {
    const { id, said, test } = await made('no-permission');
    await test.run(id);
    expect(said.at(-1)).toContain('Read marketplace Job Postings');
    expect(test.demand()).toBe(false);
    expect(test.problem).toContain('The test failed');
  });

  it('says_why_nothing_could_be_tested', async () => {
    const { test } = await made();
    await test.run('gone');
    expect(test.problem).toContain('no longer there');
    expect(test.testing).toBe(false);
  });
});
