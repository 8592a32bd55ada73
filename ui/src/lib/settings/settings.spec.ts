import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import type { Source } from '$lib/ipc';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { SettingsState } from './settings.svelte';
import { SourceKey } from './source-key.svelte';

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const toasts = new Toasts();
  const page = new SettingsState(backend, toasts);
  const stop = await page.start();
  const [source] = page.sources ?? [];
  return { backend, toasts, page, stop, source: source as Source, key: new SourceKey(backend, toasts) };
}

const said = ({ shown }: Toasts): string[] => shown.map(({ text }) => text);

describe('the settings', () => {
  it('never_ask_more_often_than_the_plan_carries', async () => {
    const { page } = await made();
    await page.setInterval(1);
    expect(page.settings?.intervalMinutes).toBe(15);
    await page.setInterval(59.6);
    expect(page.settings?.intervalMinutes).toBe(60);
  });

  it('stay_true_when_something_changes_elsewhere', async () => {
    const { backend, page, stop } = await made();
    await backend.setPaused(true);
    await vi.waitFor(() => expect(page.settings?.paused).toBe(true));
    stop();
    await backend.setPaused(false);
    expect(page.settings?.paused).toBe(true);
  });

  it('say_why_they_could_not_be_loaded', async () => {
    const { page } = await made({ failing: ['settings'] });
    expect(page.problem?.code).toBe('network');
    expect(page.sources).toBeNull();
  });

  it('say_when_a_test_notification_was_not_delivered', async () => {
    const { backend, page } = await made();
    vi.spyOn(backend, 'testNotification').mockResolvedValueOnce({ delivered: false, problem: 'Nobody answers.' });
    await page.testNotification();
    expect(page.notificationProblem).toBe('Nobody answers.');
    await page.testNotification();
    expect(page.notificationProblem).toBeNull();
  });

  it('remove_a_source_and_say_so', async () => {
    const { page, source, toasts } = await made();
    await page.remove(source);
    expect(page.sources).toEqual([]);
    expect(said(toasts)).toEqual([`Removed “${source.name}”`]);
  });
});

describe('a new key', () => {
  it('replaces_the_old_one_only_after_it_passed_a_test', async () => {
    const { backend, key, source, toasts } = await made();
    key.ask();
    await key.paste();
    expect(key.held).toMatchObject({ lastFour: '7f3a', notes: ['Removed a space and a line break at the end.'] });
    backend.called.length = 0;
    await key.replace(source);
    expect(backend.called.slice(0, 2)).toEqual(['testHeldKey', 'replaceKey']);
    expect(key.step).toBe('none');
    expect(said(toasts)).toEqual(['The new key is in place']);
    // It came from the clipboard, which may be cleared.
    expect(toasts.shown[0]?.action?.label).toBe('Clear the clipboard');
  });

  it('that_is_rejected_leaves_the_old_one', async () => {
    const { backend, key, source } = await made();
    key.ask();
    await key.type('short');
    await key.replace(source);
    expect(backend.called).not.toContain('replaceKey');
    expect(key.problem).toContain('rejected (401)');
    expect(key.step).toBe('held');
  });

  it('that_is_not_wanted_is_forgotten', async () => {
    const { backend, key } = await made();
    key.ask();
    await key.fromEnvironment();
    await key.cancel();
    expect(backend.called.at(-1)).toBe('forgetKey');
    expect([key.step, key.held]).toEqual(['none', null]);
  });

  it('says_what_to_do_when_there_is_none', async () => {
    const { key } = await made();
    key.ask();
    await key.type('   ');
    expect(key.problem).toContain('nothing in the field');
    expect(key.step).toBe('asking');
  });

  it('stays_away_when_the_choice_of_a_file_is_cancelled', async () => {
    const { backend, key } = await made();
    vi.spyOn(backend, 'keyFromFile').mockResolvedValueOnce(null);
    key.ask();
    await key.fromFile();
    expect(key.step).toBe('asking');
    expect(key.problem).toBeNull();
  });
});
