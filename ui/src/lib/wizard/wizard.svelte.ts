// The way from an empty program to a search that watches. Where it stands is saved at every step, so that it can be left
// at any time; keys and what is typed for one are never part of that.

import {
  asWireError,
  type AppState,
  type Backend,
  type HeldKey,
  type Service,
  type Source,
  type WizardProgress,
  type WizardStep,
} from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { BringKey } from './bring-key.svelte';
import { FirstSearch } from './first-search.svelte';
import { KeyRequest } from './key-request.svelte';
import { MarketplaceWay } from './marketplace-way.svelte';
import { NotificationTest } from './notification-test.svelte';
import { isApplying, reachable, stepsOf, type Walk } from './steps';
import { WalkSource } from './walk-source.svelte';

export class Wizard {
  step = $state<WizardStep>('service');
  service = $state<Service | null>(null);
  /** Minutes between checks, as the engine says; null until there is a source. */
  pace = $state<number | null>(null);
  /** Everything that was left is known again. */
  ready = $state(false);
  /** It was walked before; this time a source is added. */
  again = $state(false);
  busy = $state(false);
  problem = $state<string | null>(null);
  /** What screen readers are told. */
  spoken = $state('');

  readonly request: KeyRequest;
  readonly key: BringKey;
  readonly marketplace: MarketplaceWay;
  readonly at: WalkSource;
  readonly search: FirstSearch;
  readonly notification: NotificationTest;
  readonly steps = $derived(stepsOf(this.#walk()));
  readonly place = $derived(this.steps.indexOf(this.step));
  /** It can be left here without having come to its end. */
  readonly leavable = $derived(this.again && (this.place === 0 || this.step === 'review'));
  /** There are searches already, so a source is all that is wanted. */
  #searching = $state(false);
  #backend: Backend;
  #ondone: () => void;

  constructor(backend: Backend, ondone: () => void) {
    const say = (text: string): void => void (this.spoken = text);
    this.#backend = backend;
    this.#ondone = ondone;
    this.at = new WalkSource(backend);
    this.request = new KeyRequest(backend);
    this.key = new BringKey(backend, say);
    this.marketplace = new MarketplaceWay(backend, this.key, say, () => void this.save());
    this.search = new FirstSearch(backend, say, () => void this.save());
    this.notification = new NotificationTest(backend, say);
  }

  /** The source this walk has added, or found. */
  get source(): Source | null {
    return this.at.current;
  }

  /** Takes up where it was left. A source or search that is gone since is asked for again. */
  async open({ wizard: progress, setupDone }: Pick<AppState, 'wizard' | 'setupDone'>): Promise<void> {
    this.again = setupDone;
    await this.#attempt(async () => {
      await this.at.learn();
      if (setupDone) this.#searching = (await this.#backend.searches()).length > 0;
      if (progress !== null) await this.#restore(progress);
    });
    this.ready = true;
    await this.#entered();
  }

