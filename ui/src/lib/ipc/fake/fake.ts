// A backend in memory, for tests and for looking at the window in a browser. It behaves as the contract says, with
// synthetic data of its own.

import type { Backend } from '../backend';
import type {
  Change,
  DeliveryRules,
  Density,
  DismissReason,
  JobRow,
  JobsRequest,
  JobState,
  KeyringState,
  Matching,
  NewSource,
  Place,
  Preferences,
  Profile,
  ProfileKey,
  RotationReason,
  SearchInput,
  Settings,
  ShortcutKeys,
  Status,
  Theme,
  WatchState,
  WizardProgress,
} from '../bindings';
import { ALL } from './answering';
import { Deliveries } from './delivery';
import { authorized, Keys, SOURCE } from './keys';
import { readLink } from './link';
import { market } from './market';
import { Marketplace } from './marketplace';
import { MarkCommands } from './mark-commands';
import { shared } from './marketplace-jobs';
import { said } from './profile';
import { check } from './query';
import { SEARCHES } from './searches';
import { refusal, Shelf } from './shelf';
import { PROBLEMS } from './troubles';
import { contacted, planned, used } from './usage';

export interface FakeOptions {
  now: number;
  count: number;
  searches: number;
  odd: boolean;
  theme: Theme;
  density: Density;
  state: WatchState;
  setupDone: boolean;
  storage: string | null;
  /** Commands that fail, as if the network were gone. */
  failing: readonly string[];
  keyring: KeyringState;
  /** Milliseconds before an answer. */
  delay: number;
  place: Place | null;
  /** There is a source of the marketplace's API beside the other one, and jobs from it. */
  marketplace: boolean;
  /** Keys that differ from the table. */
  shortcuts: ShortcutKeys[];
}

/** What a muted client is called. One whose job may not be kept cannot be known again. */
function clientOf({ title, retention }: JobRow): string {
  if (retention !== 'kept')
    throw refusal('invalid', "This job's content may not be kept, so its client cannot be muted.");
  return title;
}

export class FakeBackend extends MarkCommands implements Backend {
  readonly shelf: Shelf;
  readonly keys: Keys;
  readonly marketplace: Marketplace;
  readonly deliveries: Deliveries;
  readonly now: number;
  readonly #options: FakeOptions;
  #wizard: WizardProgress | null = null;
  #setupDone: boolean;
  #preferences: Preferences;
  #settings: Settings = { intervalMinutes: 45, shortestIntervalMinutes: 15, paused: false };
  /** Whether everything was saved when the window went, as the page said; null before that. */
  left: boolean | null = null;
  place: Place | null;
  lastAddress: string | null = null;
  me: Profile = { country: null, languages: [], english: null, jobSuccess: null, hours: null, rateFloor: null };
  #matching: Matching | null = null;

