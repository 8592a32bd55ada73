import type { WizardProgress } from '$lib/ipc';
import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { addMarketplace } from '$lib/ipc/fake/marketplace';
import { searchInput } from '$lib/ipc/fake/searches';
import { describe, expect, it, vi } from 'vitest';
import { Wizard } from './wizard.svelte';

const FRESH = { wizard: null, setupDone: false };

async function setUp(options: Partial<FakeOptions> = {}) {
  const fake = new FakeBackend({ setupDone: false, searches: 0, ...options });
  const done = vi.fn<() => void>();
  const wizard = new Wizard(fake, done);
  await wizard.open(FRESH);
  return { fake, done, wizard };
}

const saved = async (fake: FakeBackend): Promise<WizardProgress | null> => (await fake.appState()).wizard;

/** A wizard of a window that is opened later. */
async function reopened(fake: FakeBackend): Promise<Wizard> {
  const wizard = new Wizard(fake, () => undefined);
  await wizard.open(await fake.appState());
  return wizard;
}

async function addKey(wizard: Wizard): Promise<void> {
  await wizard.chooseMarketplace();
  await wizard.haveKey();
  wizard.marketplace.credentials.clientId = '0a1b';
  await wizard.key.paste();
  await wizard.proceed();
}

async function allow(fake: FakeBackend, wizard: Wizard): Promise<void> {
  const id = wizard.source?.id ?? '';
  await fake.beginAuthorization(id);
  await fake.pasteAuthorization(id, 'code');
  await wizard.sourceChanged();
}

async function apply(wizard: Wizard): Promise<void> {
  await wizard.chooseMarketplace();
  await wizard.applyForKey();
  wizard.marketplace.application.tick('name', true);
  await wizard.proceed();
  wizard.marketplace.application.purpose = 'I look for Rust jobs.';
  await wizard.proceed();
}

