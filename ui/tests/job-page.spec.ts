// The job page, by someone who uses it.

import { screen, waitFor, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import type { FakeBackend } from '$lib/ipc/fake/fake';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { opened } from './opened';

/** The window with the first job read. */
async function reading(options: Parameters<typeof opened>[0] = {}) {
  const { backend, user } = await opened(options);
  await screen.findAllByTestId('job-row');
  await user.keyboard('j');
  const page = await screen.findByTestId('job-page');
  const id = page.dataset['jobId'] ?? '';
  const marks = () => backend.shelf.detail(id).marks;
  return { backend, user, page, id, marks };
}

describe('a note', () => {
  it('is_not_lost_when_the_next_job_is_read', async () => {
    const { user, id, marks } = await reading();
    await user.click(screen.getByTestId('note-add'));
    await user.type(await screen.findByTestId('note-field'), 'half a sentence');
    expect(marks().note).toBe('');
    await user.click(screen.getByTestId('next'));
    await waitFor(() => expect(screen.getByTestId('job-page').dataset['jobId']).not.toBe(id));
    await waitFor(() => expect(marks().note).toBe('half a sentence'));
    expect(screen.queryByTestId('note-field')).toBeNull();
    expect(screen.queryByText('half a sentence')).toBeNull();
  });

  it('is_not_lost_when_the_window_closes', async () => {
    const { user, marks } = await reading();
    await user.click(screen.getByTestId('note-add'));
    await user.type(await screen.findByTestId('note-field'), 'last words');
    window.dispatchEvent(new Event('pagehide'));
    await waitFor(() => expect(marks().note).toBe('last words'));
  });

  it('is_saved_before_the_window_is_told_that_it_may_go', async () => {
    const { backend, user } = await reading();
    await user.click(screen.getByTestId('note-add'));
    await user.type(await screen.findByTestId('note-field'), 'last words');
    backend.leave();
    await waitFor(() => expect(backend.called).toContain('savedAll'));
    expect(backend.called.lastIndexOf('setNote')).toBeGreaterThan(-1);
    expect(backend.called.lastIndexOf('setNote')).toBeLessThan(backend.called.indexOf('savedAll'));
  });

  it('is_shown_rendered_once_it_is_saved_and_as_text_when_it_is_edited', async () => {
    const { user } = await reading();
    await user.click(screen.getByTestId('note-add'));
    await user.type(await screen.findByTestId('note-field'), 'Ask **Lena**{Escape}');
    expect((await screen.findByText('Lena')).tagName).toBe('STRONG');
    await user.click(screen.getByTestId('note-edit'));
    expect(await screen.findByTestId('note-field')).toHaveValue('Ask **Lena**');
  });

  it('keeps_what_could_not_be_saved_and_says_so', async () => {
    const { backend, user } = await reading();
    vi.spyOn(backend, 'setNote').mockRejectedValue({ code: 'storage', message: 'The disk is full.' });
    await user.click(screen.getByTestId('note-add'));
    await user.type(await screen.findByTestId('note-field'), 'precious');
    await user.click(screen.getByTestId('label-field'));
    expect(await screen.findByText(/The disk is full/u)).toBeVisible();
    expect(screen.getByTestId('note-field')).toHaveValue('precious');
  });
});

describe('marks', () => {
  it('that_are_being_chosen_are_not_those_of_a_job_that_is_shown_meanwhile', async () => {
    const { backend, user } = await reading();
    const show = async (other: string): Promise<void> => {
      backend.show(other);
      await waitFor(() => expect(screen.getByTestId('job-page').dataset['jobId']).toBe(other));
    };
    await user.type(screen.getByTestId('label-field'), 'mine');
    await show('3');
    expect(screen.getByTestId('label-field')).toHaveValue('');
    await user.click(screen.getByTestId('follow-up'));
    await screen.findByTestId('follow-up-tomorrow');
    await show('4');
    await waitFor(() => expect(screen.queryByTestId('follow-up-tomorrow')).toBeNull());
    expect(backend.shelf.detail('3').marks.labels).toEqual([]);
  });

  it('are_labels_with_suggestions_from_other_jobs', async () => {
    const { backend, user, marks } = await reading();
    await backend.setLabels(['1'], ['agency'], []);
    await user.type(screen.getByTestId('label-field'), 'ag');
    await user.click(await screen.findByRole('option', { name: 'agency' }));
    await waitFor(() => expect(marks().labels).toEqual(['agency']));
    await user.click(await screen.findByRole('button', { name: 'Take away the label “agency”' }));
    await waitFor(() => expect(marks().labels).toEqual([]));
  });

  it('are_a_day_to_follow_up_with_one_click_and_none_with_another', async () => {
    const { user, marks } = await reading();
    await user.click(screen.getByTestId('follow-up'));
    await user.click(await screen.findByTestId('follow-up-tomorrow'));
    await waitFor(() => expect(marks().followUp).not.toBeNull());
    expect(await screen.findByText(/^Follow up tomorrow/u)).toBeVisible();
    await user.click(screen.getByTestId('follow-up'));
    await user.click(await screen.findByTestId('follow-up-clear'));
    await waitFor(() => expect(marks().followUp).toBeNull());
  });

  it('are_what_was_offered_once_it_is_applied_for', async () => {
    const { backend, user, id, marks } = await reading();
    await backend.setJobState([id], 'applied', null);
    const panel = await screen.findByTestId('application');
    expect(screen.getByTestId('action-save')).toHaveAttribute('aria-pressed', 'false');
    const bid = within(panel).getByTestId('application-bid');
    await user.type(bid, '75{Tab}');
    await waitFor(() => expect(marks().application?.bid?.units).toBe(75));
    await user.click(within(panel).getByTestId('state-interviewing'));
    await waitFor(() => expect(backend.shelf.detail(id).row.state).toBe('interviewing'));
  });

  it.each([
    ['the_page_goes', (user: UserEvent) => user.keyboard('{Control>},{/Control}')],
    ['the_window_goes', (_: UserEvent, backend: FakeBackend) => Promise.resolve().then(() => backend.leave())],
  ])('are_what_was_offered_as_it_is_written_when_%s', async (_, leave) => {
    const { backend, user, id, marks } = await reading();
    await backend.setJobState([id], 'applied', null);
    await user.type(await screen.findByTestId('application-bid'), '75');
    expect(marks().application?.bid).toBeNull();
    await leave(user, backend);
    await waitFor(() => expect(marks().application?.bid?.units).toBe(75));
  });

  it('are_why_it_was_dismissed', async () => {
    const { backend, user, id, marks } = await reading();
    await backend.setJobState([id], 'dismissed', null);
    await user.selectOptions(await screen.findByTestId('reason'), 'pay');
    await waitFor(() => expect(marks().reason).toBe('pay'));
  });
});

describe('a snippet', () => {
  it('is_chosen_and_copied_by_keys_and_names_a_placeholder_that_is_none', async () => {
    const { backend, user } = await opened();
    for (const { id } of await backend.snippets()) await backend.removeSnippet(id);
    await backend.saveSnippet(null, 'Hello', 'Hello {nope}');
    await screen.findAllByRole('option');
    await user.keyboard('ji');
    await waitFor(() => expect(screen.getByRole('radio', { name: 'Hello' })).toHaveFocus());
    expect(await screen.findByText(/There is no placeholder \{nope\}/u)).toBeVisible();
    expect(screen.queryByText(/does not say/u)).toBeNull();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByTestId('snippet-dialog')).toBeNull());
    expect(backend.called).toContain('copyText');
  });

  it('is_chosen_over_the_list_where_there_is_room_for_one_pane', async () => {
    const narrow = matchMedia('none');
    vi.spyOn(globalThis, 'matchMedia').mockReturnValue(narrow);
    const { user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('ji');
    expect(await screen.findByTestId('snippet-dialog')).toBeVisible();
    expect(screen.queryByTestId('job-pane')).toBeNull();
  });

  it('is_written_in_the_settings_and_comes_back_after_it_was_removed', async () => {
    const { backend, user } = await opened();
    await user.keyboard('{Control>},{/Control}');
    await user.click(await screen.findByTestId('snippet-add'));
    await user.type(screen.getByTestId('snippet-name'), 'Greeting');
    await user.type(screen.getByTestId('snippet-text'), 'About ');
    await user.click(screen.getByTestId('placeholder-title'));
    await user.click(screen.getByTestId('snippet-save'));
    expect(await screen.findByText('About {title}')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Remove “Greeting”' }));
    await waitFor(() => expect(screen.queryByText('About {title}')).toBeNull());
    await user.click(within(screen.getByTestId('toast')).getByRole('button', { name: /Undo/u }));
    expect(await screen.findByText('About {title}')).toBeVisible();
    expect((await backend.snippets()).map(({ name }) => name)).toContain('Greeting');
  });
});

describe('another job of the client', () => {
  it('opens_beside_the_list_its_state_puts_it_in', async () => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await backend.setJobState(['4'], 'dismissed', null);
    const [detail, other] = [backend.shelf.detail('5'), backend.shelf.detail('4').row];
    const client = { ...detail.client, identity: 'probable' as const, jobs: [other], total: 1 };
    vi.spyOn(backend, 'job').mockResolvedValue({ ...detail, client });
    backend.show('5');
    await user.click(await screen.findByTestId('client-job'));
    expect(await screen.findByRole('listbox', { name: 'Dismissed' })).toBeVisible();
  });
});

