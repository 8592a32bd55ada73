import { FakeBackend } from '$lib/ipc/fake/fake';
import { trouble, type Trouble } from '$lib/ipc/fake/troubles';
import { m } from '$lib/paraglide/messages';
import { describe, expect, it, vi } from 'vitest';
import { BringKey, type Described } from './bring-key.svelte';

const SOURCE: Described = { name: 'upworkjobsapi.com', plan: 'starter', callsUsed: 12, environment: null };

function setUp(...troubles: Trouble[]) {
  const fake = trouble(new FakeBackend({ setupDone: false }), ...troubles);
  const say = vi.fn<(text: string) => void>();
  return { fake, say, key: new BringKey(fake, say) };
}

describe('bringing a key in', () => {
  it('shows what was cleaned off, and says it', async () => {
    const { key, say } = setUp();
    await key.paste();
    expect(key.held?.notes).toEqual(['Removed a space and a line break at the end.']);
    expect(say).toHaveBeenLastCalledWith('The key is here. Removed a space and a line break at the end.');
  });

  it.each([
    ['paste', 'no-key', 'There is no key in that text.'],
    ['fromEnvironment', 'no-variable', 'UPWORK_API_KEY is not set.'],
  ] as const)('says what to do when %s finds none', async (way, name, sentence) => {
    const { key } = setUp(name);
    await key[way]();
    expect(key.held).toBeNull();
    expect(key.problem).toContain(sentence);
    expect(key.busy).toBe(false);
  });

  it('keeps the key that is there when no file was picked', async () => {
    const { key } = setUp('no-file');
    await key.paste();
    await key.fromFile();
    expect(key.held?.lastFour).toBe('7f3a');
    expect(key.problem).toBeNull();
  });

  it('offers to clear the clipboard only after pasting', async () => {
    const { key, fake } = setUp();
    await key.fromEnvironment();
    expect(key.clipboard).toBeNull();
    await key.paste();
    expect(key.clipboard).toBe('full');
    await key.clearClipboard();
    expect(key.clipboard).toBe('cleared');
    expect(fake.called).toContain('clearClipboard');
  });

  it('keeps nothing of a typed key but its last four', async () => {
    const { key } = setUp();
    await key.handOver('upw-0123456789-secret-wxyz ');
    const kept = JSON.stringify({ held: key.held, problem: key.problem, report: key.report, base: key.baseUrl });
    expect(kept).toContain('wxyz');
    expect(kept).not.toContain('secret');
  });
});

describe('testing a key', () => {
  it('spends no call before there is a key', async () => {
    const { key, fake } = setUp();
    await key.test();
    expect(fake.called).not.toContain('testHeldKey');
    expect(key.problem).toBe(m.wizard_key_first());
  });

  it.each([
    ['key-rejected', 'The key was rejected (401).'],
    ['rate-limited', 'The service asks to wait (429)'],
    ['offline', 'This computer is offline.'],
    ['not-json', 'The address answers with a web page'],
  ] as const)('passes on what to do when it fails: %s', async (name, sentence) => {
    const { key, say } = setUp(name);
    await key.paste();
    await key.test();
    expect(key.tested).toBe(false);
    expect(key.report?.steps.at(-1)?.message).toContain(sentence);
    expect(say).toHaveBeenLastCalledWith(expect.stringContaining(sentence));
  });

  it('shows a refused address beside its field', async () => {
    const { key } = setUp('bad-address');
    await key.paste();
    key.baseUrl = 'http://example.com';
    await key.test();
    expect(key.baseUrlProblem).toContain('would send the key unprotected');
    expect(key.problem).toBeNull();
  });

  it.each(['address', 'key'] as const)('holds for the tested %s only', async (changed) => {
    const { key } = setUp();
    await key.paste();
    await key.test();
    expect(key.tested).toBe(true);
    if (changed === 'address') key.baseUrl = 'https://jobs.example.com';
    else await key.fromEnvironment();
    expect(key.tested).toBe(false);
  });
});

describe('adding the source', () => {
  it('wants a key, then a test', async () => {
    const { key, fake } = setUp();
    expect(await key.add(SOURCE)).toBeNull();
    expect(key.problem).toBe(m.wizard_key_first());
    await key.paste();
    expect(await key.add(SOURCE)).toBeNull();
    expect(key.problem).toBe(m.wizard_test_first());
    expect(fake.called).not.toContain('addSource');
  });

  it('wants a better test when one failed', async () => {
    const { key } = setUp('key-rejected');
    await key.paste();
    await key.test();
    expect(await key.add(SOURCE)).toBeNull();
    expect(key.problem).toBe(m.wizard_test_again_first());
  });

  it('keeps the key in the keyring, with plan and calls spent', async () => {
    const { key } = setUp();
    await key.paste();
    await key.test();
    const added = await key.add(SOURCE);
    expect(added).toMatchObject({ keyPlace: 'keyring', plan: 'starter', callsThisMonth: 12, lastFour: '7f3a' });
    expect(key.held).toBeNull();
  });

  it('keeps the key for the session only where there is no keyring and the user agrees', async () => {
    const fake = new FakeBackend({ setupDone: false, keyring: 'missing' });
    const key = new BringKey(fake, () => undefined);
    await key.checkKeyring();
    await key.paste();
    await key.test();
    expect(await key.add(SOURCE)).toBeNull();
    expect(key.problem).toBe(m.wizard_keyring_first());
    key.sessionOnly = true;
    expect(await key.add(SOURCE)).toMatchObject({ keyPlace: 'session' });
  });

  it('goes on by itself once a locked keyring is open', async () => {
    const { key } = setUp('keyring-locked');
    await key.checkKeyring();
    expect(key.keyring).toBe('locked');
    await key.checkKeyring();
    expect(key.keyring).toBe('available');
  });

  it('keeps the key at hand when the keyring fails, and looks at it again', async () => {
    const { key, fake } = setUp('keyring-refuses');
    await key.paste();
    await key.test();
    expect(await key.add(SOURCE)).toBeNull();
    expect(key.problem).toContain('The keyring did not answer in time.');
    expect(fake.called).toContain('keyringState');
    expect(await key.add(SOURCE)).not.toBeNull();
  });
});