describe('the way to the marketplace', () => {
  it('goes from a key to a search that reads it', async () => {
    const { fake, done, wizard } = await setUp();
    await addKey(wizard);
    expect(wizard.step).toBe('authorize');
    await wizard.proceed();
    expect(wizard.problem).toContain('not allowed yet');
    await allow(fake, wizard);
    await wizard.proceed();
    expect([wizard.step, wizard.problem]).toEqual(['key', null]);
    await wizard.proceed();
    expect(wizard.step).toBe('key');
    await wizard.marketplace.test.run(wizard.source?.id ?? '');
    await wizard.proceed();
    expect(wizard.step).toBe('search');
    wizard.search.query = 'rust';
    await wizard.proceed();
    expect(wizard.step).toBe('notifications');
    await wizard.proceed();
    expect(done).toHaveBeenCalledOnce();
    const [source] = await fake.sources();
    expect(source).toMatchObject({ service: 'marketplace', name: 'api.upwork.com' });
    expect(await fake.searches()).toMatchObject([{ query: 'rust', sources: [source?.id], background: false }]);
    // Nothing is asked that no search asks for.
    expect(fake.called).not.toContain('checkNow');
  });

  it('asks for a word that must be in the job, kindly and at the query', async () => {
    const { fake, wizard } = await setUp();
    await addKey(wizard);
    await allow(fake, wizard);
    await wizard.proceed();
    await wizard.marketplace.test.run(wizard.source?.id ?? '');
    await wizard.proceed();
    Object.assign(wizard.search, { query: '-wordpress', name: 'Anything else' });
    await wizard.proceed();
    expect(wizard.step).toBe('search');
    expect(wizard.search.editor.queryProblem).toContain('Add a word that must be in the job');
    expect(wizard.search.editor.nameProblem).toBeNull();
  });

  it('leads through applying, and waits for the answer', async () => {
    const { fake, wizard } = await setUp();
    await apply(wizard);
    expect(wizard.step).toBe('review');
    expect(await saved(fake)).toMatchObject({
      step: 'review',
      service: 'marketplace',
      marketplace: { ticks: ['name'], inReview: true, purpose: 'I look for Rust jobs.' },
    });
    const later = await reopened(fake);
    expect(later.step).toBe('review');
    expect(later.marketplace.application.purpose).toBe('I look for Rust jobs.');
    await later.back();
    expect(later.step).toBe('description');
    await later.proceed();
    await later.proceed();
    expect(later.step).toBe('credentials');
    expect(later.marketplace.application.inReview).toBe(false);
  });

  it('stays at the description while that cannot be sent', async () => {
    const { wizard } = await setUp();
    await wizard.chooseMarketplace();
    await wizard.applyForKey();
    await wizard.proceed();
    await wizard.proceed();
    expect(wizard.step).toBe('description');
    expect(wizard.marketplace.application.purposeProblem).not.toBeNull();
  });

  it('remembers a key in review while the sandbox is used', async () => {
    const { fake, wizard } = await setUp();
    await apply(wizard);
    await wizard.lookAround();
    expect(wizard.step).toBe('search');
    wizard.search.query = 'rust';
    await wizard.proceed();
    await wizard.finish();
    expect(await fake.appState()).toMatchObject({ setupDone: true, wizard: { step: 'review', searchId: null } });
    const later = await reopened(fake);
    expect([later.step, later.leavable]).toEqual(['review', true]);
    await later.finish();
    expect(await saved(fake)).toMatchObject({ step: 'review', marketplace: { inReview: true } });
  });

  it('remembers nothing of it once there is a key', async () => {
    const { fake, wizard } = await setUp();
    await apply(wizard);
    await wizard.proceed();
    wizard.marketplace.credentials.clientId = '0a1b';
    await wizard.key.paste();
    await wizard.proceed();
    expect(wizard.step).toBe('authorize');
    await wizard.finish();
    expect(await saved(fake)).toBeNull();
  });

  it('is taken up with client id and port, and never with a secret', async () => {
    const { fake, wizard } = await setUp();
    await wizard.chooseMarketplace();
    await wizard.haveKey();
    Object.assign(wizard.marketplace.credentials, { clientId: '0a1b', port: '9000', baseUrl: 'http://127.0.0.1:1' });
    await wizard.key.handOver('a-secret-of-some-length-wxyz');
    await wizard.save();
    expect(JSON.stringify(await saved(fake))).not.toMatch(/secret|wxyz/u);
    const later = await reopened(fake);
    expect(later.step).toBe('credentials');
    expect(later.marketplace.credentials).toMatchObject({
      clientId: '0a1b',
      port: '9000',
      baseUrl: 'http://127.0.0.1:1',
      callback: 'http://127.0.0.1:9000/callback',
    });
  });

  it('forgets a key of the other service', async () => {
    const { fake, wizard } = await setUp();
    await wizard.chooseJobsApi();
    await wizard.proceed();
    await wizard.key.paste();
    await wizard.chooseMarketplace();
    expect([fake.called.includes('forgetKey'), wizard.key.held, wizard.key.kind]).toEqual([true, null, 'secret']);
    await wizard.chooseJobsApi();
    expect(wizard.key.kind).toBe('key');
  });

  it('ends the sandbox when the source is added', async () => {
    const { fake, wizard } = await setUp();
    await wizard.lookAround();
    await wizard.back();
    await addKey(wizard);
    expect(await fake.sources()).toMatchObject([{ service: 'marketplace' }]);
  });

  it('begins anew at the credentials when the source is removed', async () => {
    const { fake, wizard } = await setUp();
    await addKey(wizard);
    await wizard.back();
    expect(wizard.step).toBe('credentials');
    await wizard.removeSource();
    expect([wizard.step, wizard.source]).toEqual(['credentials', null]);
    expect(await fake.sources()).toEqual([]);
  });

  it('takes the one source there may be, at what is still to be done', async () => {
    const { fake, wizard } = await setUp();
    await addMarketplace(fake);
    await wizard.open(FRESH);
    await wizard.chooseMarketplace();
    expect(wizard.step).toBe('authorize');
    await allow(fake, wizard);
    await wizard.chooseMarketplace();
    expect(wizard.step).toBe('key');
  });

  it('adds a source later, with a search of its own', async () => {
    const { fake, wizard } = await setUp();
    await fake.addSearch(searchInput('Rust', 'rust'));
    await fake.finishSetup();
    await wizard.open({ wizard: null, setupDone: true });
    await wizard.chooseMarketplace();
    expect(wizard.steps.at(-1)).toBe('search');
  });

  it('says why it could not learn what a key begins with, and asks again', async () => {
    const { fake, wizard } = await setUp();
    vi.spyOn(fake, 'marketplaceDefaults').mockRejectedValueOnce(new Error('The shell is away.'));
    await wizard.chooseMarketplace();
    expect(wizard.problem).toBe('The shell is away.');
    await wizard.haveKey();
    expect([wizard.problem, wizard.marketplace.credentials.port]).toEqual([null, '8765']);
  });
});

describe('looking around', () => {
  it('leads to the first search from whatever step it was chosen at', async () => {
    const { wizard } = await setUp();
    await wizard.chooseJobsApi();
    await wizard.lookAround();
    expect(wizard.step).toBe('search');
  });
});