describe('the snippets in the settings', () => {
  const written = async (): Promise<Awaited<ReturnType<typeof opened>>> => {
    const window = await opened();
    for (const { id } of await window.backend.snippets()) await window.backend.removeSnippet(id);
    await window.backend.saveSnippet(null, 'Hello', 'Good morning');
    await window.user.keyboard('{Control>},{/Control}');
    await screen.findByText('Good morning');
    return window;
  };

  it('keep_what_is_written_when_the_settings_are_left', async () => {
    const { backend, user } = await written();
    await user.click(screen.getByTestId('snippet-edit'));
    await user.type(screen.getByTestId('snippet-text'), ', Lena');
    await user.click(screen.getByTestId('settings-back'));
    await waitFor(async () => expect((await backend.snippets())[0]?.text).toBe('Good morning, Lena'));
  });

  it('keep_what_is_written_when_the_window_goes', async () => {
    const { backend, user } = await written();
    await user.click(screen.getByTestId('snippet-edit'));
    await user.type(screen.getByTestId('snippet-text'), ', Lena');
    backend.leave();
    await waitFor(() => expect(backend.called).toContain('savedAll'));
    expect((await backend.snippets())[0]?.text).toBe('Good morning, Lena');
  });

  it('keep_the_focus_where_it_was_pressed', async () => {
    const { user } = await written();
    const pencil = (): HTMLElement => screen.getByTestId('snippet-edit');
    await user.click(pencil());
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(pencil()).toHaveFocus());
    await user.click(pencil());
    await user.click(screen.getByTestId('snippet-save'));
    await waitFor(() => expect(pencil()).toHaveFocus());
    await user.click(screen.getByTestId('snippet-remove'));
    await waitFor(() => expect(screen.getByTestId('snippet-add')).toHaveFocus());
  });

  it('say_when_they_could_not_be_loaded_again', async () => {
    const { backend, user } = await written();
    await user.click(screen.getByTestId('snippet-edit'));
    vi.spyOn(backend, 'snippets').mockRejectedValueOnce({ code: 'storage', message: 'The disk is full.' });
    await user.click(screen.getByTestId('snippet-save'));
    const snippets = screen.getByTestId('snippets');
    expect(await within(snippets).findByText('The disk is full.')).toBeVisible();
    await user.click(within(snippets).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(within(snippets).queryByText('The disk is full.')).toBeNull());
  });
});

