// What the marketplace's terms mean in the window: where jobs come from, what is erased, what is asked about first.

import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

const HOST = 'api.upwork.com';

async function sound(): Promise<void> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** The first row whose content is kept so long. */
async function rowOf(retention: string): Promise<HTMLElement> {
  await screen.findAllByRole('option');
  const row = document.querySelector<HTMLElement>(`[role=option][data-retention=${retention}]`);
  if (row === null) throw new Error(`no row is ${retention}`);
  return row;
}

describe('a list of both services', () => {
  it('says_on_every_row_where_it_comes_from', async () => {
    const { user } = await opened({ marketplace: true });
    await user.keyboard('gh');
    const rows = await screen.findAllByRole('option');
    const hosts = new Set(
      rows.map((row) => [HOST, 'upworkjobsapi.com'].find((host) => row.textContent.includes(host))),
    );
    expect([...hosts].sort()).toEqual([HOST, 'upworkjobsapi.com']);
  });

  it('says_of_a_job_how_long_its_content_is_kept_and_mutes_no_client_by_it', async () => {
    const { backend, user } = await opened({ marketplace: true });
    await user.keyboard('gh');
    await user.click(await rowOf('ephemeral'));
    expect(await screen.findByTestId('kept-until')).toHaveTextContent(/content is kept until/u);
    await sound();
    await user.keyboard('m');
    await screen.findByTestId('mute-dialog');
    expect(screen.queryByRole('radio', { name: 'This client' })).toBeNull();
    await user.type(screen.getByTestId('mute-dialog-word'), 'crypto{Enter}');
    await waitFor(() => expect(backend.deliveries.state.mutes).toMatchObject([{ client: false, label: 'crypto' }]));
  });

  it('lists_a_marked_job_whose_content_is_erased_and_leads_to_its_source', async () => {
    const { backend, user } = await opened({ marketplace: true, count: 400 });
    await user.keyboard('gd');
    const row = await rowOf('erased');
    expect(row).toHaveTextContent('Content erased after 24 hours');
    expect(row).toHaveTextContent(HOST);
    expect(row).not.toHaveTextContent('pay not given');
    await user.click(row);
    const page = await screen.findByTestId('job-page');
    expect(within(page).getByRole('heading', { level: 1 })).toHaveTextContent('Content erased after 24 hours');
    expect(await screen.findByTestId('job-erased')).toHaveTextContent('24 hours');
    expect(screen.queryByTestId('kept-until')).toBeNull();
    await sound();
    await user.click(screen.getByRole('button', { name: /Open at the source/u }));
    expect(backend.lastAddress).toBe(row.dataset['jobId']);
  });
});

describe('checking in the background', () => {
  it('is_off_until_it_was_explained_and_turned_on_for_a_search', async () => {
    const { backend, user } = await opened({ marketplace: true });
    await user.click(screen.getByTestId('add-search'));
    await user.type(screen.getByTestId('search-name'), 'Tauri');
    await user.type(screen.getByTestId('search-query'), 'rust');
    expect(await screen.findByTestId('search-preview')).toHaveTextContent(HOST);
    expect(screen.queryByTestId('search-background')).toBeNull();
    const sources = within(await screen.findByTestId('search-sources'));
    await user.click(sources.getByRole('checkbox', { name: HOST }));
    const background = (): HTMLElement => within(screen.getByTestId('search-background')).getByRole('switch');
    expect(background()).not.toBeChecked();

    await user.click(background());
    expect(await screen.findByTestId('background-terms')).toHaveTextContent('Only the marketplace can say.');
    await sound();
    await user.click(screen.getByTestId('background-off'));
    await waitFor(() => expect(screen.queryByTestId('background-terms')).toBeNull());
    expect(background()).not.toBeChecked();

    await user.click(background());
    await user.click(await screen.findByTestId('background-question-copy'));
    expect(backend.lastAddress).toContain('every 15 minutes');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(background()).not.toBeChecked());

    await user.click(background());
    await user.click(await screen.findByTestId('background-on'));
    await waitFor(() => expect(background()).toBeChecked());
    await user.click(screen.getByTestId('search-save'));
    await screen.findByRole('listbox', { name: 'Tauri' });
    expect((await backend.searches()).at(-1)).toMatchObject({ sources: ['k1', 'k2'], background: true });
  });

  it('is_turned_on_and_off_from_the_side_bar_too', async () => {
    const { backend, user } = await opened({ marketplace: true, searches: 1 });
    const [search] = await backend.searches();
    if (!search) throw new Error('there is a search');
    await backend.editSearch(search.id, { ...search, sources: ['k2'] });
    const menu = async (item: string): Promise<void> => {
      await user.click(screen.getByRole('button', { name: `Actions for “${search.name}”` }));
      await user.click(await screen.findByText(item));
    };
    await menu('Check in the background…');
    await user.click(await screen.findByTestId('background-on'));
    await waitFor(async () => expect(await backend.searches()).toMatchObject([{ background: true }]));
    await menu('Check only by hand');
    await waitFor(async () => expect(await backend.searches()).toMatchObject([{ background: false }]));
  });

  it('is_no_question_for_a_search_of_the_other_service', async () => {
    const { user } = await opened({ searches: 1 });
    await user.click(screen.getByRole('button', { name: /^Actions for/u }));
    await user.click(await screen.findByText('Edit the search'));
    await screen.findByTestId('search-dialog');
    expect(screen.queryByTestId('search-sources')).toBeNull();
    expect(screen.queryByTestId('search-background')).toBeNull();
  });
});

