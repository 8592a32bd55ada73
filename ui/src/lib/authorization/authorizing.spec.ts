import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { addMarketplace } from '$lib/ipc/fake/marketplace';
import { trouble, type Trouble } from '$lib/ipc/fake/troubles';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASKED_EVERY, Authorizing } from './authorizing.svelte';

const NOW = Date.parse('2026-11-23T07:00:00Z');

describe('allowing access', () => {
  beforeEach(() => vi.useFakeTimers({ now: NOW }));
  afterEach(() => vi.useRealTimers());

  async function made(options: Partial<FakeOptions> = {}, ...troubles: Trouble[]) {
    const backend = trouble(new FakeBackend({ now: NOW, setupDone: false, ...options }), ...troubles);
    const { id } = await addMarketplace(backend);
    const done = vi.fn<() => void>();
    return { backend, id, done, authorizing: new Authorizing(backend, id, done) };
  }

  const asked = ({ called }: FakeBackend): number => called.filter((name) => name === 'authorizationStep').length;

  it('opens_the_browser_and_is_done_when_it_answers', async () => {
    const { backend, done, authorizing } = await made();
    await authorizing.begin();
    expect(authorizing.step?.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(ASKED_EVERY);
    expect([authorizing.step?.state, authorizing.waiting]).toEqual(['exchanging', true]);
    await vi.advanceTimersByTimeAsync(ASKED_EVERY);
    expect(authorizing.done).toBe(true);
    expect(done).toHaveBeenCalledOnce();
    expect(await backend.sources()).toMatchObject([{ authorization: { state: 'authorized' } }]);
    const before = asked(backend);
    await vi.advanceTimersByTimeAsync(10 * ASKED_EVERY);
    expect(asked(backend)).toBe(before);
  });

  it('counts_down_what_is_left_to_answer', async () => {
    const { backend, authorizing } = await made();
    backend.marketplace.consent = 'waits';
    await authorizing.begin();
    expect(authorizing.secondsLeft).toBe(300);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(authorizing.secondsLeft).toBe(239);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(authorizing.secondsLeft).toBe(0);
    authorizing.stop();
  });

  it('says_what_to_do_when_it_is_refused_in_the_browser_and_can_be_begun_again', async () => {
    const { backend, done, authorizing } = await made();
    backend.marketplace.consent = 'refused';
    await authorizing.begin();
    await vi.advanceTimersByTimeAsync(ASKED_EVERY);
    expect([authorizing.waiting, authorizing.failure]).toEqual([false, expect.stringContaining('choose to allow it')]);
    expect(done).not.toHaveBeenCalled();
    backend.marketplace.consent = 'granted';
    await authorizing.begin();
    expect(authorizing.failure).toBeNull();
    await vi.advanceTimersByTimeAsync(2 * ASKED_EVERY);
    expect(done).toHaveBeenCalledOnce();
  });

  it.each([
    ['port-taken', 'Port 8765 is taken'],
    ['no-browser', 'No browser could be opened'],
  ] as const)('goes_on_saying_with_%s_why_the_code_is_to_be_pasted', async (name, sentence) => {
    const { done, authorizing } = await made({}, name);
    await authorizing.begin();
    await vi.advanceTimersByTimeAsync(3 * ASKED_EVERY);
    expect([authorizing.waiting, authorizing.failure]).toEqual([true, null]);
    expect(authorizing.advice).toContain(sentence);
    await authorizing.paste('code');
    expect([authorizing.done, authorizing.advice]).toEqual([true, null]);
    expect(done).toHaveBeenCalledOnce();
  });

  it('says_why_it_could_not_be_begun', async () => {
    const { authorizing } = await made({ failing: ['beginAuthorization'] });
    await authorizing.begin();
    expect(authorizing.failure).toContain('could not be reached');
    expect(authorizing.waiting).toBe(false);
  });

  it('takes_the_code_by_hand_instead', async () => {
    const { backend, done, authorizing } = await made();
    backend.marketplace.consent = 'waits';
    await authorizing.begin();
    await authorizing.paste('  ');
    expect(authorizing.failure).toContain('no code');
    expect(authorizing.waiting).toBe(true);
    await authorizing.paste('http://127.0.0.1:8765/callback?code=c&state=fake');
    expect(authorizing.done).toBe(true);
    expect(done).toHaveBeenCalledOnce();
  });

  it('refuses_an_address_that_answers_another_attempt', async () => {
    const { backend, authorizing } = await made();
    backend.marketplace.consent = 'waits';
    await authorizing.begin();
    await authorizing.paste('http://127.0.0.1:8765/callback?code=c&state=other');
    expect(authorizing.failure).toContain('another attempt');
    expect(authorizing.waiting).toBe(false);
  });

  it('is_given_up_and_hears_of_nothing_that_comes_later', async () => {
    const { backend, done, authorizing } = await made();
    let answer = (): void => undefined;
    await authorizing.begin();
    const late = await backend.authorizationStep('k1');
    vi.spyOn(backend, 'authorizationStep').mockReturnValueOnce(new Promise((told) => (answer = () => told(late))));
    await vi.advanceTimersByTimeAsync(ASKED_EVERY);
    await authorizing.cancel();
    answer();
    await vi.advanceTimersByTimeAsync(5 * ASKED_EVERY);
    expect(authorizing.step).toBeNull();
    expect(backend.called.at(-1)).toBe('cancelAuthorization');
    expect(done).not.toHaveBeenCalled();
  });

  it('goes_on_waiting_where_a_window_was_closed_meanwhile', async () => {
    const { backend, id, authorizing } = await made();
    await authorizing.begin();
    authorizing.stop();
    const done = vi.fn<() => void>();
    const again = new Authorizing(backend, id, done);
    await again.resume();
    await vi.advanceTimersByTimeAsync(ASKED_EVERY);
    expect(again.done).toBe(true);
    expect(done).toHaveBeenCalledOnce();
  });

  it('waits_on_when_a_question_fails', async () => {
    const { backend, authorizing } = await made();
    await authorizing.begin();
    vi.spyOn(backend, 'authorizationStep').mockRejectedValueOnce(new Error('gone'));
    await vi.advanceTimersByTimeAsync(ASKED_EVERY);
    expect([authorizing.waiting, authorizing.failure]).toEqual([true, null]);
    await vi.advanceTimersByTimeAsync(2 * ASKED_EVERY);
    expect(authorizing.done).toBe(true);
  });

  it('leads_to_the_organization_that_is_asked_for', async () => {
    const { backend, done, authorizing } = await made();
    await authorizing.loadOrganizations();
    expect(authorizing.organizations.map(({ name }) => name)).toEqual(['Ada Example', 'Example Studio']);
    await authorizing.choose('o2');
    expect(await backend.sources()).toMatchObject([{ authorization: { organization: 'Example Studio' } }]);
    await authorizing.choose(null);
    expect(await backend.sources()).toMatchObject([{ authorization: { organization: null } }]);
    expect(done).toHaveBeenCalledTimes(2);
  });
});
