// The way from an empty program to a search that watches. Where it stands is saved at every step, so that it can be left
// at any time; keys and what is typed for one are never part of that.

import {
  asWireError,
  type AppState,
  type Backend,
  type Service,
  type Source,
  type WizardProgress,
  type WizardStep,
} from '$lib/ipc';
import { BringKey } from './bring-key.svelte';
import { FirstSearch } from './first-search.svelte';
import { KeyRequest } from './key-request.svelte';
import { nameOfSource } from './names';
import { NotificationTest } from './notification-test.svelte';

const WITH_KEY: readonly WizardStep[] = ['service', 'getKey', 'key', 'search', 'notifications'];
const SANDBOX: readonly WizardStep[] = ['service', 'search', 'notifications'];

export class Wizard {
  step = $state<WizardStep>('service');
  service = $state<Service | null>(null);
  /** The source this walk has added. */
  source = $state.raw<Source | null>(null);
  sources = $state.raw<readonly Source[]>([]);
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
  readonly search: FirstSearch;
  readonly notification: NotificationTest;
  readonly steps = $derived(this.#steps());
  readonly place = $derived(this.steps.indexOf(this.step));
  readonly sandboxRuns = $derived(this.sources.some((source) => source.service === 'sandbox'));
  /** There are searches already, so a source is all that is wanted. */
  #searching = $state(false);
  #backend: Backend;
  #ondone: () => void;

  constructor(backend: Backend, ondone: () => void) {
    const say = (text: string): void => this.say(text);
    this.#backend = backend;
    this.#ondone = ondone;
    this.request = new KeyRequest(backend);
    this.key = new BringKey(backend, say);
    this.search = new FirstSearch(backend, say, () => void this.save());
    this.notification = new NotificationTest(backend, say);
  }

  /** Takes up where it was left. A source or search that is gone since is asked for again. */
  async open({ wizard: progress, setupDone }: Pick<AppState, 'wizard' | 'setupDone'>): Promise<void> {
    this.again = setupDone;
    await this.#attempt(async () => {
      this.sources = await this.#backend.sources();
      if (setupDone) this.#searching = (await this.#backend.searches()).length > 0;
      if (progress !== null) await this.#restore(progress);
    });
    this.ready = true;
    await this.#entered();
  }

  say(text: string): void {
    this.spoken = text;
  }

  /** The sandbox: nothing to ask for, so straight to the first search. */
  async lookAround(): Promise<void> {
    const added = await this.#attempt(async () => {
      await this.key.forget();
      this.source = await this.#backend.addSandbox();
      this.service = 'sandbox';
      this.sources = await this.#backend.sources();
    });
    if (added) await this.#onwards();
  }

  /** The jobs API. On the first walk a source that is there already, from the command line, is taken. */
  async chooseJobsApi(): Promise<void> {
    this.service = 'jobsApi';
    this.source = this.#existing() ?? null;
    await this.#go(this.source === null ? 'getKey' : 'key');
  }

  async back(): Promise<void> {
    // With a source there is no key to ask for any more.
    const asksForKey = this.step === 'key' && this.source !== null;
    const before = this.steps[this.place - (asksForKey ? 2 : 1)];
    if (before !== undefined) await this.#go(before);
  }

  /** Does what the step's main button promises. */
  async proceed(): Promise<void> {
    if (this.busy) return;
    switch (this.step) {
      case 'service':
        return;
      case 'getKey':
        if (this.request.callsUsed !== null) await this.#go('key');
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
      this.#ondone();
    });
  }

  /** Removes the source this walk added, with its key, to begin anew. */
  async removeSource(): Promise<void> {
    const { source } = this;
    if (source === null) return;
    const removed = await this.#attempt(async () => {
      await this.#backend.removeSource(source.id);
      this.source = null;
      this.sources = await this.#backend.sources();
    });
    if (removed) await this.#go('getKey');
  }

  /** Jobs arrived, so the preview says something else. */
  async jobsChanged(): Promise<void> {
    if (this.step === 'search' && !this.search.fetching) await this.search.editor.try();
  }

  /** Saves where this stands. Losing that costs a few steps, so a failure is no reason to stop. */
  async save(): Promise<void> {
    await this.#backend.saveWizard(this.#progress()).catch(() => null);
  }

  async #restore(progress: WizardProgress): Promise<void> {
    this.service = progress.service;
    this.request.plan = progress.plan;
    this.request.spent = progress.callsUsed === 0 ? '' : String(progress.callsUsed);
    if (progress.baseUrl !== '') this.key.baseUrl = progress.baseUrl;
    const added = this.sources.find((source) => source.id === progress.sourceId);
    this.source = added ?? (this.service === 'jobsApi' ? this.#existing() : undefined) ?? null;
    await this.search.restore(progress.searchId, progress.query);
    this.step = this.#reachable(progress.step);
  }

  #reachable(step: WizardStep): WizardStep {
    if (this.service === null) return 'service';
    if (!this.steps.includes(step)) return 'service';
    const needsSource = step === 'search' || step === 'notifications';
    if (needsSource && this.source === null) return this.service === 'sandbox' ? 'service' : 'key';
    if (step === 'getKey' && this.source !== null) return 'key';
    if (step === 'notifications' && this.search.id === null) return 'search';
    return step;
  }

  async #leaveKey(): Promise<void> {
    if (this.source !== null || (await this.#addSource())) await this.#onwards();
  }

  async #addSource(): Promise<boolean> {
    const { plan, callsUsed, environment } = this.request;
    const name = nameOfSource(
      this.key.baseUrl,
      environment,
      this.sources.map((source) => source.name),
    );
    const label = environment.trim() === '' ? null : environment.trim();
    this.source = await this.key.add({ name, plan, callsUsed: callsUsed ?? 0, environment: label });
    if (this.source === null) return false;
    await this.#attempt(() => this.#endSandbox());
    return true;
  }

  /** Real jobs come now; made-up ones must not go on arriving between them. */
  async #endSandbox(): Promise<void> {
    const sandbox = this.sources.find((source) => source.service === 'sandbox');
    if (sandbox) await this.#backend.removeSource(sandbox.id);
    this.sources = await this.#backend.sources();
  }

  /** The step after this one, or the end. */
  async #onwards(): Promise<void> {
    const next = this.steps[this.place + 1];
    await (next === undefined ? this.finish() : this.#go(next));
  }

  #steps(): readonly WizardStep[] {
    const steps = this.service === 'sandbox' ? SANDBOX : WITH_KEY;
    return this.#searching ? steps.filter((step) => step !== 'search' && step !== 'notifications') : steps;
  }

  #existing(): Source | undefined {
    return this.again ? undefined : this.sources.find((source) => source.service === 'jobsApi');
  }

  async #go(step: WizardStep): Promise<void> {
    this.search.rest();
    this.step = step;
    this.spoken = '';
    void this.save();
    await this.#entered();
  }

  async #entered(): Promise<void> {
    if (this.step === 'key' && this.source === null) await this.key.checkKeyring();
    if (this.step === 'search') await Promise.all([this.search.begin(), this.#learnPace()]);
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
      baseUrl: this.key.baseUrl,
      marketplace: null,
    };
  }
}