describe('the source in the settings', () => {
  it('tells_of_its_access_and_allows_it_again', async () => {
    const { backend, user } = await opened({ marketplace: true });
    backend.keys.sources = backend.keys.sources.map((source) =>
      source.authorization ? { ...source, authorization: { ...source.authorization, state: 'gone' } } : source,
    );
    await user.click(screen.getByTestId('open-settings'));
    expect(await screen.findByTestId('source-access')).toHaveTextContent('Ended: allow it again');
    await user.click(screen.getByTestId('authorize-begin'));
    await waitFor(() => expect(screen.getByTestId('source-access')).toHaveTextContent('Allowed'));
    expect(screen.getByTestId('source-access')).toHaveTextContent('renewed while Lapwing runs');
    await user.click(screen.getByTestId('source-organizations'));
    await user.selectOptions(await screen.findByTestId('organization'), 'Ada Example');
    await waitFor(() => expect(screen.getByTestId('source-organization')).toHaveTextContent('Ada Example'));
    await sound();
  });

  it('is_tested_and_removed_there', async () => {
    const { backend, user } = await opened({ marketplace: true });
    await user.click(screen.getByTestId('open-settings'));
    const card = within(await screen.findByRole('article', { name: HOST }));
    await user.click(card.getByTestId('source-test'));
    expect(await card.findByTestId('test-report')).toHaveAttribute('data-ok', 'true');
    await user.click(card.getByTestId('source-remove'));
    expect(card.getByRole('alert')).toHaveTextContent('Access is given back');
    await user.click(card.getByTestId('source-remove-sure'));
    await waitFor(() => expect(screen.queryByRole('article', { name: HOST })).toBeNull());
    expect(backend.keys.sources.map(({ service }) => service)).toEqual(['jobsApi']);
  });

  it('brings_the_question_whether_marks_stay_when_content_is_erased', async () => {
    const { backend, user } = await opened({ marketplace: true });
    await user.click(screen.getByTestId('open-settings'));
    const marks = await screen.findByRole('switch', { name: 'Keep my marks when content is erased' });
    expect(marks).toBeChecked();
    await user.click(marks);
    await waitFor(() => expect(backend.marketplace.rules).toEqual({ keepMarks: false }));
    expect(screen.getByRole('switch', { name: 'Keep my marks when content is erased' })).not.toBeChecked();
  });

  it('brings_no_such_question_where_everything_may_be_kept', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('open-settings'));
    await screen.findByTestId('source');
    expect(screen.queryByTestId('content-rules')).toBeNull();
  });
});

describe('both services', () => {
  it('are_said_once_to_stay_apart_when_the_second_is_switched_on', async () => {
    const { backend, user } = await opened({ marketplace: true });
    expect(screen.queryByTestId('both-services')).toBeNull();
    await backend.setSourceEnabled('k1', false);
    await backend.setSourceEnabled('k1', true);
    expect(await screen.findByTestId('both-services')).toHaveTextContent('never merged');
    await sound();
    await user.click(screen.getByTestId('both-services-read'));
    expect(screen.queryByTestId('both-services')).toBeNull();
  });
});
