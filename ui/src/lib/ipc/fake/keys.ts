// The fake's keys and sources. No key it was given is kept beyond its last four characters.

import type {
  HeldKey,
  KeyringState,
  NewMarketplaceSource,
  NewSource,
  Rotated,
  Rotation,
  RotationReason,
  Source,
  TestReport,
} from '../bindings';
import { refusal } from './shelf';

export class Keys {
  readonly keyring: KeyringState;
  sources: Source[] = [];
  #held: HeldKey | null = null;

  constructor(keyring: KeyringState) {
    this.keyring = keyring;
  }

  /** Holds a made-up key, as if it came from the clipboard, a variable or a file. */
  found(fromClipboard: boolean): HeldKey {
    const notes = fromClipboard ? ['Removed a space and a line break at the end.'] : [];
    this.#held = { lastFour: '7f3a', length: 40, notes, fromClipboard };
    return this.#held;
  }

  typed(text: string): HeldKey {
    const key = text.trim();
    if (key === '') throw refusal('invalid', 'There is nothing in the field. Type or paste the key.');
    const notes = key === text ? [] : ['Removed white space around the key.'];
    const lastFour = key.length >= 16 ? key.slice(-4) : null;
    this.#held = { lastFour, length: key.length, notes, fromClipboard: false };
    return this.#held;
  }

  forget(): void {
    this.#held = null;
  }

  test(now: number, known: boolean): TestReport {
    if (!known && this.#held === null) throw refusal('keyMissing', 'There is no key to test. Paste it first.');
    if (!known && this.#held !== null && this.#held.length < 8) return rejected();
    return {
      ok: true,
      dialect: 'documented',
      calls: 2,
      latencyMs: 212,
      newestPosted: new Date(now - 17 * 60_000).toISOString(),
      requestsPerMinute: 10,
      problem: null,
      steps: [
        { name: 'key', ok: true, message: 'The key was accepted.' },
        { name: 'jobs', ok: true, message: 'A job came back, posted 17 minutes ago.' },
        { name: 'plan', ok: true, message: 'The plan allows 10 requests a minute, which is the Starter plan.' },
      ],
    };
  }

  /** Tests a source that is there. */
  testOf(id: string, now: number): TestReport {
    const { authorization } = this.change(id, {});
    if (authorization === null) return this.test(now, true);
    const at = new Date(now - 4 * 60_000).toISOString();
    return authorization.state === 'authorized' ? readable(at) : unauthorized();
  }

  addMarketplace(source: NewMarketplaceSource): Source {
    if (this.#held === null) throw refusal('keyMissing', 'There is no client secret to add. Paste it first.');
    return this.#put({
      ...MARKETPLACE,
      name: source.name,
      baseUrl: source.baseUrl ?? MARKETPLACE.baseUrl,
      host: source.baseUrl === null ? MARKETPLACE.host : new URL(source.baseUrl).host,
      keyPlace: source.sessionOnly ? 'session' : 'keyring',
      lastFour: this.#taken().lastFour,
      authorization: {
        clientId: source.clientId,
        callback: `http://127.0.0.1:${source.callbackPort}/callback`,
        state: 'none',
        renewBy: null,
        organization: null,
      },
    });
  }

  add(source: NewSource): Source {
    if (this.#held === null) throw refusal('keyMissing', 'There is no key to add. Paste it first.');
    return this.#put({
      ...SOURCE,
      name: source.name,
      baseUrl: source.baseUrl,
      host: new URL(source.baseUrl).host,
      plan: source.plan,
      environment: source.environment,
      keyPlace: source.sessionOnly ? 'session' : 'keyring',
      lastFour: this.#taken().lastFour,
      callsThisMonth: source.callsUsed,
    });
  }

