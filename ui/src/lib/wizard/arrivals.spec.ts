import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it } from 'vitest';
import { Wizard } from './wizard.svelte';

async function setUp() {
  const fake = new FakeBackend({ setupDone: false, searches: 0 });
  const wizard = new Wizard(fake, () => undefined);
  await wizard.open({ wizard: null, setupDone: false });
  return { fake, wizard };
}

describe('jobs that arrive', () => {
  it('change the preview while it is shown', async () => {
    const { fake, wizard } = await setUp();
    await wizard.lookAround();
    fake.arrive(3);
    await wizard.jobsChanged();
    expect(wizard.search.editor.preview?.stored).toBe(43);
  });

  it('cost no preview elsewhere', async () => {
    const { fake, wizard } = await setUp();
    await wizard.jobsChanged();
    expect(fake.called).not.toContain('previewQuery');
  });
});
