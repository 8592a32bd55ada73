import type { MarketplaceProgress } from '$lib/ipc';
import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { BRAND } from '$lib/ipc/fake/marketplace';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMPOSE_REST, KeyApplication, POINTS } from './key-application.svelte';

const KEPT: MarketplaceProgress = {
  ticks: ['name', 'portrait', 'no longer asked'],
  inReview: true,
  purpose: 'I look for jobs.',
  thirdParties: true,
  intervalMinutes: 45,
  clientId: '',
  callbackPort: 0,
};

describe('applying for a key', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function made(options: Partial<FakeOptions> = {}) {
    const backend = new FakeBackend(options);
    const changed = vi.fn<() => void>();
    return { backend, changed, application: new KeyApplication(backend, changed) };
  }

  it('is_complete_with_the_last_point_and_keeps_each', () => {
    const { changed, application } = made();
    for (const point of POINTS) {
      expect(application.allTicked).toBe(false);
      application.tick(point, true);
    }
    expect(application.allTicked).toBe(true);
    application.tick('portrait', false);
    expect(application.allTicked).toBe(false);
    expect(changed).toHaveBeenCalledTimes(POINTS.length + 1);
  });

  it('composes_what_it_is_for_who_uses_it_and_how_often_it_checks_once_typing_rests', async () => {
    const { backend, changed, application } = made();
    application.purpose = 'I look for';
    application.purpose = 'I look for Rust jobs.';
    application.interval = '45';
    await vi.advanceTimersByTimeAsync(COMPOSE_REST);
    expect(backend.called).toEqual(['composeKeyRequest']);
    expect(changed).toHaveBeenCalledOnce();
    expect(application.text?.description).toMatch(/I look for Rust jobs\.[^]*only myself[^]*every 45 minutes/u);
    application.thirdParties = true;
    await vi.advanceTimersByTimeAsync(COMPOSE_REST);
    expect(application.text?.description).toContain('People other than me');
  });

  it('takes_no_interval_that_the_terms_do_not_allow', async () => {
    const { backend, application } = made();
    application.least = 20;
    application.purpose = 'I look for Rust jobs.';
    for (const typed of ['19', '1441', '', 'often', '20.5']) {
      application.interval = typed;
      expect(application.intervalProblem).toContain('From 20 minutes');
      expect(await application.sent()).toBe(false);
    }
    expect(backend.called).toEqual([]);
    application.interval = '20';
    expect(application.intervalProblem).toBeNull();
    expect(await application.sent()).toBe(true);
  });

  it.each([
    ['', 'Say what you use the key for'],
    [`I search ${BRAND}.`, 'name out'],
  ])('is_not_sent_with_the_purpose_“%s”', async (purpose, sentence) => {
    const { application } = made();
    application.purpose = purpose;
    expect(await application.sent()).toBe(false);
    expect(application.purposeProblem).toContain(sentence);
    expect(application.inReview).toBe(false);
    application.purpose = 'I look for Rust jobs.';
    expect(application.purposeProblem).toBeNull();
    expect(await application.sent()).toBe(true);
    expect(application.inReview).toBe(true);
  });

  it('is_in_review_no_more_once_the_answer_is_there', async () => {
    const { application } = made();
    application.restore(KEPT);
    expect(await application.leave('review')).toBe(true);
    expect(application.inReview).toBe(false);
  });

  it('is_kept_and_taken_up_again_without_points_that_are_no_longer_asked', () => {
    const { application } = made();
    expect(application.begun).toBe(false);
    application.restore(KEPT);
    expect(application.begun).toBe(true);
    const { clientId: _, callbackPort: __, ...kept } = KEPT;
    expect(application.progress()).toEqual({ ...kept, ticks: ['name', 'portrait'] });
  });

  it('says_why_nothing_could_be_composed_or_opened', async () => {
    const { backend, application } = made({ failing: ['composeKeyRequest', 'openAddress'] });
    application.purpose = 'I look for Rust jobs.';
    await application.compose();
    expect([application.problem !== null, application.text]).toEqual([true, null]);
    application.problem = null;
    await application.openPage();
    expect(application.problem).toContain('could not be reached');
    expect(backend.called).toEqual(['composeKeyRequest', 'openAddress']);
  });

  it('drops_the_answer_to_an_older_question', async () => {
    const { backend, application } = made();
    const old = await backend.composeKeyRequest({ purpose: 'old', thirdParties: false, intervalMinutes: 30 });
    let answer = (): void => undefined;
    vi.spyOn(backend, 'composeKeyRequest').mockReturnValueOnce(new Promise((told) => (answer = () => told(old))));
    const late = application.compose();
    application.purpose = 'new';
    await vi.advanceTimersByTimeAsync(COMPOSE_REST);
    answer();
    await late;
    expect(application.text?.description).toContain('new');
  });

  it('composes_nothing_after_it_was_left', async () => {
    const { backend, application } = made();
    application.purpose = 'I look for jobs.';
    application.stop();
    await vi.advanceTimersByTimeAsync(10 * COMPOSE_REST);
    expect(backend.called).toEqual([]);
  });
});
