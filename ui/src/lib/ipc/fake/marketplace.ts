// The fake of the marketplace's API: access that somebody allows in a browser, organizations, and the text that asks for
// a key.

import type { Backend } from '../backend';
import type {
  AuthorizationStep,
  ContentRules,
  KeyRequestAnswers,
  KeyRequestText,
  MarketplaceDefaults,
  NewMarketplaceSource,
  Organization,
  Source,
} from '../bindings';
import type { Keys } from './keys';
import { refusal } from './shelf';

const MINUTE = 60_000;
const TWO_WEEKS = 14 * 24 * 60 * MINUTE;

export const DEFAULTS: MarketplaceDefaults = {
  callbackPort: 8_765,
  callback: 'http://127.0.0.1:8765/callback',
  leastIntervalMinutes: 15,
  applyUrl: 'https://www.upwork.com/developer/keys/apply',
};

/** The marketplace's name, which stands in its host and nowhere else. */
export const BRAND = new URL(DEFAULTS.applyUrl).hostname.split('.')[1] ?? '';

/** A source as the wizard would add it. */
export const NEW: NewMarketplaceSource = {
  name: 'api.upwork.com',
  clientId: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  callbackPort: 8_765,
  pkce: false,
  baseUrl: null,
  sessionOnly: false,
};

/** Adds a source with a made-up secret, as the command line would before a window is opened. */
export async function addMarketplace(backend: Backend): Promise<Source> {
  await backend.pasteKey();
  return backend.addMarketplaceSource(NEW);
}

/** What the browser answers. */
export type Consent = 'granted' | 'refused' | 'waits';

export class Marketplace {
  consent: Consent = 'granted';
  /** Why the browser cannot answer; the code can be pasted all the same. */
  unheard: string | null = null;
  rules: ContentRules = { keepMarks: true };
  known: readonly Organization[] = [
    { id: 'o1', name: 'Ada Example' },
    { id: 'o2', name: 'Example Studio' },
  ];
  readonly #keys: Keys;
  readonly #now: number;
  readonly #steps = new Map<string, AuthorizationStep>();

  constructor(keys: Keys, now: number) {
    this.#keys = keys;
    this.#now = now;
  }

  begin(id: string): AuthorizationStep {
    const { callback, clientId } = this.#authorization(id);
    const address = `https://www.upwork.com/ab/account-security/oauth2/authorize?client_id=${clientId}&state=fake`;
    const until = new Date(this.#now + 5 * MINUTE).toISOString();
    return this.#put(id, { address, callback, until, state: 'waiting', problem: this.unheard });
  }

  /** How far it is. Each question finds the browser a step further, unless it waits. */
  step(id: string): AuthorizationStep | null {
    const step = this.#steps.get(id);
    if (step === undefined) return null;
    if (step.state === 'exchanging') return this.#allow(id, step);
    if (step.state !== 'waiting' || this.consent === 'waits' || this.unheard !== null) return step;
    if (this.consent === 'granted') return this.#put(id, { ...step, state: 'exchanging' });
    const problem = 'Access was refused in the browser. Begin again and choose to allow it there.';
    return this.#put(id, { ...step, state: 'failed', problem });
  }

  paste(id: string, text: string): AuthorizationStep {
    const step = this.#steps.get(id);
    if (step === undefined) throw refusal('notFound', 'Nothing waits for an answer. Begin again.');
    if (text.trim() === '') throw refusal('invalid', 'There is no code in the field. Paste it, or the whole address.');
    if (text.includes('state=') && !text.includes('state=fake')) {
      const problem = 'This address answers another attempt. Begin again and paste the address you are led to then.';
      return this.#put(id, { ...step, state: 'failed', problem });
    }
    return this.#allow(id, step);
  }

  cancel(id: string): void {
    this.#steps.delete(id);
  }

  setOrganization(id: string, organizationId: string | null): void {
    const organization = this.known.find((one) => one.id === organizationId)?.name ?? null;
    this.#keys.change(id, { authorization: { ...this.#authorization(id), organization } });
  }

  #allow(id: string, step: AuthorizationStep): AuthorizationStep {
    const renewBy = new Date(this.#now + TWO_WEEKS).toISOString();
    const authorization = { ...this.#authorization(id), state: 'authorized' as const, renewBy };
    this.#keys.change(id, { keyState: 'accepted', authorization });
    return this.#put(id, { ...step, state: 'done', problem: null });
  }

  #authorization(id: string) {
    const { authorization } = this.#keys.change(id, {});
    if (authorization === null) throw refusal('invalid', 'This source needs no authorization.');
    return authorization;
  }

  #put(id: string, step: AuthorizationStep): AuthorizationStep {
    this.#steps.set(id, step);
    return step;
  }
}

/** Writes the text that asks for a key, as the engine would. */
export function composed({ purpose, thirdParties, intervalMinutes }: KeyRequestAnswers): KeyRequestText {
  const problem = problemOf(purpose);
  if (problem !== null) return { title: '', description: '', problem };
  const users = thirdParties
    ? 'People other than me will use it, each with a key of their own.'
    : 'I use it only myself, for personal purposes.';
  const checks = `It runs on my own computer and asks for job postings when I start a check and, for searches where I turn that on, about every ${intervalMinutes} minutes.`;
  return {
    title: 'Personal job search on the desktop',
    description: `${purpose.trim()}\n\n${users}\n\n${checks} Job content is erased within 24 hours.`,
    problem: null,
  };
}

function problemOf(purpose: string): string | null {
  if (purpose.trim() === '') return 'Say what you use the key for; the description begins with it.';
  if (purpose.toLowerCase().includes(BRAND))
    return "Leave the marketplace's name out: a request that carries it is refused.";
  return null;
}
