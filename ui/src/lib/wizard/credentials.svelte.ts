// The credentials of a key of the marketplace's API: the client id, which is no secret, the held client secret, and the
// callback address that is registered with it.

import { asWireError, type Backend, type MarketplaceDefaults, type Source } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { BringKey } from './bring-key.svelte';

/** Ports below need rights that Lapwing does not ask for. */
const LOWEST_PORT = 1_024;
const HIGHEST_PORT = 65_535;

export class Credentials {
  clientId = $state('');
  /** The port of the callback address, as typed; empty before anything is known. */
  port = $state('');
  /** Send a challenge with the request for access. */
  pkce = $state(false);
  /** Empty: the service's own. */
  baseUrl = $state('');
  clientIdProblem = $state<string | null>(null);
  baseUrlProblem = $state<string | null>(null);
  defaults = $state.raw<MarketplaceDefaults | null>(null);
  #backend: Backend;
  #key: BringKey;

  readonly portNumber = $derived(readPort(this.port));
  readonly portProblem = $derived(
    this.port === '' || this.portNumber !== null
      ? null
      : m.credentials_port_wrong({ least: LOWEST_PORT, most: HIGHEST_PORT }),
  );
  /** The address to register, to the letter; null before it is known. */
  readonly callback = $derived(
    this.defaults === null || this.portNumber === null ? null : withPort(this.defaults.callback, this.portNumber),
  );

  /** `key` holds the client secret. */
  constructor(backend: Backend, key: BringKey) {
    this.#backend = backend;
    this.#key = key;
  }

  /** Learns what a key begins with, once. May throw. */
  async learn(): Promise<MarketplaceDefaults> {
    this.defaults ??= await this.#backend.marketplaceDefaults();
    if (this.port === '') this.port = String(this.defaults.callbackPort);
    return this.defaults;
  }

  /** Adds the source with the held secret; null, with the reason in view, when something is missing or it fails. */
  async add(name: string): Promise<Source | null> {
    const [clientId, address, callbackPort] = [this.clientId.trim(), this.baseUrl.trim(), this.portNumber];
    this.clientIdProblem = clientId === '' ? m.credentials_client_id_missing() : null;
    this.baseUrlProblem = null;
    if (this.clientIdProblem !== null || callbackPort === null) return null;
    const baseUrl = address === '' ? null : address;
    return this.#key.give(async (sessionOnly) => {
      const source = { name, clientId, callbackPort, pkce: this.pkce, baseUrl, sessionOnly };
      try {
        return await this.#backend.addMarketplaceSource(source);
      } catch (thrown) {
        const { code, message } = asWireError(thrown);
        // With an address of one's own, that is what is refused most.
        if (code !== 'invalid' || baseUrl === null) throw thrown;
        this.baseUrlProblem = message;
        return null;
      }
    });
  }
}

function readPort(text: string): number | null {
  const port = /^\d{1,5}$/u.test(text.trim()) ? Number(text.trim()) : 0;
  return port >= LOWEST_PORT && port <= HIGHEST_PORT ? port : null;
}

function withPort(callback: string, port: number): string {
  const address = new URL(callback);
  address.port = String(port);
  return address.href;
}
