import { FakeBackend } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { MainWindow } from '$lib/window/main-window.svelte';
import { describe, expect, it, vi } from 'vitest';

/** A window as narrow as one pane, with the first job chosen. */
async function chosen() {
  const backend = new FakeBackend({ count: 20 });
  const window = new MainWindow(backend, new Toasts(), { single: true });
  await window.start(null);
  const [first] = window.list.rows;
  if (!first) throw new Error('the fake has no job');
  window.list.select(first.id);
  await window.page.show(first.id);
  return { backend, window, id: first.id };
}

describe('the keys of the job page', () => {
  it.each([
    ['note', 'focusNote'],
    ['labels', 'focusLabels'],
    ['followUp', 'focusFollowUp'],
  ] as const)('open_the_job_at_its %s', async (part, key) => {
    const { window, id } = await chosen();
    window[key]();
    expect(window.reading).toBe(true);
    expect(window.desk.arrive(id, part)).toBe(true);
  });

  it('do_nothing_where_no_job_is_chosen', async () => {
    const { window } = await chosen();
    window.list.select(null);
    window.focusNote();
    expect(window.desk.wanted).toBeNull();
  });

  it('ask_for_nothing_of_a_job_that_was_left_before_it_was_there', async () => {
    const { window, id } = await chosen();
    window.focusNote();
    window.list.move(1);
    window.follow();
    window.list.move(-1);
    window.follow();
    expect(window.desk.arrive(id, 'note')).toBe(false);
  });

  it('copy_the_job', async () => {
    const { backend, window } = await chosen();
    window.copyMarkdown();
    await vi.waitFor(() => expect(backend.called).toContain('copyJob'));
  });

  it('lead_to_nothing_of_the_job_any_more_once_another_one_is_shown', async () => {
    const { window, id } = await chosen();
    window.focusFollowUp();
    window.insertSnippet();
    window.desk.askLink({ id, retention: 'kept' }, 'https://example.com/a');
    await window.showJob('1');
    const { filling, link, wanted } = window.desk;
    expect([filling, link, wanted]).toEqual([null, null, null]);
  });

  it('copy_the_job_that_is_chosen_while_the_page_still_shows_the_one_before', async () => {
    const { backend, window, id } = await chosen();
    const copied = vi.spyOn(backend, 'copyJob');
    const next = window.list.move(1);
    expect(window.page.detail?.row.id).toBe(id);
    window.copyMarkdown();
    window.insertSnippet();
    expect(copied).toHaveBeenCalledExactlyOnceWith(next);
    expect(window.desk.filling).toBe(next);
  });

  it('put_the_job_into_a_state_that_can_be_taken_back', async () => {
    const { backend, window, id } = await chosen();
    window.acts.state('interviewing');
    await vi.waitFor(() => expect(backend.shelf.detail(id).row.state).toBe('interviewing'));
    await vi.waitFor(async () => {
      await window.undo.last();
      expect(backend.shelf.detail(id).row.state).not.toBe('interviewing');
    });
  });
});
