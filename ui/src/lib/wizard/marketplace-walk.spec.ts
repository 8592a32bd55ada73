// The way to the marketplace's API as somebody walks it, in the page.

import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { trouble, type Trouble } from '$lib/ipc/fake/troubles';
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import App from '../../App.svelte';

const UNSEEN = { rules: { 'color-contrast': { enabled: false } } };

const get = (id: string): HTMLElement => screen.getByTestId(id);
const find = (id: string): Promise<HTMLElement> => screen.findByTestId(id);

async function heading(name: string): Promise<void> {
  const found = await screen.findByRole('heading', { level: 1, name });
  await vi.waitFor(() => expect(found).toHaveFocus());
}

async function sound(): Promise<void> {
  const { violations } = await axe.run(document.body, UNSEEN);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

async function open(options: Partial<FakeOptions> = {}, ...troubles: Trouble[]) {
  const fake = trouble(new FakeBackend({ setupDone: false, searches: 0, ...options }), ...troubles);
  render(App, { props: { backend: fake } });
  await heading('Where should Lapwing look?');
  const user = userEvent.setup();
  await user.click(get('wizard-service-marketplace'));
  await heading('Will a key be granted?');
  return { fake, user };
}

/** Goes on to the step at which access is allowed. */
async function bringIn(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  await user.click(get('likelihood-have'));
  await heading('Bring in the key');
  await user.type(get('client-id'), '0a1b2c');
  await user.click(get('wizard-paste'));
  await vi.waitFor(() => expect(get('wizard-held')).toHaveTextContent('7f3a'));
  await user.click(get('wizard-next'));
  await heading('Allow access');
}

describe('the way to the marketplace', () => {
  it('is walked from the key to the search, and axe finds no fault with it', async () => {
    const { fake, user } = await open({ keyring: 'missing' });
    await sound();
    await user.click(get('likelihood-have'));
    await heading('Bring in the key');
    await user.click(get('credentials-more'));
    await user.clear(get('callback-port'));
    await user.type(get('callback-port'), '9000');
    await user.click(get('callback-copy'));
    expect(fake.lastAddress).toBe('http://127.0.0.1:9000/callback');
    await user.click(get('wizard-type'));
    expect(screen.queryByTestId('wizard-from-env')).toBeNull();
    await user.type(get('wizard-typed'), 'a-secret-of-some-length-wxyz{Enter}');
    await vi.waitFor(() => expect(get('wizard-held')).toHaveTextContent('A client secret of 28 characters'));
    expect(document.documentElement.outerHTML).not.toContain('a-secret');
    await user.click(get('wizard-next'));
    await vi.waitFor(() => expect(get('client-id')).toHaveFocus());
    await sound();
    await user.type(get('client-id'), '0a1b2c');
    await user.click(within(get('wizard-session-only')).getByRole('switch'));
    await user.click(get('wizard-next'));

    await heading('Allow access');
    fake.marketplace.consent = 'waits';
    await user.click(get('authorize-begin'));
    expect(await find('authorize-left')).toHaveTextContent(/[45]:\d\d left/u);
    await user.click(get('authorize-by-hand'));
    await sound();
    await user.type(get('authorize-code'), 'the-code{Enter}');
    await find('authorize-done');
    expect(document.documentElement.outerHTML).not.toContain('the-code');
    await user.selectOptions(await find('organization'), 'Example Studio');
    await vi.waitFor(() => expect(get('organization')).toHaveValue('o2'));
    await sound();
    await user.click(get('wizard-next'));

    await heading('Test it');
    await user.click(get('wizard-test'));
    await vi.waitFor(() => expect(get('wizard-spoken')).toHaveTextContent('The access works.'));
    await sound();
    await user.click(get('wizard-next'));
    await screen.findByRole('form', { name: 'A search for this source' });
    await user.type(get('wizard-query'), 'rust{Enter}');
    await heading('Let Lapwing call out');
    expect(get('wizard')).toHaveTextContent('Press Check now in the window to ask api.upwork.com for “Rust”.');
  }, 30_000);

  it('is walked through applying, and axe finds no fault with it', async () => {
    const { fake, user } = await open();
    await user.click(get('likelihood-apply'));
    await heading('Before you apply');
    await user.click(screen.getByRole('checkbox', { name: 'It has a portrait of you' }));
    await sound();
    await user.click(get('wizard-next'));
    await heading('Describe your project');
    await user.click(get('wizard-next'));
    await vi.waitFor(() => expect(get('apply-purpose')).toHaveFocus());
    await user.type(get('apply-purpose'), 'I look for Rust jobs.');
    await user.click(screen.getByRole('radio', { name: 'Others, too' }));
    await vi.waitFor(() => expect(get('apply-description')).toHaveTextContent(/Rust jobs\. People other than me/u));
    await user.click(get('apply-description-copy'));
    expect(fake.lastAddress).toContain('People other than me');
    await user.click(get('apply-open'));
    expect(fake.lastAddress).toBe('keyApplication');
    await sound();
    await user.click(get('wizard-next'));
    await heading('Your key is in review');
    await user.click(get('review-refused'));
    expect(get('review-refused-steps')).toHaveTextContent('Answer the rejection mail itself');
    await sound();
    cleanup();

    render(App, { props: { backend: fake } });
    await heading('Your key is in review');
    await user.click(get('review-refused'));
    await user.click(get('review-checklist'));
    await heading('Before you apply');
    expect(get('check-portrait')).toBeChecked();
  }, 30_000);

  it('says what to do when access is refused in the browser', async () => {
    const { user } = await open({}, 'consent-refused');
    await bringIn(user);
    await user.click(get('authorize-begin'));
    expect(await find('authorize-problem')).toHaveTextContent('choose to allow it there');
    await user.click(get('wizard-next'));
    expect(await find('wizard-problem')).toHaveTextContent('Access is not allowed yet.');
  });

  it('asks for the code at once where the browser cannot answer', async () => {
    const { user } = await open({}, 'port-taken');
    await bringIn(user);
    await user.click(get('authorize-begin'));
    expect(await find('authorize-advice')).toHaveTextContent('Port 8765 is taken by another program.');
    expect(get('authorize-address')).toHaveTextContent('/oauth2/authorize');
    await user.type(get('authorize-code'), 'the-code{Enter}');
    await find('authorize-done');
  });

  it('gives up waiting for the browser', async () => {
    const { fake, user } = await open();
    fake.marketplace.consent = 'waits';
    await bringIn(user);
    await user.click(get('authorize-begin'));
    await user.click(await find('authorize-cancel'));
    await find('authorize-begin');
    expect(fake.called).toContain('cancelAuthorization');
  });

  it('names the permission that a key lacks', async () => {
    const { user } = await open({}, 'no-permission');
    await bringIn(user);
    await user.click(get('authorize-begin'));
    await find('authorize-done');
    await user.click(get('wizard-next'));
    await heading('Test it');
    await user.click(get('wizard-test'));
    const row = await find('wizard-test-step-jobs');
    expect(row).toHaveTextContent('Read marketplace Job Postings');
    expect(row).toHaveAttribute('data-mark', 'bad');
  });
});
