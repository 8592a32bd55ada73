// Preset queries by trade, where a search begins.

import { FakeBackend } from '$lib/ipc/fake/fake';
import { check } from '$lib/ipc/fake/query';
import { PRESETS } from '$lib/ipc';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { opened } from './opened';

const [SOFTWARE, DATA] = PRESETS;
const offered = (): (string | null)[] => screen.queryAllByTestId('preset').map(({ textContent }) => textContent);

async function inNewSearch() {
  const { user } = await opened();
  await user.click(screen.getByTestId('add-search'));
  return { user, query: await screen.findByTestId('search-query'), name: screen.getByTestId('search-name') };
}

describe('preset queries', () => {
  it('are_those_of_the_chosen_trade_the_whole_of_it_first', async () => {
    const { user } = await inNewSearch();
    expect(offered()).toEqual([SOFTWARE.query, ...SOFTWARE.narrower]);
    await user.selectOptions(screen.getByTestId('preset-trade'), 'Data');
    expect(offered()).toEqual([DATA.query, ...DATA.narrower]);
  });

  it.each(PRESETS.flatMap(({ query, narrower }) => [query, ...narrower]))('can_be_read_by_the_fake: %s', (query) => {
    expect(check(query).errors).toEqual([]);
  });

  it('fill_the_query_and_the_name_of_a_new_search_and_leave_the_caret_there', async () => {
    const { user, query, name } = await inNewSearch();
    await user.selectOptions(screen.getByTestId('preset-trade'), 'Data');
    await user.click(screen.getByRole('button', { name: DATA.narrower[0] }));
    expect(query).toHaveValue(DATA.narrower[0]);
    expect(name).toHaveValue('Data');
    await waitFor(() => expect(query).toHaveFocus());
  });

  it('are_offered_only_while_a_new_search_has_no_query', async () => {
    const { user, query } = await inNewSearch();
    await user.type(query, 'r');
    expect(offered()).toEqual([]);
    await user.clear(query);
    expect(offered()).toHaveLength(3);
  });

  it('begin_the_first_search_with_that_of_software_as_the_suggestion', async () => {
    const backend = new FakeBackend({ setupDone: false, searches: 0 });
    render(App, { backend });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId('wizard-service-sandbox'));
    const query = await screen.findByTestId('wizard-query');
    expect(query).toHaveAttribute('placeholder', 'rust OR python OR react');
    expect(offered()[0]).toBe('rust OR python OR react');
    await user.click(screen.getByRole('button', { name: SOFTWARE.query }));
    expect(query).toHaveValue(SOFTWARE.query);
    expect(screen.getByTestId('wizard-search-name')).toHaveValue('Software');
  });
});
