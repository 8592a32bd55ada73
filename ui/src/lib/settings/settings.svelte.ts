// The settings page: sources and their keys, the interval, a test notification.

import { asWireError, type Backend, type Settings, type Source, type WireError } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

export class SettingsState {
  settings = $state.raw<Settings | null>(null);
  sources = $state.raw<Source[] | null>(null);
  problem = $state.raw<WireError | null>(null);
  testingNotification = $state(false);
  notificationProblem = $state<string | null>(null);
  #backend: Backend;
  #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Loads what is shown and keeps it true until the returned function is called. */
  async start(): Promise<() => void> {
    const stop = await this.#backend.onChanged(({ sources, status }) => {
      if (sources || status) void this.load();
    });
    await this.load();
    return stop;
  }

  load = async (): Promise<void> => {
    try {
      const [settings, sources] = await Promise.all([this.#backend.settings(), this.#backend.sources()]);
      this.settings = settings;
      this.sources = sources;
      this.problem = null;
    } catch (thrown) {
      this.problem = asWireError(thrown);
    }
  };

  /** Sets the interval; one that is too short becomes the shortest. */
  async setInterval(minutes: number): Promise<void> {
    const shortest = this.settings?.shortestIntervalMinutes ?? 1;
    const wanted = Math.max(shortest, Math.round(minutes));
    await this.#try(() => this.#backend.setIntervalMinutes(wanted));
  }

  async setEnabled(source: Source, enabled: boolean): Promise<void> {
    await this.#try(() => this.#backend.setSourceEnabled(source.id, enabled));
  }

  async remove(source: Source): Promise<void> {
    await this.#try(async () => {
      await this.#backend.removeSource(source.id);
      this.#toasts.say(m.toast_removed({ name: source.name }));
    });
  }

  testNotification = async (): Promise<void> => {
    this.testingNotification = true;
    this.notificationProblem = null;
    try {
      const { delivered, problem } = await this.#backend.testNotification();
      this.notificationProblem = delivered ? null : (problem ?? m.settings_not_notified());
      if (delivered) this.#toasts.say(m.toast_notification_sent());
    } catch (thrown) {
      this.notificationProblem = asWireError(thrown).message;
    } finally {
      this.testingNotification = false;
    }
  };

  async #try(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
    await this.load();
  }
}
