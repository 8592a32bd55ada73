import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import type { Rotation, RotationReason, RotationStep, Source } from '$lib/ipc';
import { Toasts } from '$lib/shared/toasts.svelte';
import { Formats } from '$lib/text/formats';
import { describe, expect, it } from 'vitest';
import { ageWords, alarmWords, rotationSteps } from './rotation-words';
import { SettingsState } from './settings.svelte';
import { SourceKey } from './source-key.svelte';

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const toasts = new Toasts();
  const page = new SettingsState(backend, toasts);
  await page.start();
  const [source] = page.sources ?? [];
  return { backend, toasts, source: source as Source, key: new SourceKey(backend, toasts) };
}

const rotation = (reason: RotationReason, step: RotationStep): Rotation => ({ reason, step, mail: 'To: …' });

describe('a rotation', () => {
  it('uses_the_new_key_keeps_the_old_one_and_deletes_it_when_jobs_came', async () => {
    const { backend, key, source, toasts } = await made();
    key.rotate('personLeft');
    await key.paste();
    await key.replace(source);
    expect([key.step, key.reason, key.problem]).toEqual(['none', null, null]);
    expect(backend.called).not.toContain('replaceKey');
    expect(backend.keys.sources[0]?.key.rotation).toMatchObject({ reason: 'personLeft', step: 'traffic' });

    await key.confirm(source);
    expect(key.problem).toContain('No jobs came with the new key yet');
    expect(key.closed).toBeNull();

    backend.keys.traffic();
    await key.confirm(source);
    expect(key.problem).toBeNull();
    expect(key.closed?.step).toBe('closed');
    expect(backend.keys.sources[0]?.key.rotation).toBeNull();
    await key.copyMail(key.closed?.mail ?? '');
    expect(backend.lastAddress).toContain('support@upworkjobsapi.com');
    expect(toasts.shown.at(-1)?.text).toBe('The mail is copied');
    key.putAway();
    expect(key.closed).toBeNull();
  });

  it('to_a_key_that_is_rejected_changes_nothing_and_can_be_tried_again', async () => {
    const { backend, key, source } = await made();
    key.rotate('quarter');
    await key.type('short');
    await key.replace(source);
    expect(key.problem).toContain('rejected (401)');
    expect([key.step, key.reason]).toEqual(['held', 'quarter']);
    expect(backend.keys.sources[0]).toEqual(source);
    await key.cancel();
    expect([key.step, key.reason, key.held]).toEqual(['none', null, null]);
    expect(backend.called.at(-1)).toBe('forgetKey');
  });

  it('of_a_leaked_key_begins_with_the_mail_and_of_others_ends_with_it', () => {
    expect(rotationSteps(rotation('leak', 'traffic'))[0]).toContain('at once');
    expect(rotationSteps(rotation('quarter', 'traffic')).at(-1)).toContain('Send the mail');
    expect(rotationSteps(rotation('quarter', 'traffic'))).toHaveLength(3);
    expect(rotationSteps(rotation('leak', 'confirm'))).toHaveLength(2);
    expect(rotationSteps(rotation('leak', 'closed'))).toHaveLength(1);
  });

  it('says_which_staging_source_should_have_come_first', async () => {
    const { backend, key, source } = await made();
    const rotate = backend.keys.rotate.bind(backend.keys);
    backend.keys.rotate = (...given) => ({ ...rotate(...given), stagingFirst: ['try'] });
    key.rotate('quarter');
    await key.paste();
    await key.replace(source);
    expect(key.stagingFirst).toEqual(['try']);
  });
});

describe('a key', () => {
  const formats = new Formats();
  const aged = (source: Source, key: Partial<Source['key']>): Source => ({ ...source, key: { ...source.key, ...key } });

  it('tells_its_age_and_that_it_is_due', async () => {
    const { source } = await made();
    expect(ageWords(aged(source, { ageDays: 0 }), formats)).toBe('since today');
    expect(ageWords(aged(source, { ageDays: 1 }), formats)).toBe('for 1 day');
    expect(ageWords(aged(source, { ageDays: 91, due: true }), formats)).toBe('for 91 days: time to rotate it');
  });

  it('warns_when_it_may_be_used_elsewhere_until_that_is_dismissed', async () => {
    const { backend, key, source } = await made();
    expect(alarmWords(source, formats)).toBeNull();
    const alarming = aged(source, { alarm: { calls: 1200 } });
    expect(alarmWords(alarming, formats)).toContain('1,200 calls');
    expect(alarmWords(aged(source, { alarm: { calls: null } }), formats)).toContain('refusing');
    backend.keys.sources = [alarming];
    await key.dismissAlarm(alarming);
    expect(backend.keys.sources[0]?.key.alarm).toBeNull();
  });
});
