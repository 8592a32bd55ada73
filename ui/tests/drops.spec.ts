// Things dropped on the window, and printing.

import { FakeBackend } from '$lib/ipc/fake/fake';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { opened } from './opened';

async function drag(kind: 'dragOver' | 'drop', type: string, text: string): Promise<void> {
  await fireEvent[kind](document.body, {
    dataTransfer: { types: [type], getData: (of: string) => (of === type ? text : '') },
  });
}

describe('a drop on the window', () => {
  it('of_a_link_of_a_search_starts_one', async () => {
    await opened();
    await drag('dragOver', 'text/uri-list', '');
    expect(await screen.findByTestId('drop-target')).toHaveTextContent('Drop it here');
    await drag('drop', 'text/uri-list', 'https://www.upwork.com/nx/search/jobs/?q=rust&t=0');
    await waitFor(() => expect(screen.getByTestId('search-query')).toHaveValue('rust type:hourly'));
    expect(screen.queryByTestId('drop-target')).toBeNull();
  });

  it('of_a_query_starts_a_search_with_it', async () => {
    await opened();
    await drag('drop', 'text/plain', 'rust tauri');
    await waitFor(() => expect(screen.getByTestId('search-query')).toHaveValue('rust tauri'));
  });

  it('is_refused_while_a_search_is_edited', async () => {
    const { backend, user } = await opened();
    const [line] = screen.getAllByTestId('view-search');
    if (line) await fireEvent.contextMenu(line);
    await user.click(await screen.findByRole('menuitem', { name: /Edit/u }));
    const query = (await screen.findByTestId<HTMLTextAreaElement>('search-query')).value;
    await drag('dragOver', 'text/uri-list', '');
    expect(screen.queryByTestId('drop-target')).toBeNull();
    await drag('drop', 'text/uri-list', 'https://www.upwork.com/nx/search/jobs/?q=rust&t=0');
    expect(await screen.findByText(/Close the dialog first/u)).toBeInTheDocument();
    expect(screen.getByTestId('search-query')).toHaveValue(query);
    expect(screen.getByTestId('search-save')).toHaveTextContent('Save');
    backend.drop('job', 'lapwing://job/1');
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.getByTestId('search-dialog')).toBeInTheDocument();
  });

  it('of_a_link_of_a_job_opens_it', async () => {
    const { backend } = await opened();
    const [row] = await screen.findAllByRole('option');
    const id = row?.dataset['jobId'] ?? '';
    backend.drop('job', `lapwing://job/${id}`);
    await waitFor(() => expect(screen.getByTestId('job-page')).toHaveAttribute('data-job-id', id));
    expect(backend.called).not.toContain('keyFromDrop');
  });

  it('of_a_file_with_a_key_goes_on_in_the_wizard', async () => {
    const { backend } = await opened();
    backend.drop('.env');
    expect(await screen.findByTestId('wizard-held')).toHaveTextContent('7f3a');
    expect(screen.getByTestId('wizard')).toHaveAttribute('data-step', 'key');
    expect(backend.called).not.toContain('forgetKey');
  });

  it('of_a_file_with_a_key_is_taken_in_the_first_walk_as_well', async () => {
    const backend = new FakeBackend({ setupDone: false, searches: 0 });
    render(App, { backend });
    await screen.findByTestId('wizard-service-sandbox');
    backend.drop('.env');
    expect(await screen.findByTestId('wizard-held')).toHaveTextContent('7f3a');
  });

  it('of_a_file_without_one_says_so', async () => {
    const { backend } = await opened({ failing: ['keyFromDrop'] });
    backend.drop('picture.png');
    expect(await screen.findByTestId('toast')).toBeInTheDocument();
    expect(screen.queryByTestId('wizard')).toBeNull();
  });
});

describe('printing', () => {
  it.each([
    ['list', 'gh', 'job-row'],
    ['board', 'b', 'board-card'],
  ])('leaves_what_is_lent_out_of_a_%s', async (_, keys, testid) => {
    const { user } = await opened({ marketplace: true });
    await user.keyboard(keys);
    const drawn = await screen.findAllByTestId(testid);
    const inPrint = document.createElement('style');
    inPrint.textContent = readFileSync('src/lib/shared/print.css', 'utf8').replace('@media print', '@media screen');
    document.head.append(inPrint);
    const lent = drawn.filter((one) => one.dataset['retention'] === 'ephemeral');
    expect(lent).not.toEqual([]);
    expect(new Set(lent.map((one) => getComputedStyle(one).display))).toEqual(new Set(['none']));
    inPrint.remove();
  });

  it('is_left_to_the_shell', async () => {
    const { backend, user } = await opened();
    await user.keyboard('{Control>}p{/Control}');
    await waitFor(() => expect(backend.called).toContain('printPage'));
  });
});
