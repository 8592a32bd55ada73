// What axe finds in the main window: nothing.

import { screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

/** What axe finds, by rule; jsdom has no layout, so contrast is checked in contrast.spec.ts. */
async function violations(): Promise<string[]> {
  const found = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('axe', () => {
  it.each([
    ['the list and a job', ['j'], 'job-page'],
    ['the settings', ['{Control>},{/Control}'], 'source'],
    ['the usage', ['gu'], 'usage-source'],
    ['the settings of the keyboard', ['{Control>},{/Control}'], 'keyboard-settings'],
    ['the palette', ['j', '{Control>}k{/Control}'], 'palette'],
    ['the map of keys', ['?'], 'keyboard-map'],
    ['the dialog for muting', ['j', 'm'], 'mute-dialog'],
    ['an empty list', ['gs'], 'empty'],
    ['selected rows', ['j', 'x'], 'selection-bar'],
    ['the dialog for a reason', ['j', '{Shift>}e{/Shift}'], 'reason-dialog'],
    ['the labels of selected jobs', ['j', 'x', 'l'], 'labels-dialog'],
    ['what was done', ['j', 's', 'y'], 'step'],
    ['the board', ['b'], 'board'],
  ])('finds_nothing_in %s', async (_, keys, testid) => {
    const { user } = await opened({ count: testid === 'empty' ? 0 : 30 });
    for (const key of keys) await user.keyboard(key);
    await screen.findByTestId(testid);
    expect(await violations()).toEqual([]);
  });

  it('finds_nothing_in the dialog for a search', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await user.type(await screen.findByTestId('search-query'), 'rust (');
    await screen.findByTestId('query-problem');
    await user.click(screen.getByRole('radio', { name: 'In a summary' }));
    await user.click(screen.getByRole('radio', { name: 'At times of day' }));
    expect(await violations()).toEqual([]);
  });
});
