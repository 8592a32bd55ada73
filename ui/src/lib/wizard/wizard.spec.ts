import type { WizardProgress } from '$lib/ipc';
import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { searchInput } from '$lib/ipc/fake/searches';
import { describe, expect, it, vi } from 'vitest';
import { Wizard } from './wizard.svelte';

const LEFT: WizardProgress = {
  step: 'key',
  service: 'jobsApi',
  sourceId: null,
  searchId: null,
  query: '',
  plan: 'professional',
  callsUsed: 120,
  baseUrl: 'https://jobs.example.com',
  marketplace: null,
};

const FRESH = { wizard: null, setupDone: false };
const left = (change: Partial<WizardProgress>) => ({ wizard: { ...LEFT, ...change }, setupDone: false });

function setUp(options: Partial<FakeOptions> = {}) {
  const fake = new FakeBackend({ setupDone: false, searches: 0, ...options });
  const done = vi.fn<() => void>();
  return { fake, done, wizard: new Wizard(fake, done) };
}

const saved = async (fake: FakeBackend): Promise<WizardProgress | null> => (await fake.appState()).wizard;

async function bringKeyIn(wizard: Wizard): Promise<void> {
  await wizard.open(FRESH);
  await wizard.chooseJobsApi();
  await wizard.proceed();
  await wizard.key.paste();
  await wizard.key.test();
  await wizard.proceed();
}

describe('the way with a key', () => {
  it('goes from the service to a search that watches', async () => {
    const { fake, done, wizard } = setUp();
    await bringKeyIn(wizard);
    expect(wizard.step).toBe('search');
    wizard.search.query = 'rust';
    await wizard.proceed();
    expect(wizard.step).toBe('notifications');
    await wizard.proceed();
    expect(done).toHaveBeenCalledOnce();
    expect((await fake.appState()).setupDone).toBe(true);
    expect(await fake.sources()).toMatchObject([{ service: 'jobsApi', name: 'upworkjobsapi.com' }]);
    expect(await fake.searches()).toMatchObject([{ query: 'rust' }]);
  });

  it('saves every step', async () => {
    const { fake, wizard } = setUp();
    await wizard.open(FRESH);
    await wizard.chooseJobsApi();
    expect(await saved(fake)).toMatchObject({ step: 'getKey', service: 'jobsApi' });
    wizard.request.plan = 'business';
    wizard.request.spent = '1,200';
    await wizard.proceed();
    expect(await saved(fake)).toMatchObject({ step: 'key', plan: 'business', callsUsed: 1_200 });
  });

  it('stays where the number of calls makes no sense', async () => {
    const { wizard } = setUp();
    await wizard.open(FRESH);
    await wizard.chooseJobsApi();
    wizard.request.spent = 'many';
    await wizard.proceed();
    expect(wizard.step).toBe('getKey');
    expect(wizard.request.spentProblem).not.toBeNull();
  });

  it('learns from the engine how often it can look', async () => {
    const { wizard } = setUp();
    expect(wizard.pace).toBeNull();
    await bringKeyIn(wizard);
    expect(wizard.pace).toBe(15);
  });

  it('goes back past the question for a key once there is one', async () => {
    const { wizard } = setUp();
    await bringKeyIn(wizard);
    await wizard.back();
    expect(wizard.step).toBe('key');
    await wizard.back();
    expect(wizard.step).toBe('service');
  });

  it('begins anew when the key is removed', async () => {
    const { fake, wizard } = setUp();
    await bringKeyIn(wizard);
    await wizard.back();
    await wizard.removeSource();
    expect(wizard.step).toBe('getKey');
    expect(await fake.sources()).toEqual([]);
  });

  it('never saves a typed key', async () => {
    const { fake, wizard } = setUp();
    const progress: string[] = [];
    const save = fake.saveWizard;
    fake.saveWizard = (one) => {
      progress.push(JSON.stringify(one));
      return save(one);
    };
    await wizard.open(FRESH);
    await wizard.chooseJobsApi();
    await wizard.proceed();
    await wizard.key.handOver('upw-0123456789-secret-wxyz');
    await wizard.key.test();
    await wizard.proceed();
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.join()).not.toMatch(/secret|wxyz/u);
    expect(wizard.spoken).not.toMatch(/secret/u);
  });
});

