import type { FakeOptions } from '$lib/ipc/fake/fake';
import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { ProfileState } from './profile.svelte';

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const profile = new ProfileState(backend);
  await profile.load();
  const sent = () => backend.called.filter((name) => name === 'setProfile').length;
  return { backend, profile, sent };
}

describe('the profile', () => {
  it('saves_a_part_when_it_is_left_and_shows_it_as_it_is_read', async () => {
    const { backend, profile } = await made();
    profile.texts.country = ' germany';
    await profile.leave('country');
    expect(backend.me.country).toEqual({ code: 'DE', name: 'Germany' });
    expect(profile.texts.country).toBe('Germany');
    profile.texts.languages = 'en de';
    await profile.leave('languages');
    expect(profile.texts.languages).toBe('en, de');
    await profile.say('english', 'fluent');
    expect(profile.me?.english).toBe('fluent');
  });

  it('saves_nothing_that_is_as_it_was', async () => {
    const { profile, sent } = await made();
    profile.texts.hours = '1200';
    await profile.leave('hours');
    profile.texts.hours = ' 1200 ';
    await profile.leaveAll();
    expect(sent()).toBe(1);
    expect(profile.texts.hours).toBe('1200');
  });

  it('forgets_a_part_that_is_emptied', async () => {
    const { backend, profile } = await made();
    profile.texts.rateFloor = '$40';
    await profile.leave('rateFloor');
    expect([backend.me.rateFloor, profile.texts.rateFloor]).toEqual([40, '40']);
    profile.texts.rateFloor = '';
    await profile.leave('rateFloor');
    expect(backend.me.rateFloor).toBeNull();
    await profile.say('english', 'basic');
    await profile.say('english', '');
    expect(backend.me.english).toBeNull();
  });

  it('keeps_what_was_refused_and_what_was_saved_before_and_says_why', async () => {
    const { backend, profile } = await made();
    profile.texts.jobSuccess = '97';
    await profile.leave('jobSuccess');
    profile.texts.jobSuccess = '970';
    await profile.leave('jobSuccess');
    expect(profile.problems.jobSuccess).toBe('`jss` takes a percentage from 0 to 100, not "970".');
    expect([profile.texts.jobSuccess, backend.me.jobSuccess]).toEqual(['970', 97]);
    profile.texts.jobSuccess = '97';
    await profile.leave('jobSuccess');
    expect(profile.problems.jobSuccess).toBeNull();
  });

  it('does_not_write_over_what_is_written_while_it_is_saved', async () => {
    const { profile } = await made();
    profile.texts.country = 'norway';
    const leaving = profile.leave('country');
    profile.texts.country = 'norway, i mean germany';
    await leaving;
    expect(profile.me?.country?.code).toBe('NO');
    expect(profile.texts.country).toBe('norway, i mean germany');
  });

  it('saves_parts_one_after_the_other', async () => {
    const { backend, profile } = await made();
    const slow = backend.setProfile;
    let end: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (end = resolve));
    const once = vi.spyOn(backend, 'setProfile').mockImplementationOnce(async (...part) => {
      await held;
      return slow(...part);
    });
    profile.texts.hours = '10';
    profile.texts.country = 'DE';
    const left = profile.leaveAll();
    await Promise.resolve();
    expect(once).toHaveBeenCalledOnce();
    end();
    await left;
    expect(profile.me).toMatchObject({ hours: 10, country: { code: 'DE' } });
  });

  it('says_why_it_could_not_be_loaded', async () => {
    const { profile } = await made({ failing: ['profile'] });
    expect(profile.problem?.code).toBe('network');
    expect(profile.me).toBeNull();
  });
});