describe('what is printed', () => {
  it('is_the_job_alone', async () => {
    const { page } = await reading();
    expect(page).toHaveAttribute('data-print', 'this');
    expect(document.querySelectorAll('[data-print=this]')).toHaveLength(1);
  });

  it('is_a_sentence_instead_of_content_that_is_lent', async () => {
    const { user, id } = await reading({ marketplace: true });
    await user.click(screen.getByTestId('next'));
    await waitFor(() => expect(screen.getByTestId('job-page').dataset['jobId']).not.toBe(id));
    await screen.findByTestId('kept-until');
    const printed = document.querySelectorAll('[data-print=this]');
    expect([...printed].map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/lends its content/u)]);
  });
});

describe('axe', () => {
  it('finds_nothing_on_a_page_with_marks_of_every_kind', async () => {
    const { backend, user, id } = await reading({ odd: true, count: 12 });
    await backend.setJobState([id], 'applied', null);
    await backend.setLabels([id], ['Desktop'], []);
    await backend.setNote(id, 'See https://example.com/tray');
    await screen.findByTestId('application');
    const found = async (): Promise<string[]> => {
      const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
      return violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(' ')}`);
    };
    expect(await found()).toEqual([]);
    await user.click(screen.getByTestId('follow-up'));
    await screen.findByTestId('follow-up-field');
    expect(await found()).toEqual([]);
  });
});
