// The usage page: reached from everywhere, and the same as the command line tells.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { opened } from './opened';

const cells = (row: HTMLElement): (string | null)[] =>
  [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.replace(/\s+/gu, ' ').trim());

describe('the usage page', () => {
  it('is_reached_by_key_from_the_side_bar_and_from_the_calls_left_and_is_left_again', async () => {
    const { user } = await opened();
    for (const open of [
      () => user.keyboard('gu'),
      () => user.click(screen.getByTestId('open-usage')),
      () => user.click(screen.getByTestId('status-calls')),
    ]) {
      await open();
      await screen.findByTestId('usage-source');
      expect(screen.getByRole('heading', { level: 1, name: 'Usage' })).toHaveFocus();
      expect(screen.getByTestId('open-usage')).toHaveAttribute('aria-current', 'page');
      await user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByTestId('usage')).toBeNull());
      expect(await screen.findAllByRole('option')).not.toHaveLength(0);
    }
    await user.keyboard('gu');
    await user.click(await screen.findByTestId('usage-back'));
    await waitFor(() => expect(screen.queryByTestId('usage')).toBeNull());
  });

  it('moves_no_job_while_it_is_shown', async () => {
    const { backend, user } = await opened();
    await user.keyboard('gu');
    await screen.findByTestId('usage-source');
    await user.keyboard('jsm');
    expect(backend.called).not.toContain('setJobState');
    expect(screen.queryByTestId('mute-dialog')).toBeNull();
  });

  it('tells_of_each_source_its_calls_its_plan_and_what_could_not_be_read', async () => {
    const { user } = await opened({ now: Date.parse('2026-11-16T10:00:00Z'), searches: 2 });
    await user.keyboard('gu');
    const source = await screen.findByTestId('usage-source');
    const facts = within(source)
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextElementSibling?.textContent]);
    expect(facts).toContainEqual(['Plan', 'Starter']);
    expect(facts).toContainEqual(['Left', '612']);
    expect(within(source).getByTestId('lasting')).toHaveTextContent('about 930 will be made by its end');
    expect(within(source).getByRole('img').getAttribute('aria-label')).toMatch(/calls from here this month, most on/u);
    const spendings = within(source).getAllByTestId('spending').map(cells);
    expect(spendings[0]?.slice(0, 4)).toEqual([
      'Asking for new jobs on schedule',
      'All, newest first',
      'Rust desktop and Svelte, senior',
      '382',
    ]);
    expect(within(source).getAllByTestId('expectation').map(cells)[0]).toEqual([
      'Rust desktop',
      '22 minutes',
      '44 minutes',
      '74 minutes',
      '97%',
    ]);
    expect(within(source).getByTestId('one-more')).toHaveTextContent('costs no further call');
    expect(within(source).getByText(/562 calls are spread over/u)).toBeInTheDocument();
    expect(within(source).getAllByTestId('gap')).toHaveLength(1);
    const [host] = screen.getAllByTestId('host').map(cells);
    expect(host?.slice(0, 3)).toEqual(['https://api.upworkjobsapi.com:443', 'Asking for new jobs on schedule', '388']);
  });

  it('shows_the_first_of_many_searches_and_gaps_and_all_when_asked', async () => {
    const { backend, user } = await opened();
    const plan = await backend.watchPlan();
    const usage = await backend.usage();
    const [stream, source] = [plan[0]?.streams[0], usage.sources[0]];
    if (!stream?.covers[0] || !source?.gaps[0]) throw new Error('there is a stream and a gap');
    stream.covers = Array.from({ length: 200 }, (_, place) => ({ ...stream.covers[0], search: `S${place}` }) as never);
    source.gaps = Array.from({ length: 30 }, (_, place) => ({ ...source.gaps[0], why: `Gap ${place}.` }) as never);
    vi.spyOn(backend, 'watchPlan').mockResolvedValue(plan);
    vi.spyOn(backend, 'usage').mockResolvedValue(usage);
    await user.keyboard('gu');
    await screen.findByTestId('usage-source');
    expect(screen.getAllByTestId('expectation')).toHaveLength(12);
    expect(screen.getAllByTestId('spending')[0]).toHaveTextContent('200 searches');
    expect(screen.getAllByTestId('gap')[0]).toHaveTextContent('Gap 29.');
    await user.click(screen.getByTestId('all-searches'));
    await user.click(screen.getByTestId('all-gaps'));
    expect(screen.getAllByTestId('expectation')).toHaveLength(200);
    expect(screen.getAllByTestId('gap')).toHaveLength(30);
  });

  it('promises_no_delay_of_a_service_where_there_is_none', async () => {
    const { backend, user } = await opened();
    await backend.addSandbox();
    backend.keys.sources = backend.keys.sources.filter(({ service }) => service === 'sandbox');
    await user.keyboard('gu');
    const source = await screen.findByTestId('usage-source');
    expect(within(source).getByTestId('lasting')).toHaveTextContent('Calls cost nothing here.');
    expect(within(source).queryByText(/after it is published/u)).toBeNull();
    expect(within(source).queryByRole('columnheader', { name: 'In all, at most' })).toBeNull();
  });

  it('adds_up_what_several_sources_cost', async () => {
    const { backend, user } = await opened();
    backend.keys.sources = [...backend.keys.sources, ...backend.keys.sources.map((one) => ({ ...one, id: 'k2' }))];
    await user.keyboard('gu');
    expect(await screen.findByTestId('usage-total')).toHaveTextContent('776 of 2,000 calls');
  });

  it('says_that_there_is_no_source_and_leads_to_where_one_is_added', async () => {
    const { user } = await opened({ state: 'noSource' });
    await user.keyboard('gu');
    expect(await screen.findByText(/nothing was called/u)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Add a source' }));
    expect(await screen.findByTestId('settings')).toBeInTheDocument();
  });

  it('says_why_it_could_not_be_loaded_and_loads_it_when_asked_again', async () => {
    const { backend, user } = await opened();
    const failing = vi.spyOn(backend, 'usage').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await user.keyboard('gu');
    expect(await screen.findByText(/The disk is full/u)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('usage-source')).toBeInTheDocument();
    expect(failing).toHaveBeenCalledTimes(2);
  });
});
