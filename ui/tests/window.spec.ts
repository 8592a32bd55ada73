// The window as a whole, with a backend in memory: what a user does by keyboard and what the page then says.

import { FakeBackend } from '$lib/ipc/fake/fake';
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { ALL } from '$lib/window/shortcuts';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { opened } from './opened';

const selected = (): HTMLElement => screen.getByRole('option', { selected: true });
const jobShown = (id: string | undefined): Promise<void> =>
  waitFor(() => {
    expect(screen.getByTestId('job-page')).toHaveAttribute('data-job-id', id);
  });

describe('the window', () => {
  it('goes_through_jobs_by_keyboard_reading_and_sorting_them', async () => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('j');
    const first = selected().dataset['jobId'];
    await jobShown(first);
    await waitFor(() => expect(selected()).toHaveAttribute('data-state', 'seen'));

    await user.keyboard('s');
    expect(await screen.findByTestId('toast')).toHaveTextContent('Saved');
    await waitFor(() => expect(screen.getByTestId('action-save')).toHaveAttribute('aria-pressed', 'true'));

    await user.keyboard('j');
    const second = selected().dataset['jobId'];
    expect(second).not.toBe(first);
    await user.keyboard('e');
    await waitFor(() => expect(document.querySelector(`[data-job-id="${second}"][role=option]`)).toBeNull());
    expect(backend.shelf.detail(second ?? '').row.state).toBe('dismissed');

    await user.keyboard('z');
    await waitFor(() => expect(selected().dataset['jobId']).toBe(second));
    expect(backend.shelf.detail(second ?? '').row.state).not.toBe('dismissed');

    await user.keyboard('o');
    expect(backend.lastAddress).toBe(second);
  });

  it('no_longer_shows_a_job_that_was_just_dismissed', async () => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('j');
    const first = selected().dataset['jobId'];
    await jobShown(first);
    vi.spyOn(backend, 'job').mockReturnValue(new Promise(() => undefined));
    await user.keyboard('e');
    await waitFor(() => expect(selected().dataset['jobId']).not.toBe(first));
    expect(screen.queryByTestId('job-page')).toBeNull();
  });

  it('asks_once_for_a_job_that_cannot_be_had', async () => {
    const { backend, user } = await opened({ failing: ['job'] });
    await screen.findAllByRole('option');
    await user.keyboard('j');
    expect(await screen.findByText(/The job could not be/u)).toBeInTheDocument();
    await tick();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(backend.called.filter((name) => name === 'job')).toHaveLength(1);
  });

  it('tells_a_screen_reader_the_place_of_each_row_and_has_one_tab_stop', async () => {
    await opened();
    const rows = await screen.findAllByRole('option');
    expect(rows[0]).toHaveAttribute('aria-posinset', '1');
    const total = rows[0]?.getAttribute('aria-setsize');
    expect(Number(total)).toBeGreaterThan(rows.length - 1);
    const list = screen.getByRole('listbox', { name: 'Inbox' });
    expect(list.tabIndex).toBe(0);
    expect(rows.every(({ tabIndex }) => tabIndex === -1)).toBe(true);
    await userEvent.keyboard('j');
    expect(list).toHaveAttribute('aria-activedescendant', selected().id);
  });

  it('shows_texts_as_they_came_and_never_as_markup', async () => {
    const { user } = await opened({ odd: true });
    await user.keyboard('gh');
    await screen.findByText('Private job');
    await user.click(await screen.findByText(/stay what they are/u));
    const description = await screen.findByTestId('description');
    await waitFor(() => expect(description).toHaveTextContent('<script>alert(1)</script>'));
    expect(description.querySelector('script, img')).toBeNull();
    expect(screen.getByRole('heading', { level: 1, name: /<img src=x/u })).toBeInTheDocument();
  });

  it('says_that_a_job_is_closed', async () => {
    const { user } = await opened({ odd: true });
    await user.keyboard('gh');
    await user.click(await screen.findByText(/stay what they are/u));
    expect(await screen.findByText('This job is closed and takes no more proposals.')).toBeInTheDocument();
  });

  it('offers_what_to_do_in_every_empty_list', async () => {
    const { user } = await opened({ count: 0 });
    for (const [keys, words, action] of [
      ['gi', /No jobs are stored yet/u, 'Check now'],
      ['gs', /Nothing is saved yet/u, 'Go to the inbox'],
      ['gd', /Nothing is dismissed/u, 'Go to the inbox'],
      ['gh', /No jobs are stored yet/u, 'Check now'],
    ] as const) {
      await user.keyboard(keys);
      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(within(screen.getByTestId('empty')).getByRole('button', { name: action })).toBeInTheDocument();
    }
  });

  it.each([
    ['offline', 'Offline', 'Try again'],
    ['keyRejected', 'Key rejected', 'See to the key'],
    ['failing', 'The service fails', 'Try again'],
  ] as const)('says_when_it_is_%s_and_what_to_do', async (state, words, action) => {
    await opened({ state });
    expect(screen.getByTestId('status-state')).toHaveTextContent(words);
    const banner = screen.getByTestId('status-banner');
    expect(within(banner).getByRole('button', { name: action })).toBeInTheDocument();
  });

  it('says_why_the_data_could_not_be_opened_and_shows_nothing_else', async () => {
    render(App, { backend: new FakeBackend({ storage: 'The disk is read-only.' }) });
    expect(await screen.findByText(/The disk is read-only/u)).toBeInTheDocument();
    expect(screen.queryByTestId('status-line')).toBeNull();
  });

  it('begins_with_the_wizard_until_it_is_set_up', async () => {
    render(App, { backend: new FakeBackend({ setupDone: false }) });
    expect(await screen.findByTestId('wizard')).toBeInTheDocument();
  });

  it('sets_the_theme_and_the_density_at_the_root', async () => {
    const { backend, user } = await opened({ theme: 'dark', density: 'comfortable' });
    expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'comfortable' });
    await user.keyboard('{Control>},{/Control}');
    await user.click(await screen.findByRole('radio', { name: 'Light' }));
    expect(document.documentElement.dataset['theme']).toBe('light');
    expect((await backend.appState()).preferences.theme).toBe('light');
  });

  it('adds_a_search_and_underlines_what_is_wrong_with_it', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await user.type(screen.getByTestId('search-name'), 'Rust only');
    await user.type(screen.getByTestId('search-query'), 'rust lvl:x');
    expect(await screen.findByTestId('query-problem')).toHaveTextContent('There is no field “lvl”.');
    expect(document.querySelector('.bad')).toHaveTextContent('lvl:x');
    await user.clear(screen.getByTestId('search-query'));
    await user.type(screen.getByTestId('search-query'), 'rust');
    expect(await screen.findByTestId('search-preview')).toHaveTextContent(/Fits \d+ of 30 stored jobs/u);
    await user.click(screen.getByTestId('search-save'));
    expect(await screen.findByRole('listbox', { name: 'Rust only' })).toBeInTheDocument();
  });

  it('begins_the_dialog_for_a_search_in_its_first_field', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await waitFor(() => expect(screen.getByTestId('search-name')).toHaveFocus());
  });

  it('speaks_of_one_minute_one_call_and_no_key_in_the_settings_of_the_sandbox', async () => {
    const { backend, user } = await opened();
    await backend.addSandbox();
    const ofSandbox = backend.keys.sources.filter(({ service }) => service === 'sandbox');
    backend.keys.sources = ofSandbox.map((one) => ({ ...one, callsThisMonth: 1, monthLimit: null }));
    vi.spyOn(backend, 'settings').mockResolvedValue({ intervalMinutes: 1, shortestIntervalMinutes: 1, paused: false });
    const status = await backend.status();
    vi.spyOn(backend, 'status').mockResolvedValue({ ...status, sandbox: true });
    backend.tell({ jobs: false, searches: false, sources: true, status: true });
    await user.click(screen.getByTestId('open-settings'));
    expect(await screen.findByText('At least 1 minute.')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByTestId('delay')).toHaveTextContent('within a minute.'));
    const card = screen.getByTestId('source');
    expect(within(card).queryByText('Accepted')).toBeNull();
    expect(within(card).getByText('1 call')).toBeInTheDocument();
    expect(within(card).getByText('Key').nextElementSibling).toHaveTextContent('Built in');
  });

  it('puts_the_caret_where_a_search_cannot_be_saved', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await user.type(await screen.findByTestId('search-name'), 'Rust only');
    await user.click(screen.getByTestId('search-save'));
    await waitFor(() => expect(screen.getByTestId('search-query')).toHaveFocus());
    await user.keyboard('rust');
    await user.clear(screen.getByTestId('search-name'));
    await user.click(screen.getByTestId('search-save'));
    await waitFor(() => expect(screen.getByTestId('search-name')).toHaveFocus());
  });

  it('shows_every_key_of_the_table', async () => {
    const { user } = await opened();
    await user.keyboard('?');
    const map = await screen.findByTestId('keyboard-map');
    expect(within(map).getAllByRole('term')).toHaveLength(ALL.length);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('keyboard-map')).toBeNull());
  });

  it('takes_the_label_of_a_source_for_no_name_of_a_variable', async () => {
    const { backend, user } = await opened();
    backend.keys.sources = backend.keys.sources.map((one) => ({
      ...one,
      environment: 'staging',
      keyPlace: 'environment' as const,
    }));
    await user.click(screen.getByTestId('open-settings'));
    const card = await screen.findByTestId('source');
    const facts = within(card)
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextElementSibling?.textContent]);
    expect(facts).toContainEqual(['Environment', 'staging']);
    expect(facts).toContainEqual(['Kept', 'In an environment variable, read at each start']);
  });

  it('is_quit_from_the_settings_and_by_a_key_on_every_page', async () => {
    const quits = (backend: FakeBackend): number => backend.called.filter((name) => name === 'quit').length;
    const { backend, user } = await opened();
    await user.click(screen.getByTestId('open-settings'));
    await user.click(await screen.findByTestId('quit'));
    expect(quits(backend)).toBe(1);
    await user.click(screen.getByTestId('add-search'));
    await user.type(await screen.findByTestId('search-name'), '{Control>}q{/Control}');
    expect(quits(backend)).toBe(2);
    cleanup();

    for (const page of [{ setupDone: false }, { storage: 'The disk is read-only.' }]) {
      const other = new FakeBackend(page);
      render(App, { backend: other });
      await screen.findByTestId(page.storage === undefined ? 'wizard' : 'storage-problem');
      await user.keyboard('{Control>}q{/Control}');
      expect(quits(other)).toBe(1);
      cleanup();
    }
  });

  it('never_holds_a_typed_key_longer_than_it_takes_to_hand_it_over', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('open-settings'));
    await user.click(await screen.findByTestId('source-replace-key'));
    await user.click(screen.getByRole('button', { name: 'Type it in' }));
    await user.type(screen.getByTestId('key-field'), 'sk-0123456789abcdef{Enter}');
    expect(await screen.findByText(/A key of 19 characters, ending in cdef, is ready/u)).toBeInTheDocument();
    expect(document.documentElement.outerHTML).not.toContain('0123456789');
    const values = [...document.querySelectorAll('input')].map(({ value }) => value);
    expect(values.join()).not.toContain('0123456789');
  });
});