  addSandbox(): Source {
    return this.#put({
      ...SOURCE,
      name: 'Sandbox',
      service: 'sandbox',
      host: 'sandbox',
      baseUrl: 'http://127.0.0.1:40717',
      keyPlace: 'builtIn',
      lastFour: null,
      callsThisMonth: 0,
    });
  }

  replace(id: string): Source {
    const { lastFour } = this.#taken();
    return this.change(id, { lastFour, keyState: 'accepted', key: { ...NEW_KEY } });
  }

  /** Rotates the key; jobs come with the new one when {@link traffic} is called. */
  rotate(id: string, reason: RotationReason, now: number): Rotated {
    const report = this.test(now, false);
    if (!report.ok) return { report, rotation: null, stagingFirst: [] };
    const rotation: Rotation = { reason, step: 'traffic', mail: MAIL };
    const { lastFour } = this.#taken();
    this.change(id, { lastFour, keyState: 'accepted', key: { ...NEW_KEY, rotation } });
    return { report, rotation, stagingFirst: [] };
  }

  confirm(id: string): Rotation {
    const source = this.change(id, {});
    const rotation = source.key.rotation;
    if (rotation === null) throw refusal('invalid', `No rotation of the key of “${source.name}” is open.`);
    if (rotation.step === 'traffic') return rotation;
    this.change(id, { key: { ...source.key, rotation: null } });
    return { ...rotation, step: 'closed' };
  }

  /** Jobs come with the keys that are in use. */
  traffic(): void {
    for (const { id, key } of this.sources) {
      if (key.rotation) this.change(id, { key: { ...key, rotation: { ...key.rotation, step: 'confirm' } } });
    }
  }

  dismissAlarm(id: string): null {
    this.change(id, { key: { ...this.change(id, {}).key, alarm: null } });
    return null;
  }

  change(id: string, change: Partial<Source>): Source {
    const source = this.sources.find((one) => one.id === id);
    if (!source) throw refusal('notFound', 'That source is no longer there.');
    const changed = { ...source, ...change };
    this.sources = this.sources.map((one) => (one.id === id ? changed : one));
    return changed;
  }

  #taken(): HeldKey {
    const held = this.#held;
    if (held === null) throw refusal('keyMissing', 'There is no new key. Paste it first.');
    this.#held = null;
    return held;
  }

  #put(source: Source): Source {
    const put = { ...source, id: `k${this.sources.length + 1}` };
    this.sources = [...this.sources, put];
    return put;
  }
}

const NEW_KEY: Source['key'] = { ageDays: 0, due: false, alarm: null, rotation: null };

const MAIL = `To: support@upworkjobsapi.com
Subject: Please deactivate my API key ending in 7f3a

Hello,

I replace my API keys each quarter. Please deactivate my API key ending in 7f3a.`;

/** A source as it stands after the wizard. */
export const SOURCE: Source = {
  id: 'k1',
  name: 'upworkjobsapi.com',
  service: 'jobsApi',
  host: 'api.upworkjobsapi.com',
  baseUrl: 'https://api.upworkjobsapi.com',
  plan: 'starter',
  environment: null,
  enabled: true,
  keyState: 'accepted',
  keyPlace: 'keyring',
  lastFour: '7f3a',
  callsThisMonth: 388,
  monthLimit: 1_000,
  key: NEW_KEY,
  authorization: null,
};

/** A source of the marketplace's API as it is added. */
const MARKETPLACE: Source = {
  ...SOURCE,
  name: 'api.upwork.com',
  service: 'marketplace',
  host: 'api.upwork.com',
  baseUrl: 'https://api.upwork.com',
  plan: null,
  keyState: 'unknown',
  callsThisMonth: 0,
  monthLimit: null,
};

/** A source of the marketplace's API whose user allowed access. */
export function authorized(now: number): Source {
  return {
    ...MARKETPLACE,
    id: 'k2',
    keyState: 'accepted',
    callsThisMonth: 31,
    authorization: {
      clientId: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
      callback: 'http://127.0.0.1:8765/callback',
      state: 'authorized',
      renewBy: new Date(now + 13 * 24 * 60 * 60_000).toISOString(),
      organization: 'Example Studio',
    },
  };
}

function readable(newestPosted: string): TestReport {
  return {
    ok: true,
    dialect: null,
    calls: 2,
    latencyMs: 340,
    newestPosted,
    requestsPerMinute: null,
    problem: null,
    steps: [
      { name: 'key', ok: true, message: 'Access was renewed.' },
      { name: 'jobs', ok: true, message: 'A job came back.' },
    ],
  };
}

function unauthorized(): TestReport {
  return failed('Access was not allowed yet. Authorize it in the browser, then test again.', 0);
}

function rejected(): TestReport {
  return failed('The key was rejected (401). Paste it again, or ask the service for a new one.', 1);
}

function failed(problem: string, calls: number): TestReport {
  return {
    ok: false,
    dialect: null,
    calls,
    latencyMs: calls === 0 ? null : 180,
    newestPosted: null,
    requestsPerMinute: null,
    problem,
    steps: [{ name: 'key', ok: false, message: problem }],
  };
}