  constructor(options: Partial<FakeOptions> = {}) {
    const filled: FakeOptions = {
      now: Date.now(),
      count: 40,
      searches: 5,
      odd: false,
      theme: 'system',
      density: 'compact',
      state: 'watching',
      setupDone: true,
      storage: null,
      failing: [],
      keyring: 'available',
      delay: 0,
      place: null,
      marketplace: false,
      shortcuts: [],
      ...options,
    };
    super(filled);
    this.#options = filled;
    this.place = filled.place;
    this.#setupDone = filled.setupDone;
    this.now = filled.now;
    const { theme, density, shortcuts } = filled;
    this.#preferences = { theme, density, listWidth: null, shortcuts };
    this.#settings.paused = filled.state === 'paused';
    this.keys = new Keys(filled.keyring);
    this.marketplace = new Marketplace(this.keys, filled.now);
    const jobs = market(filled.count, filled.now, filled.odd);
    const { keys } = this;
    this.shelf = new Shelf(
      filled.marketplace ? shared(jobs, filled.now) : jobs,
      SEARCHES.slice(0, filled.searches),
      () => keys.sources,
    );
    const shopify = this.shelf.searches()[4];
    if (shopify) this.shelf.pauseSearch(shopify.id, true);
    this.deliveries = new Deliveries(filled.now);
    if (filled.setupDone && filled.state !== 'noSource') this.keys.sources = [this.#source()];
    if (filled.marketplace) this.keys.sources = [...this.keys.sources, authorized(filled.now)];
  }

  /** New jobs come in, as after a round of the watcher. */
  arrive(count: number): void {
    this.shelf.arrive(count, this.#options.now);
    this.tell(ALL);
  }

  /** Stored jobs are matched, this far; `null` ends it. */
  match(matching: Matching | null): void {
    this.#matching = matching;
    this.tell({ jobs: matching === null, searches: false, sources: false, status: true });
  }

  appState = () =>
    this.answer('appState', () => ({
      version: '0.1.0',
      setupDone: this.#setupDone,
      wizard: this.#wizard,
      preferences: this.#preferences,
      place: this.place,
      storage: this.#options.storage,
    }));
  saveWizard = (progress: WizardProgress) => this.do('saveWizard', () => (this.#wizard = progress));
  finishSetup = () =>
    this.do('finishSetup', () => {
      this.#wizard = null;
      this.#setupDone = true;
    });
  setPreferences = (preferences: Preferences) => this.do('setPreferences', () => (this.#preferences = preferences));
  savePlace = (place: Place) => this.do('savePlace', () => (this.place = place));
  copyText = (text: string) => this.do('copyText', () => (this.lastAddress = text));
  openAddress = (which: string) => this.do('openAddress', () => (this.lastAddress = which));
  quit = () => this.do('quit', () => undefined);
  savedAll = (all: boolean) => this.do('savedAll', () => (this.left = all));

  keyringState = () => this.answer('keyringState', () => this.keys.keyring);
  pasteKey = () => this.answer('pasteKey', () => this.keys.found(true));
  typeKey = (text: string) => this.answer('typeKey', () => this.keys.typed(text));
  keyFromEnvironment = () => this.answer('keyFromEnvironment', () => this.keys.found(false));
  keyFromFile: Backend['keyFromFile'] = () => this.answer('keyFromFile', () => this.keys.found(false));
  keyFromDrop = () => this.answer('keyFromDrop', () => this.keys.found(false));
  clearClipboard = () => this.do('clearClipboard', () => undefined);
  forgetKey = () => this.do('forgetKey', () => this.keys.forget());
  testHeldKey = () => this.answer('testHeldKey', () => this.keys.test(this.#options.now, false));
  addSource = (source: NewSource) => this.change('addSource', () => this.keys.add(source));
  addSandbox = () => this.change('addSandbox', () => this.keys.addSandbox());
  sources = () => this.answer('sources', () => [...this.keys.sources]);
  testSource = (id: string) => this.answer('testSource', () => this.keys.testOf(id, this.#options.now));
  rotateKey = (id: string, reason: RotationReason) =>
    this.change('rotateKey', () => this.keys.rotate(id, reason, this.#options.now));
  confirmRotation = (id: string) => this.change('confirmRotation', () => this.keys.confirm(id));
  dismissKeyAlarm = (id: string) => this.change('dismissKeyAlarm', () => this.keys.dismissAlarm(id));
  replaceKey = (id: string) => this.change('replaceKey', () => this.keys.replace(id));
  setSourceEnabled = (id: string, enabled: boolean) =>
    this.told('setSourceEnabled', () => this.keys.change(id, { enabled }));
  removeSource = (id: string) =>
    this.told('removeSource', () => (this.keys.sources = this.keys.sources.filter((one) => one.id !== id)));

  searches = () => this.answer('searches', () => this.shelf.searches());
  addSearch = (search: SearchInput) => this.change('addSearch', () => this.shelf.addSearch(search));
  editSearch = (id: string, search: SearchInput) => this.change('editSearch', () => this.shelf.editSearch(id, search));
  pauseSearch = (id: string, paused: boolean) => this.told('pauseSearch', () => this.shelf.pauseSearch(id, paused));
  removeSearch = (id: string) => this.change('removeSearch', () => this.shelf.removeSearch(id));
  checkQuery = (query: string) => this.answer('checkQuery', () => check(query));
  previewQuery = (query: string) => this.answer('previewQuery', () => this.shelf.preview(query));
  readLink = (url: string) => this.answer('readLink', () => readLink(url));

  jobs = (request: JobsRequest) => this.answer('jobs', () => this.shelf.jobs(request));
  job = (id: string) => this.answer('job', () => this.shelf.detail(id));
  counts = () => this.answer('counts', () => this.shelf.counts());
  jobIds = (request: JobsRequest) => this.answer('jobIds', () => this.shelf.jobIds(request));
  setJobState = (ids: string[], state: JobState, reason: DismissReason | null) =>
    this.change('setJobState', () => this.shelf.setState(ids, state, reason, this.now));
  markSeen = async (id: string) => {
    const changed = await this.answer('markSeen', () => this.shelf.markSeen(id));
    if (changed) this.tell(ALL);
    return null;
  };
  undo = (token: string) => this.change('undo', () => ({ undone: this.shelf.undo(token) }));
  openJob = (id: string) => this.do('openJob', () => (this.lastAddress = id));

  status = () => this.answer('status', () => this.#status());
  checkNow = async () => {
    const { state } = this.#options;
    const problem = PROBLEMS[state] ?? null;
    const report = await this.answer('checkNow', () => ({ calls: 1, newJobs: 0, newMatches: 0, problem }));
    if (problem !== null) return report;
    this.arrive(2);
    return { ...report, newJobs: 2, newMatches: 1 };
  };
  setPaused = (paused: boolean) => this.told('setPaused', () => (this.#settings = { ...this.#settings, paused }));
  settings = () => this.answer('settings', () => ({ ...this.#settings }));
  setIntervalMinutes = (intervalMinutes: number) =>
    this.told('setIntervalMinutes', () => (this.#settings = { ...this.#settings, intervalMinutes }));
  stopMatching = () => this.do('stopMatching', () => this.match(null));
  delivery = () => this.answer('delivery', () => this.deliveries.state);
  setDeliveryRules = (rules: DeliveryRules) => this.told('setDeliveryRules', () => this.deliveries.set(rules));
  snooze = (minutes: number | null) => this.told('snooze', () => this.deliveries.snooze(minutes));
  muteWord = (word: string, days: number) => this.change('muteWord', () => this.#mute(word, false, days));
  muteClient = (job: string, days: number) =>
    this.change('muteClient', () => this.#mute(clientOf(this.shelf.detail(job).row), true, days));
  unmute = (mute: string) => this.told('unmute', () => this.deliveries.unmute(mute));
  usage = () => this.answer('usage', () => used(this.keys.sources, this.#options.now));
  watchPlan = () => this.answer('watchPlan', () => planned(this.keys.sources, this.shelf.searches()));
  contactedHosts = () => this.answer('contactedHosts', () => contacted(this.keys.sources, this.#options.now));
  profile = () => this.answer('profile', () => this.me);
  setProfile = (key: ProfileKey, value: string) =>
    this.change('setProfile', () => (this.me = said(this.me, key, value)));
  testNotification: Backend['testNotification'] = () =>
    this.answer('testNotification', () => ({ delivered: true, problem: null }));

  #mute(label: string, client: boolean, days: number): Change {
    const back = this.deliveries.mute(label, client, days);
    return this.shelf.undoable(1, back);
  }

  #status(): Status {
    const { now, state, keyring } = this.#options;
    const empty = this.shelf.searches().length === 0 ? 'noSearch' : state;
    const shown = this.#settings.paused ? 'paused' : state === 'paused' ? 'watching' : empty;
    const waiting = ['paused', 'keyRejected', 'keyMissing', 'noSource', 'noSearch'].includes(shown);
    return {
      state: shown,
      problem: PROBLEMS[shown] ?? null,
      lastCheck: shown === 'noSource' ? null : new Date(now - 8 * 60_000).toISOString(),
      nextCheck: waiting ? null : new Date(now + 37 * 60_000).toISOString(),
      callsLeft: shown === 'noSource' ? null : 612,
      monthLimit: shown === 'noSource' ? null : 1_000,
      checkCost: 1,
      keyring,
      notifications: 'available',
      sandbox: false,
      matching: this.#matching,
    };
  }

  #source(): typeof SOURCE {
    const { state, keyring } = this.#options;
    const keyPlace = keyring === 'missing' ? 'session' : 'keyring';
    if (state === 'keyRejected') return { ...SOURCE, keyPlace, keyState: 'rejected' };
    if (state === 'keyMissing') return { ...SOURCE, keyPlace, keyState: 'missing' };
    return { ...SOURCE, keyPlace };
  }
}
