// The fake as the address bar asks for it: `?fake&count=10000&theme=dark&state=offline&wizard=1&matching=12000`.

import type { Backend } from '../backend';
import type { Density, Theme, WatchState } from '../bindings';
import { FakeBackend } from './fake';
import { trouble } from './troubles';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['compact', 'comfortable'];

export function fakeFromOptions(options: URLSearchParams): Backend {
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
  });
  const lookedAt = Number(options.get('matching') ?? 0);
  if (lookedAt > 0) fake.match({ searches: ['Rust desktop'], lookedAt, stored: 100_000 });
  trouble(fake, ...(options.get('trouble')?.split(',') ?? []));
  const every = Number(options.get('arrive') ?? 0);
  if (every > 0) setInterval(() => fake.arrive(1), every * 1_000);
  return fake;
}
