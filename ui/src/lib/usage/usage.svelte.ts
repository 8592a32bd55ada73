// What calls were spent on, what is planned and who was contacted, put together source by source.

import {
  asWireError,
  type Backend,
  type ContactedHost,
  type PlannedSource,
  type SourceUsage,
  type Spending,
  type Usage,
  type WireError,
} from '$lib/ipc';

/** A source with its plan; none where it is switched off. */
export interface Spent {
  usage: SourceUsage;
  plan: PlannedSource | null;
}

/** What calls were spent on, and the searches that the request serves now. */
export interface Served extends Spending {
  searches: readonly string[];
}

export class UsageState {
  usage = $state.raw<Usage | null>(null);
  hosts = $state.raw<readonly ContactedHost[]>([]);
  problem = $state.raw<WireError | null>(null);
  #plans = $state.raw<readonly PlannedSource[]>([]);
  #backend: Backend;
  #asked = 0;

  readonly sources: readonly Spent[] = $derived.by(() =>
    (this.usage?.sources ?? []).map((usage) => ({
      usage,
      plan: this.#plans.find(({ id }) => id === usage.id) ?? null,
    })),
  );

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Loads what is shown and keeps it true until the returned function is called. */
  async start(): Promise<() => void> {
    const stop = await this.#backend.onChanged(() => void this.load());
    await this.load();
    return stop;
  }

  /** Loads it all. Answers to older questions are dropped; what is shown stays when loading it anew fails. */
  load = async (): Promise<void> => {
    const asked = ++this.#asked;
    const backend = this.#backend;
    try {
      const loaded = await Promise.all([backend.usage(), backend.watchPlan(), backend.contactedHosts()]);
      if (asked !== this.#asked) return;
      [this.usage, this.#plans, this.hosts] = loaded;
      this.problem = null;
    } catch (thrown) {
      if (asked === this.#asked) this.problem = asWireError(thrown);
    }
  };
}

/** What a source's calls were spent on, with the searches that each request serves now. */
export function served({ usage, plan }: Spent): Served[] {
  return usage.spendings.map((spending) => {
    const stream = plan?.streams.find(({ name }) => name === spending.stream);
    return { ...spending, searches: stream?.covers.map(({ search }) => search) ?? [] };
  });
}

/** Seconds from a posting's publication until it is told of at the latest, the service's own delay included. */
export function inAll(longestSeconds: number, free: boolean, serviceMinutes: number): number {
  return longestSeconds + (free ? 0 : serviceMinutes * 60);
}