describe('looking around', () => {
  it('is one step to the first search', async () => {
    const { fake, wizard } = setUp();
    await wizard.open(FRESH);
    await wizard.lookAround();
    expect(wizard.step).toBe('search');
    expect(wizard.steps).toEqual(['service', 'search', 'notifications']);
    expect(await fake.sources()).toMatchObject([{ service: 'sandbox' }]);
    expect(await saved(fake)).toMatchObject({ step: 'search', service: 'sandbox', sourceId: 'k1' });
  });

  it('leaves the way on free while the first jobs are fetched', async () => {
    const { fake, wizard } = setUp({ count: 0 });
    let arrived = (): void => undefined;
    fake.checkNow = () =>
      new Promise((answer) => (arrived = () => answer({ calls: 1, newJobs: 0, newMatches: 0, problem: null })));
    await wizard.open(FRESH);
    const looking = wizard.lookAround();
    await vi.waitFor(() => expect(wizard.search.fetching).toBe(true));
    expect(wizard.busy).toBe(false);
    arrived();
    await looking;
  });

  it('forgets a key that was brought in', async () => {
    const { fake, wizard } = setUp();
    await wizard.open(FRESH);
    await wizard.chooseJobsApi();
    await wizard.key.paste();
    await wizard.lookAround();
    expect(fake.called).toContain('forgetKey');
    expect(wizard.key.held).toBeNull();
  });

  it('says why the sandbox did not start, and stays', async () => {
    const { wizard } = setUp({ failing: ['addSandbox'] });
    await wizard.open(FRESH);
    await wizard.lookAround();
    expect(wizard.step).toBe('service');
    expect(wizard.problem).toContain('could not be reached');
    expect(wizard.busy).toBe(false);
  });

  it('ends when a real source is added', async () => {
    const { fake, wizard } = setUp();
    await wizard.open(FRESH);
    await wizard.lookAround();
    await wizard.back();
    expect(wizard.at.sandboxRuns).toBe(true);
    await wizard.chooseJobsApi();
    await wizard.proceed();
    await wizard.key.paste();
    await wizard.key.test();
    await wizard.proceed();
    expect(await fake.sources()).toMatchObject([{ service: 'jobsApi' }]);
    expect(wizard.at.sandboxRuns).toBe(false);
  });
});

describe('taking up where it was left', () => {
  it('restores what was said about the key', async () => {
    const { wizard } = setUp();
    await wizard.open(left({}));
    expect(wizard.step).toBe('key');
    expect(wizard.request).toMatchObject({ plan: 'professional', callsUsed: 120 });
    expect(wizard.key.baseUrl).toBe('https://jobs.example.com');
    expect(wizard.ready).toBe(true);
  });

  it('restores the source, the query and the search', async () => {
    const { fake, wizard } = setUp();
    await fake.pasteKey();
    const source = await fake.addSource({
      name: 'upworkjobsapi.com',
      baseUrl: 'https://api.upworkjobsapi.com',
      plan: 'starter',
      callsUsed: 0,
      environment: null,
      sessionOnly: false,
    });
    const search = await fake.addSearch(searchInput('Mine', 'rust', 'digest'));
    await wizard.open(left({ step: 'notifications', sourceId: source.id, searchId: search.id }));
    expect(wizard.step).toBe('notifications');
    expect(wizard.source?.id).toBe(source.id);
    expect(wizard.search.name).toBe('Mine');
  });

  it.each([
    [{ step: 'search', sourceId: 'gone' }, 'key'],
    [{ step: 'notifications', sourceId: 'gone', searchId: 'gone' }, 'key'],
    [{ step: 'search', sourceId: 'gone', service: 'sandbox' }, 'service'],
    [{ step: 'search', service: null }, 'service'],
  ] as const)('asks again for what is gone: %j', async (changed, step) => {
    const { wizard } = setUp();
    await wizard.open(left(changed));
    expect(wizard.step).toBe(step);
  });

  it('asks for the search again when it is gone', async () => {
    const { fake, wizard } = setUp();
    const { id } = await fake.addSandbox();
    await wizard.open(left({ step: 'notifications', service: 'sandbox', sourceId: id, searchId: 'gone', query: 'go' }));
    expect(wizard.step).toBe('search');
    expect(wizard.search.query).toBe('go');
  });

  it('takes a source that was added outside the wizard', async () => {
    const { fake, wizard } = setUp();
    fake.keys.sources = await new FakeBackend().sources();
    await wizard.open(FRESH);
    await wizard.chooseJobsApi();
    expect(wizard.step).toBe('key');
    expect(wizard.source?.name).toBe('upworkjobsapi.com');
  });

  it('opens at the beginning, with the reason in view, when nothing can be asked', async () => {
    const { wizard } = setUp({ failing: ['sources'] });
    await wizard.open(left({}));
    expect(wizard.ready).toBe(true);
    expect(wizard.step).toBe('service');
    expect(wizard.problem).not.toBeNull();
  });
});

describe('adding a source later', () => {
  const LATER = { wizard: null, setupDone: true };

  it('asks for another key, and ends with the source', async () => {
    const { fake, done, wizard } = setUp({ setupDone: true, searches: 1 });
    await wizard.open(LATER);
    expect(wizard.steps).toEqual(['service', 'getKey', 'key']);
    await wizard.chooseJobsApi();
    expect(wizard.step).toBe('getKey');
    await wizard.proceed();
    await wizard.key.paste();
    await wizard.key.test();
    await wizard.proceed();
    expect(done).toHaveBeenCalledOnce();
    expect(await fake.sources()).toMatchObject([{ name: 'upworkjobsapi.com' }, { name: 'upworkjobsapi.com 2' }]);
  });

  it('starts the sandbox and ends', async () => {
    const { done, wizard } = setUp({ setupDone: true, searches: 1 });
    await wizard.open(LATER);
    await wizard.lookAround();
    expect(done).toHaveBeenCalledOnce();
  });

  it('goes on to the first search where there is none', async () => {
    const { wizard } = setUp({ setupDone: true });
    await wizard.open(LATER);
    await wizard.lookAround();
    expect(wizard.step).toBe('search');
  });

  it('can be left', async () => {
    const { fake, done, wizard } = setUp({ setupDone: true, searches: 1 });
    await wizard.open(LATER);
    await wizard.chooseJobsApi();
    await wizard.back();
    await wizard.finish();
    expect(done).toHaveBeenCalledOnce();
    expect(fake.called).toContain('finishSetup');
  });
});
