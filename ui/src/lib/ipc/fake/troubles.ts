// What can go wrong, and on the first run, put over a fake: `?fake&wizard&trouble=key-rejected,no-notifications`.

import type { Backend } from '../backend';
import type { TestReport, TestStep, WatchState } from '../bindings';
import type { Marketplace } from './marketplace';
import { refusal } from './shelf';

/** What the status says of a state that is not well. */
export const PROBLEMS: Partial<Record<WatchState, string>> = {
  offline: 'The service could not be reached. Lapwing tries again by itself.',
  limited: 'The service asked to wait.',
  keyRejected: 'The key was rejected (401). Paste it again, or ask the service for a new one.',
  keyMissing: 'The key of “upworkjobsapi.com” is not in the keyring any more. Put it in again.',
  failing: 'The service answered with an error (503). Lapwing tries again by itself.',
  elsewhere: 'Another program (process 4711) watches this data.',
};

/** A fake that troubles can be put over. */
type Troubled = Backend & { marketplace: Pick<Marketplace, 'consent' | 'unheard'> };

const TROUBLES = {
  'no-key': (fake) => {
    const message = 'There is no key in that text. Copy the key from the mail that brought it, then try again.';
    fake.pasteKey = () => refused('keyMissing', message);
  },
  'no-variable': (fake) => {
    const message = 'UPWORK_API_KEY is not set. Set it before starting Lapwing, or paste the key.';
    fake.keyFromEnvironment = () => refused('keyMissing', message);
  },
  'no-file': (fake) => {
    fake.keyFromFile = () => Promise.resolve(null);
  },
  'key-rejected': (fake) => {
    failAt(fake, 'key', 'The key was rejected (401). Paste it again, or ask the service for a new one.');
  },
  'rate-limited': (fake) => {
    failAt(fake, 'key', 'The service asks to wait (429): too many requests. Try again in 30 seconds.');
  },
  offline: (fake) => {
    failAt(fake, 'key', 'This computer is offline. Check the connection; Lapwing tries again by itself.');
  },
  'not-json': (fake) => {
    const message =
      'The address answers with a web page, not with jobs. Check the base address and whether a login page stands in between.';
    failAt(fake, 'jobs', message);
  },
  'bad-address': (fake) => {
    fake.testHeldKey = () => refused('invalid', 'http://example.com would send the key unprotected. Use https.');
  },
  'search-url': (fake) => {
    const test = fake.testHeldKey.bind(fake);
    fake.testHeldKey = async (baseUrl) => ({
      ...(await test(baseUrl)),
      dialect: 'search-url',
      requestsPerMinute: null,
    });
  },
  /** Locked until it is looked at again. */
  'keyring-locked': (fake) => {
    const unlocked = fake.keyringState.bind(fake);
    fake.keyringState = () => {
      fake.keyringState = unlocked;
      return Promise.resolve('locked');
    };
  },
  /** It refuses once. */
  'keyring-refuses': (fake) => {
    const add = fake.addSource.bind(fake);
    fake.addSource = () => {
      fake.addSource = add;
      return refused(
        'keyring',
        'The keyring did not answer in time. If it asks for something, answer it; then try again.',
      );
    };
  },
  'no-permission': (fake) => {
    const message =
      'The key lacks a permission. Tick “Read marketplace Job Postings” in its settings, authorize again, then test again.';
    fake.testSource = () => Promise.resolve(failedAt('jobs', message));
  },
  'consent-refused': (fake) => {
    fake.marketplace.consent = 'refused';
  },
  'consent-waits': (fake) => {
    fake.marketplace.consent = 'waits';
  },
  'port-taken': (fake) => {
    fake.marketplace.unheard = 'Port 8765 is taken by another program. End it and begin again, or paste the code.';
  },
  'no-browser': (fake) => {
    const begin = fake.beginAuthorization.bind(fake);
    const problem = 'No browser could be opened. Copy the address into one.';
    fake.marketplace.consent = 'waits';
    fake.beginAuthorization = async (id) => ({ ...(await begin(id)), problem });
  },
  'no-mail': (fake) => {
    const message = 'The address could not be opened. Check that a browser and a mail program are set up.';
    fake.openAddress = () => refused('unexpected', message);
  },
  'check-fails': (fake) => {
    const problem = 'The service failed (503). Lapwing tries again by itself.';
    fake.checkNow = () => Promise.resolve({ calls: 1, newJobs: 0, newMatches: 0, problem });
  },
  'no-notifications': (fake) => {
    const problem = 'No program on this computer shows notifications. Matches are still in the window and the tray.';
    fake.testNotification = () => Promise.resolve({ delivered: false, problem });
  },
} satisfies Record<string, (fake: Troubled) => void>;

export type Trouble = keyof typeof TROUBLES;

/** Puts troubles over a fake. Names it does not know do nothing. */
export function trouble<Fake extends Troubled>(fake: Fake, ...names: readonly string[]): Fake {
  for (const [name, put] of Object.entries(TROUBLES)) if (names.includes(name)) put(fake);
  return fake;
}

function refused(code: 'keyMissing' | 'invalid' | 'keyring' | 'unexpected', message: string): Promise<never> {
  // The shell throws plain objects, so the fake does.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(refusal(code, message));
}

function failAt(fake: Backend, name: 'key' | 'jobs', problem: string): void {
  fake.testHeldKey = () => Promise.resolve(failedAt(name, problem));
}

/** A test that comes as far as this step and no farther. */
function failedAt(name: 'key' | 'jobs', problem: string): TestReport {
  const failed: TestStep = { name, ok: false, message: problem };
  const steps: TestStep[] =
    name === 'key' ? [failed] : [{ name: 'key', ok: true, message: 'The key was accepted.' }, failed];
  return {
    ok: false,
    dialect: null,
    calls: steps.length,
    latencyMs: name === 'key' ? null : 212,
    newestPosted: null,
    requestsPerMinute: null,
    steps,
    problem,
  };
}
