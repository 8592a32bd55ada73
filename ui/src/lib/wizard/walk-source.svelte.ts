// The source that a walk through the wizard is about, among those that are there.

import type { Backend, Service, Source } from '$lib/ipc';
import type { BringKey } from './bring-key.svelte';
import type { Credentials } from './credentials.svelte';
import type { KeyRequest } from './key-request.svelte';
import { nameOfHost, nameOfSource } from './names';

export class WalkSource {
  /** The one this walk has added, or found. */
  current = $state.raw<Source | null>(null);
  all = $state.raw<readonly Source[]>([]);
  #backend: Backend;

  readonly sandboxRuns = $derived(this.all.some(({ service }) => service === 'sandbox'));

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  has(service: Service): boolean {
    return this.all.some((source) => source.service === service);
  }

  /** Asks how the sources are now. May throw. */
  async learn(): Promise<void> {
    this.all = await this.#backend.sources();
    this.current = this.all.find(({ id }) => id === this.current?.id) ?? null;
  }

  /** Takes up the source with this id, or one of the service where a walk takes what is there. */
  take(id: string | null, service: Service | null, again: boolean): void {
    this.current = this.all.find((source) => source.id === id) ?? this.#existing(service, again);
  }

  /** Starts the sandbox. May throw. */
  async startSandbox(): Promise<void> {
    this.current = await this.#backend.addSandbox();
    await this.learn();
  }

  /** Adds a source of the jobs API with the held key; false, with the reason in view at the key, when that fails. */
  async addJobsApi(key: BringKey, { plan, callsUsed, environment }: KeyRequest): Promise<boolean> {
    const label = environment.trim() === '' ? null : environment.trim();
    const name = nameOfSource(key.baseUrl, environment, this.#names());
    this.current = await key.add({ name, plan, callsUsed: callsUsed ?? 0, environment: label });
    return this.current !== null;
  }

  /** Adds a source of the marketplace's API; false, with the reason in view at the credentials, when that fails. */
  async addMarketplace(credentials: Credentials): Promise<boolean> {
    this.current = await credentials.add(nameOfHost(credentials.baseUrl, this.#names()));
    return this.current !== null;
  }

  /** Real jobs come now; made-up ones must not go on arriving between them. May throw. */
  async endSandbox(): Promise<void> {
    const sandbox = this.all.find(({ service }) => service === 'sandbox');
    if (sandbox) await this.#backend.removeSource(sandbox.id);
    await this.learn();
  }

  /** Removes the source, with its key, to begin anew. May throw. */
  async remove(): Promise<void> {
    if (this.current !== null) await this.#backend.removeSource(this.current.id);
    await this.learn();
  }

  #names(): string[] {
    return this.all.map(({ name }) => name);
  }

  #existing(service: Service | null, again: boolean): Source | null {
    // Of the jobs API a further source is what adding one later is for; the sandbox is begun anew.
    if (service === 'sandbox' || (again && service === 'jobsApi')) return null;
    return this.all.find((source) => source.service === service) ?? null;
  }
}
