import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { refusal } from '$lib/ipc/fake/shelf';
import { describe, expect, it, vi } from 'vitest';
import { BringKey } from './bring-key.svelte';
import { Credentials } from './credentials.svelte';

async function made(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ setupDone: false, ...options });
  const said: string[] = [];
  const key = new BringKey(backend, (text) => said.push(text));
  await key.become('secret');
  const credentials = new Credentials(backend, key);
  await credentials.learn();
  return { backend, said, key, credentials };
}

describe('credentials', () => {
  it('name_the_callback_address_to_register_to_the_letter', async () => {
    const { credentials } = await made();
    expect(credentials.callback).toBe('http://127.0.0.1:8765/callback');
    credentials.port = '9000';
    expect(credentials.callback).toBe('http://127.0.0.1:9000/callback');
  });

  it.each(['80', '1023', '65536', 'x', '8765x'])('take_no_port_%s', async (port) => {
    const { backend, key, credentials } = await made();
    await key.paste();
    Object.assign(credentials, { clientId: 'id', port });
    expect(credentials.portProblem).toContain('1024');
    expect(credentials.callback).toBeNull();
    expect(await credentials.add('n')).toBeNull();
    expect(backend.called).not.toContain('addMarketplaceSource');
  });

  it('add_a_source_with_the_held_secret_and_hold_it_no_longer', async () => {
    const { backend, said, key, credentials } = await made();
    await key.paste();
    expect(said.at(-1)).toContain('The client secret is here.');
    Object.assign(credentials, { clientId: ' 0a1b ', port: '9000', pkce: true });
    const add = vi.spyOn(backend, 'addMarketplaceSource');
    const source = await credentials.add('api.upwork.com');
    expect(source).toMatchObject({ service: 'marketplace', authorization: { clientId: '0a1b', state: 'none' } });
    expect(add).toHaveBeenCalledWith({
      name: 'api.upwork.com',
      clientId: '0a1b',
      callbackPort: 9_000,
      pkce: true,
      baseUrl: null,
      sessionOnly: false,
    });
    expect(key.held).toBeNull();
  });

  it('say_what_is_missing', async () => {
    const { backend, key, credentials } = await made();
    await credentials.add('n');
    expect(credentials.clientIdProblem).toContain('Copy the client id');
    credentials.clientId = 'id';
    await credentials.add('n');
    expect(credentials.clientIdProblem).toBeNull();
    expect(key.problem).toContain('no client secret yet');
    expect(backend.called).not.toContain('addMarketplaceSource');
  });

  it('are_kept_for_a_session_only_where_that_is_wanted_without_a_keyring', async () => {
    const { key, credentials } = await made({ keyring: 'missing' });
    await key.checkKeyring();
    await key.paste();
    credentials.clientId = 'id';
    expect(await credentials.add('n')).toBeNull();
    expect(key.problem).toContain('cannot be kept');
    key.sessionOnly = true;
    expect(await credentials.add('n')).toMatchObject({ keyPlace: 'session' });
  });

  it('say_at_an_address_of_ones_own_why_it_is_refused_and_keep_the_secret', async () => {
    const { backend, key, credentials } = await made();
    await key.paste();
    Object.assign(credentials, { clientId: 'id', baseUrl: ' http://example.com ' });
    vi.spyOn(backend, 'addMarketplaceSource').mockRejectedValueOnce(refusal('invalid', 'Use https.'));
    expect(await credentials.add('n')).toBeNull();
    expect([credentials.baseUrlProblem, key.problem]).toEqual(['Use https.', null]);
    expect(key.held).not.toBeNull();
    credentials.baseUrl = 'https://example.com';
    expect(await credentials.add('n')).toMatchObject({ host: 'example.com' });
    expect(credentials.baseUrlProblem).toBeNull();
  });

  it('say_why_a_source_was_not_added', async () => {
    const { key, credentials } = await made({ failing: ['addMarketplaceSource'] });
    await key.paste();
    credentials.clientId = 'id';
    expect(await credentials.add('n')).toBeNull();
    expect(key.problem).toContain('could not be reached');
    expect(key.held).not.toBeNull();
  });
});