  /** The sandbox: nothing to ask for, so straight to the first search. */
  async lookAround(): Promise<void> {
    const added = await this.#attempt(async () => {
      await this.key.forget();
      await this.at.startSandbox();
      this.service = 'sandbox';
    });
    if (!added) return;
    this.step = 'service';
    await this.#onwards();
  }

  /** The jobs API, with a key or to get one. On the first walk a source that is there already is taken. */
  async chooseJobsApi(held: HeldKey | null = null): Promise<void> {
    if (held !== null) this.key.take(held);
    await this.#choose('jobsApi');
    await this.#go(this.source === null && held === null ? 'getKey' : 'key');
  }

  /** The marketplace's API. It has one key an account, so a source that is there already is taken. */
  async chooseMarketplace(): Promise<void> {
    await this.#choose('marketplace');
    const { application } = this.marketplace;
    const wanted = this.source === null ? (application.inReview ? 'review' : 'likelihood') : 'key';
    await this.#go(this.#reachable(wanted));
  }

  /** There is a key of the marketplace's API. */
  async haveKey(): Promise<void> {
    this.marketplace.haveKey();
    await this.#go('credentials');
  }

  /** There is none yet. */
  async applyForKey(): Promise<void> {
    this.marketplace.applying = true;
    await this.#go('checklist');
  }

  /** Access was allowed, or another organization chosen. */
  async sourceChanged(): Promise<void> {
    await this.#attempt(() => this.at.learn());
  }

  async back(): Promise<void> {
    // With a source there is no key to ask for any more.
    const asked = this.steps[this.place - 1] === 'getKey' && this.source !== null;
    const before = this.steps[this.place - (asked ? 2 : 1)];
    if (before !== undefined) await this.#go(before);
  }

  /** Does what the step's main button promises. */
  async proceed(): Promise<void> {
    if (this.busy) return;
    switch (this.step) {
      case 'service':
      case 'likelihood':
        return;
      case 'getKey':
        if (this.request.callsUsed !== null) await this.#go('key');
        return;
      case 'checklist':
      case 'description':
      case 'review':
        if (await this.marketplace.application.leave(this.step)) await this.#onwards();
        return;
      case 'credentials':
        return this.#leaveCredentials();
      case 'authorize':
        if (this.source?.authorization?.state === 'authorized') await this.#onwards();
        else this.problem = m.authorize_first();
        return;
      case 'key':
        return this.#leaveKey();
      case 'search':
        if (await this.search.save()) await this.#onwards();
        return;
      case 'notifications':
        return this.finish();
    }
  }

  /** Ends the walk, at its end or, when it is not the first, anywhere. */
  async finish(): Promise<void> {
    await this.#attempt(async () => {
      await this.#backend.finishSetup();
      await this.#keepApplication();
      this.#ondone();
    });
  }

  /** Removes the source this walk added, with its key, to begin anew. */
  async removeSource(): Promise<void> {
    const removed = await this.#attempt(() => this.at.remove());
    if (removed) await this.#go(this.service === 'marketplace' ? 'credentials' : 'getKey');
  }

  /** Jobs arrived, so the preview says something else. */
  async jobsChanged(): Promise<void> {
    if (this.step === 'search' && !this.search.fetching) await this.search.editor.try();
  }

  /** Saves where this stands. Losing that costs a few steps, so a failure is no reason to stop. */
  async save(): Promise<void> {
    if (!this.ready || this.service === null) return;
    await this.#backend.saveWizard(this.#progress()).catch(() => null);
  }

  async #restore(progress: WizardProgress): Promise<void> {
    const { service, step, plan, callsUsed, baseUrl, marketplace } = progress;
    this.service = service;
    this.key.kind = service === 'marketplace' ? 'secret' : 'key';
    this.request.plan = plan;
    this.request.spent = callsUsed === 0 ? '' : String(callsUsed);
    if (marketplace !== null) this.marketplace.restore(marketplace);
    if (isApplying(step)) this.marketplace.applying = true;
    if (service === 'marketplace') this.marketplace.credentials.baseUrl = baseUrl;
    else if (baseUrl !== '') this.key.baseUrl = baseUrl;
    this.at.take(progress.sourceId, service, this.again);
    await this.search.restore(progress.searchId, progress.query);
    this.step = this.#reachable(step);
  }

  #reachable(step: WizardStep): WizardStep {
    return reachable(step, { walk: this.#walk(), source: this.source, searchId: this.search.id });
  }

  #walk(): Walk {
    return { service: this.service, applying: this.marketplace.applying, searching: this.#searching };
  }

  async #choose(service: 'jobsApi' | 'marketplace'): Promise<void> {
    await this.key.become(service === 'marketplace' ? 'secret' : 'key');
    this.service = service;
    this.at.take(null, service, this.again);
  }

  async #leaveKey(): Promise<void> {
    if (this.service === 'marketplace' && !this.marketplace.test.demand()) return;
    if (this.source !== null || (await this.#added(this.at.addJobsApi(this.key, this.request)))) await this.#onwards();
  }

  async #leaveCredentials(): Promise<void> {
    const { credentials } = this.marketplace;
    if (this.source !== null || (await this.#added(this.at.addMarketplace(credentials)))) await this.#onwards();
  }

  async #added(adding: Promise<boolean>): Promise<boolean> {
    if (!(await adding)) return false;
    await this.#attempt(() => this.at.endSandbox());
    return true;
  }

  /** A key that is applied for is remembered until there is one, whatever else was set up meanwhile. */
  async #keepApplication(): Promise<void> {
    const { application } = this.marketplace;
    if (!application.begun || this.at.has('marketplace')) return;
    const step = application.inReview ? 'review' : 'service';
    const kept = { service: 'marketplace', sourceId: null, searchId: null, query: '', baseUrl: '' } as const;
    await this.#backend.saveWizard({ ...this.#progress(), ...kept, step });
  }

  /** The step after this one, or the end. */
  async #onwards(): Promise<void> {
    const next = this.steps[this.place + 1];
    await (next === undefined ? this.finish() : this.#go(next));
  }

  async #go(step: WizardStep): Promise<void> {
    this.search.rest();
    this.marketplace.stop();
    this.step = step;
    this.spoken = '';
    void this.save();
    await this.#entered();
  }

  async #entered(): Promise<void> {
    const marketplace = this.service === 'marketplace';
    if (marketplace) await this.#attempt(() => this.marketplace.learn());
    if (this.step === 'description') await this.marketplace.application.compose();
    if ((this.step === 'key' || this.step === 'credentials') && this.source === null) await this.key.checkKeyring();
    if (this.step !== 'search') return;
    const named = marketplace && this.source !== null ? [this.source.id] : null;
    await Promise.all([this.search.begin(named), this.#learnPace()]);
  }

  async #learnPace(): Promise<void> {
    // The preview says it when the shell fails; a missing figure only leaves a sentence out.
    const settings = await this.#backend.settings().catch(() => null);
    this.pace = settings?.shortestIntervalMinutes ?? null;
  }

  async #attempt(act: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    this.busy = true;
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = asWireError(error).message;
      return false;
    } finally {
      this.busy = false;
    }
  }

  #progress(): WizardProgress {
    return {
      step: this.step,
      service: this.service,
      sourceId: this.source?.id ?? null,
      searchId: this.search.id,
      query: this.search.query,
      plan: this.request.plan,
      callsUsed: this.request.callsUsed ?? 0,
      baseUrl: this.service === 'marketplace' ? this.marketplace.credentials.baseUrl.trim() : this.key.baseUrl,
      marketplace: this.marketplace.progress(),
    };
  }
}
