import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { MUTED_DAYS, NIGHTS, NotificationsState, proposalsOf } from './notifications.svelte';

const NOW = Date.parse('2026-11-16T10:00:00Z');

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ now: NOW, ...options });
  const page = new NotificationsState(backend);
  const stop = await page.start();
  return { backend, page, stop };
}

describe('the rules of notifications', () => {
  it('change_one_by_one', async () => {
    const { page } = await made();
    await page.set({ budget: 6 });
    await page.set({ detail: 'name' });
    expect(page.delivery?.rules).toEqual({ quiet: null, budget: 6, detail: 'name', proposalsPast: 20 });
  });

  it('have_quiet_hours_that_begin_with_every_night', async () => {
    const { page } = await made();
    await page.setQuiet({ from: '23:30' });
    expect(page.delivery?.rules.quiet).toEqual({ ...NIGHTS, from: '23:30' });
    await page.setQuiet({ days: ['sunday'] });
    expect(page.delivery?.rules.quiet).toEqual({ days: ['sunday'], from: '23:30', to: '07:00' });
    await page.set({ quiet: null });
    expect(page.delivery?.rules.quiet).toBeNull();
  });

  it('stay_as_they_were_when_they_are_refused_and_say_why', async () => {
    const { page } = await made();
    await page.setQuiet({ days: ['monday'] });
    await page.setQuiet({ days: [] });
    expect(page.problem).toContain('at least one day');
    expect(page.delivery?.rules.quiet?.days).toEqual(['monday']);
    await page.set({ budget: 3 });
    expect(page.problem).toBeNull();
  });

  it('stay_true_when_something_changes_elsewhere', async () => {
    const { backend, page, stop } = await made();
    await backend.snooze(60);
    await vi.waitFor(() => expect(page.delivery?.snoozedUntil).toBe('2026-11-16T11:00:00.000Z'));
    stop();
    await backend.snooze(null);
    expect(page.delivery?.snoozedUntil).not.toBeNull();
  });

  it('say_why_they_could_not_be_loaded', async () => {
    const { page } = await made({ failing: ['delivery'] });
    expect([page.failed?.code, page.delivery]).toEqual(['network', null]);
  });
});

describe('the number of proposals that is news', () => {
  it.each([
    ['35', 35],
    ['4.6', 5],
    ['1e9', 1000],
    ['', 20],
    ['0', 20],
    ['-3', 20],
    ['many', 20],
  ])('reads_%j_as_%i', (text, past) => {
    expect(proposalsOf(text)).toBe(past);
  });
});

describe('muting a word', () => {
  it('empties_the_field_and_lists_the_word_until_it_is_told_again', async () => {
    const { page } = await made();
    page.word = 'crypto ';
    await page.mute();
    const until = new Date(NOW + MUTED_DAYS * 24 * 60 * 60_000).toISOString();
    expect(page.delivery?.mutes).toEqual([{ id: '1', client: false, label: 'crypto', until }]);
    expect([page.word, page.wordProblem]).toEqual(['', null]);
    await page.unmute('1');
    expect(page.delivery?.mutes).toEqual([]);
  });

  it('keeps_a_word_that_was_refused_and_says_why', async () => {
    const { page } = await made();
    page.word = '--';
    await page.mute();
    expect(page.word).toBe('--');
    expect(page.wordProblem).toContain('letter or a digit');
  });
});
