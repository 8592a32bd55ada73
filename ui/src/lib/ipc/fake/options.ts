// The fake as the address bar asks for it: `?fake&count=10000&theme=dark&state=offline&wizard=1&matching=12000`; a job is
// read at once with `&job=300`, and has marks of every kind with `&marked`.

import type { Backend } from '../backend';
import type { Density, Theme, WatchState } from '../bindings';
import { FakeBackend } from './fake';
import { trouble } from './troubles';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['compact', 'comfortable'];

export function fakeFromOptions(options: URLSearchParams): Backend {
  const job = options.get('job');
  const fake = new FakeBackend({
    count: Number(options.get('count') ?? 300),
    searches: Number(options.get('searches') ?? 5),
    odd: options.has('odd'),
    theme: THEMES.find((theme) => theme === options.get('theme')) ?? 'system',
    density: DENSITIES.find((density) => density === options.get('density')) ?? 'compact',
    state: (options.get('state') ?? 'watching') as WatchState,
    setupDone: !options.has('wizard'),
    storage: options.has('storage') ? 'The database could not be opened: the disk is read-only.' : null,
    failing: options.get('failing')?.split(',') ?? [],
    keyring: options.get('keyring') === 'missing' ? 'missing' : 'available',
    delay: Number(options.get('delay') ?? 30),
    marketplace: options.has('marketplace'),
    place: job === null ? null : { view: { kind: 'all' }, jobId: job, scroll: 0, text: '', sort: 'newest', quick: [] },
  });
  if (job !== null && options.has('marked')) void mark(fake, job);
  const lookedAt = Number(options.get('matching') ?? 0);
  if (lookedAt > 0) fake.match({ searches: ['Rust desktop'], lookedAt, stored: 100_000 });
  trouble(fake, ...(options.get('trouble')?.split(',') ?? []));
  const every = Number(options.get('arrive') ?? 0);
  if (every > 0) setInterval(() => fake.arrive(1), every * 1_000);
  return fake;
}

/** Puts marks of every kind on a job. */
async function mark(fake: FakeBackend, job: string): Promise<void> {
  const note = 'Asked **Lena** about the tray.\n\n- She knows the code\n- See https://example.com/tray';
  await fake.setJobState([job], 'applied', null);
  await fake.setStar([job], true);
  await fake.setLabels([job], ['Desktop', 'long term'], []);
  await fake.setFollowUp([job], new Date(fake.now + 2 * 24 * 60 * 60_000).toISOString());
  await fake.setNote(job, note);
  await fake.setApplication(job, { appliedOn: new Date(fake.now).toISOString(), bid: 75, connects: 12 });
  await fake.setLabels(['1'], ['agency', 'Deadline'], []);
}
