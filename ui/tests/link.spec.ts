// A search link pasted into the field of a query.

import { FakeBackend } from '$lib/ipc/fake/fake';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { opened } from './opened';

const SEARCH = 'https://www.upwork.com/nx/search/jobs/?q=rust&t=0&category2_uid=531';

async function inNewSearch(typed = '') {
  const { backend, user } = await opened();
  await user.click(screen.getByTestId('add-search'));
  const query = await screen.findByTestId<HTMLTextAreaElement>('search-query');
  await user.click(query);
  if (typed !== '') await user.keyboard(typed);
  return { backend, user, query };
}

async function inWizard(): Promise<{ user: UserEvent; query: HTMLElement }> {
  render(App, { backend: new FakeBackend({ setupDone: false, searches: 0 }) });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('wizard-service-sandbox'));
  const query = await screen.findByTestId('wizard-query');
  await user.click(query);
  return { user, query };
}

afterEach(() => Reflect.deleteProperty(document, 'execCommand'));

describe('a link pasted into a query', () => {
  it.each([
    ['the dialog for a search', () => inNewSearch('golang')],
    ['the wizard', inWizard],
  ])('becomes_the_query_with_what_is_missing_listed_under_it_in %s', async (_, begin) => {
    const { user, query } = await begin();
    await user.paste(` ${SEARCH}\n`);
    await waitFor(() => expect(query).toHaveValue('rust type:hourly'));
    const [left, ...more] = screen.getAllByTestId('link-left');
    expect(left).toHaveTextContent('category2_uid=531: A link has only the number of a category.');
    expect(more).toEqual([]);
    expect(left?.closest('[role=status]')).not.toBeNull();
  });

  it('is_written_over_what_was_there_in_a_way_that_can_be_undone', async () => {
    const { user, query } = await inNewSearch('golang');
    const write = vi.fn((_command: string, _ui: boolean, text: string) => {
      const chosen = query.value.slice(query.selectionStart, query.selectionEnd);
      query.setRangeText(text, query.selectionStart, query.selectionEnd, 'end');
      query.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return chosen === 'golang';
    });
    Object.assign(document, { execCommand: write });
    await user.paste(SEARCH);
    await waitFor(() => expect(query).toHaveValue('rust type:hourly'));
    expect(write.mock.calls).toEqual([['insertText', false, 'rust type:hourly']]);
    expect(write).toHaveReturnedWith(true);
    expect(screen.getAllByTestId('link-left')).toHaveLength(1);
  });

  it('of_another_page_changes_nothing_and_says_why', async () => {
    const { user, query } = await inNewSearch('golang');
    await user.paste('https://example.com/jobs?q=rust');
    expect(await screen.findByText(/This link leads to example\.com/u)).toBeInTheDocument();
    expect(query).toHaveValue('golang');
    await user.keyboard(' ');
    await waitFor(() => expect(screen.queryByText(/This link leads/u)).toBeNull());
  });

  it('is_asked_about_only_where_the_whole_text_is_an_address', async () => {
    const { backend, user, query } = await inNewSearch();
    await user.paste(`see ${SEARCH}`);
    await user.paste(' rust OR go');
    expect(query).toHaveValue(`see ${SEARCH} rust OR go`);
    expect(backend.called).not.toContain('readLink');
  });

  it('stays_an_address_in_the_filter_of_a_list', async () => {
    const { backend, user } = await opened();
    const filter = await screen.findByTestId('filter');
    await user.click(filter);
    await user.paste(SEARCH);
    expect(filter).toHaveValue(SEARCH);
    expect(backend.called).not.toContain('readLink');
  });
});
