import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { trouble, type Trouble } from '$lib/ipc/fake/troubles';
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import App from '../../App.svelte';

// What is laid out or painted cannot be judged in jsdom.
const UNSEEN = { rules: { 'color-contrast': { enabled: false } } };

async function open(options: Partial<FakeOptions> = {}, ...troubles: Trouble[]) {
  const fake = trouble(new FakeBackend({ setupDone: false, searches: 0, ...options }), ...troubles);
  render(App, { props: { backend: fake } });
  await heading('Where should Lapwing look?');
  return { fake, user: userEvent.setup() };
}

/** Waits for the step of the first search; its query must have the focus. */
async function search(): Promise<void> {
  await screen.findByRole('form', { name: 'Your first search' });
  await vi.waitFor(() => expect(get('wizard-query')).toHaveFocus());
}

/** Waits for a step; its heading must have the focus. */
async function heading(name: string): Promise<void> {
  const found = await screen.findByRole('heading', { level: 1, name });
  await vi.waitFor(() => expect(found).toHaveFocus());
}

async function sound(): Promise<void> {
  const { violations } = await axe.run(document.body, UNSEEN);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const get = (id: string): HTMLElement => screen.getByTestId(id);

describe('the wizard', () => {
  it('is walked with the keyboard alone, from the sandbox to the inbox', async () => {
    const { fake, user } = await open();
    for (let services = 0; services < 3; services += 1) await user.tab();
    expect(get('wizard-service-sandbox')).toHaveFocus();
    await user.keyboard('{Enter}');
    await search();
    await user.keyboard('rust OR python{Enter}');
    await heading('Let Lapwing call out');
    await user.tab();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Did you see it?')).toBeVisible();
    await user.click(get('wizard-seen-yes'));
    await user.click(get('wizard-finish'));
    await vi.waitFor(() => expect(screen.queryByTestId('wizard')).toBeNull());
    expect(await fake.searches()).toMatchObject([{ name: 'Rust, python', query: 'rust OR python' }]);
  });

  it('goes on with Enter from the heading of a step', async () => {
    const { user } = await open();
    await user.click(get('wizard-service-jobs-api'));
    await heading('Get a key');
    await user.keyboard('{Enter}');
    await heading('Bring in your key');
  });

  it('has no fault axe can find, at any step', async () => {
    const { user } = await open({ keyring: 'missing' });
    await sound();
    await user.click(get('wizard-service-jobs-api'));
    await heading('Get a key');
    await sound();
    await user.click(get('wizard-next'));
    await heading('Bring in your key');
    await user.click(get('wizard-type'));
    await user.click(get('wizard-paste'));
    await user.click(get('wizard-test'));
    await screen.findByTestId('wizard-test-report');
    await sound();
    await user.click(within(get('wizard-session-only')).getByRole('switch'));
    await user.click(get('wizard-next'));
    await search();
    await user.type(get('wizard-query'), 'color:red');
    await screen.findByTestId('query-problem');
    await sound();
    await user.clear(get('wizard-query'));
    await user.type(get('wizard-query'), 'rust');
    await user.click(get('wizard-next'));
    await heading('Let Lapwing call out');
    await user.click(get('wizard-notify-test'));
    await user.click(await screen.findByTestId('wizard-seen-no'));
    await sound();
  }, 30_000);

  it('is taken up at the step where the window was closed', async () => {
    const { fake, user } = await open();
    await user.click(get('wizard-service-jobs-api'));
    await heading('Get a key');
    await user.click(get('wizard-plan-professional'));
    await user.click(get('wizard-next'));
    await heading('Bring in your key');
    cleanup();
    render(App, { props: { backend: fake } });
    await heading('Bring in your key');
    await user.click(get('wizard-back'));
    await heading('Get a key');
    expect(get('wizard-plan-professional')).toBeChecked();
  });

  it('moves to the field that is to be put right', async () => {
    const { user } = await open();
    await user.click(get('wizard-service-jobs-api'));
    await heading('Get a key');
    await user.type(get('wizard-calls-used'), 'many');
    await user.click(get('wizard-next'));
    await vi.waitFor(() => expect(get('wizard-calls-used')).toHaveFocus());
    expect(get('wizard')).toHaveAttribute('data-step', 'getKey');
  });

  it.each([
    ['nothing', '{Enter}', 'Say what to look for.'],
    ['a wrong query', 'rust ({Enter}', 'This bracket is never closed.'],
  ])('says what is wrong with %s as the first search, and leaves the caret there', async (_, keys, sentence) => {
    const { user } = await open();
    await user.click(get('wizard-service-sandbox'));
    await search();
    await user.keyboard(keys);
    await vi.waitFor(() => expect(get('wizard-query')).toHaveAttribute('aria-invalid', 'true'));
    await vi.waitFor(() => expect(get('wizard-query')).toHaveFocus());
    expect(get('wizard')).toHaveTextContent(sentence);
    expect(get('wizard')).toHaveAttribute('data-step', 'search');
    expect(get('wizard-search-name')).not.toHaveAttribute('aria-invalid');
  });

  it('asks for the name of a first search that none can be proposed for', async () => {
    const { user } = await open();
    await user.click(get('wizard-service-sandbox'));
    await search();
    await user.keyboard('rate:>=50{Enter}');
    await vi.waitFor(() => expect(get('wizard-search-name')).toHaveFocus());
    await user.keyboard('Well paid{Enter}');
    await heading('Let Lapwing call out');
  });

  it('tells a screen reader what came of a test', async () => {
    const { user } = await open({}, 'key-rejected');
    await user.click(get('wizard-service-jobs-api'));
    await heading('Get a key');
    await user.click(get('wizard-next'));
    await heading('Bring in your key');
    await user.click(get('wizard-paste'));
    await user.click(get('wizard-test'));
    await vi.waitFor(() => expect(get('wizard-spoken')).toHaveTextContent('The key was rejected (401).'));
    expect(get('wizard-test-step-key')).toHaveAttribute('data-mark', 'bad');
  });
});

describe('the field for a typed key', () => {
  const KEY = 'upw-0123456789-secret-wxyz';

  async function openField(...troubles: Trouble[]) {
    const opened = await open({}, ...troubles);
    await opened.user.click(get('wizard-service-jobs-api'));
    await heading('Get a key');
    await opened.user.click(get('wizard-next'));
    await heading('Bring in your key');
    await opened.user.click(get('wizard-type'));
    return opened;
  }

  it('is empty before the key has left it, and nothing of it stays in the page', async () => {
    const { fake, user } = await openField();
    const field = get('wizard-typed') as HTMLInputElement;
    const values: string[] = [];
    const hold = fake.typeKey;
    fake.typeKey = (text) => {
      values.push(field.value);
      return hold(text);
    };
    await user.type(field, `${KEY}{Enter}`);
    await vi.waitFor(() => expect(get('wizard-held')).toHaveTextContent('wxyz'));
    expect(values).toEqual(['']);
    expect(field.value).toBe('');
    expect(document.documentElement.outerHTML).not.toContain('secret');
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });

  it('lets the shell read what is pasted, and takes nothing itself', async () => {
    const { fake, user } = await openField();
    const field = get('wizard-typed') as HTMLInputElement;
    await user.click(field);
    await user.paste(KEY);
    await vi.waitFor(() => expect(fake.called).toContain('pasteKey'));
    expect(field.value).toBe('');
    expect(fake.called).not.toContain('typeKey');
  });

  it('stays open, empty, when what was typed is no key', async () => {
    const { user } = await openField();
    await user.type(get('wizard-typed'), '  {Enter}');
    expect(await screen.findByTestId('wizard-key-problem')).toBeVisible();
    expect(get('wizard-typed')).toHaveValue('');
  });
});
