// The filter above the list: what is typed into it, what it says, and the ways out of it.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

const selected = (): HTMLElement => screen.getByRole('option', { selected: true });

describe('the filter', () => {
  it('says_only_what_is_wrong_with_a_filter_while_it_is_wrong', async () => {
    const { user } = await opened();
    await user.keyboard('/');
    await user.keyboard('cobol');
    expect(await screen.findByText('Nothing in Inbox fits this query.')).toBeInTheDocument();
    await user.keyboard(' (');
    expect(await screen.findByTestId('query-problem')).toHaveTextContent('This bracket is never closed.');
    expect(screen.queryByTestId('empty')).toBeNull();
    await user.keyboard('{Backspace}{Backspace}');
    expect(await screen.findByText('Nothing in Inbox fits this query.')).toBeInTheDocument();
  });

  it('leaves_typed_letters_to_the_filter', async () => {
    const { user } = await opened();
    await user.keyboard('/');
    await waitFor(() => expect(screen.getByTestId('filter')).toHaveFocus());
    await user.keyboard('se');
    expect(screen.getByTestId('filter')).toHaveValue('se');
    expect(screen.queryByTestId('toast')).toBeNull();
  });

  it.each([
    ['some_jobs', 'svelte'],
    ['no_job', 'cobol'],
    ['nothing_because_it_is_wrong', 'svelte ('],
    ['all_jobs', ''],
  ])('goes_back_to_the_list_by_escape_from_a_filter_that_fits_%s', async (_, text) => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('/');
    await waitFor(() => expect(screen.getByTestId('filter')).toHaveFocus());
    if (text !== '') await user.keyboard(text);
    if (text === 'cobol') await screen.findByTestId('empty');
    await user.keyboard('{Escape}');
    expect(screen.getByTestId('filter')).toHaveValue('');
    expect(screen.getByTestId('filter')).not.toHaveFocus();
    await waitFor(() => expect(screen.getByTestId('job-rows')).toHaveFocus());
    await user.keyboard('js');
    await waitFor(() => expect(backend.called).toContain('setJobState'));
  });

  it('goes_on_from_the_filter_to_what_it_left_by_enter', async () => {
    const { backend, user } = await opened();
    await user.keyboard('/');
    await waitFor(() => expect(screen.getByTestId('filter')).toHaveFocus());
    await user.keyboard('svelte');
    await waitFor(() =>
      expect(screen.getAllByRole('option').every((row) => /Svelte/u.test(row.textContent))).toBe(true),
    );
    await user.keyboard('{Enter}');
    expect(screen.getByTestId('job-rows')).toHaveFocus();
    expect(selected()).toHaveTextContent('Svelte');
    await user.keyboard('s');
    await waitFor(() => expect(backend.called).toContain('setJobState'));
    expect(screen.getByTestId('filter')).toHaveValue('svelte');
  });
});
