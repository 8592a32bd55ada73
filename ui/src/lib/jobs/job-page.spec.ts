import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it, vi } from 'vitest';
import { JobPage } from './job-page.svelte';

function made(count = 60) {
  const backend = new FakeBackend({ count });
  const seen: string[] = [];
  const page = new JobPage(backend, { see: (id) => seen.push(id), mark: () => undefined });
  const newest = String(count);
  const state = (id: string): string => backend.shelf.detail(id).row.state;
  return { backend, page, seen, newest, state };
}

describe('the job that is read', () => {
  it('has_been_seen_once_it_is_shown', async () => {
    const { page, seen, newest, state } = made();
    expect(state(newest)).toBe('new');
    await page.show(newest);
    expect(state(newest)).toBe('seen');
    expect(seen).toEqual([newest]);
  });

  it('has_been_seen_also_when_something_else_changed_before_it_was_there', async () => {
    const { backend, page, seen, newest, state } = made();
    const first = page.show(newest);
    const detail = await backend.job(newest);
    let answer = (): void => undefined;
    vi.spyOn(backend, 'job').mockReturnValueOnce(new Promise((resolve) => (answer = () => resolve(detail))));
    const news = page.refresh();
    await first;
    answer();
    await news;
    expect(state(newest)).toBe('seen');
    expect(seen).toEqual([newest]);
  });

  it('stays_unread_when_it_is_marked_so_while_it_is_shown', async () => {
    const { backend, page, newest, state } = made();
    await page.show(newest);
    await backend.setJobState([newest], 'new', null);
    await page.refresh();
    await page.show(newest);
    expect(state(newest)).toBe('new');
    expect(page.detail?.row.state).toBe('new');
  });

  it('is_the_last_one_asked_for_however_late_the_others_answer', async () => {
    const { backend, page, newest, state } = made();
    const late = await backend.job('59');
    let answer = (): void => undefined;
    vi.spyOn(backend, 'job').mockReturnValueOnce(new Promise((resolve) => (answer = () => resolve(late))));
    const first = page.show('59');
    await page.show(newest);
    answer();
    await first;
    expect(page.detail?.row.id).toBe(newest);
    expect(state('59')).toBe('new');
  });

  it('stays_until_the_next_one_is_there_unless_it_was_put_away', async () => {
    const { page, newest } = made();
    await page.show(newest);
    const next = page.show('59');
    expect(page.detail?.row.id).toBe(newest);
    await next;
    expect(page.detail?.row.id).toBe('59');
    const last = page.show('58', true);
    expect(page.detail).toBeNull();
    await last;
    expect(page.detail?.row.id).toBe('58');
  });

  it('says_that_a_job_is_gone', async () => {
    const { page } = made();
    await page.show('4711');
    expect(page.detail).toBeNull();
    expect(page.problem?.code).toBe('notFound');
  });

  it('is_none_when_none_is_chosen', async () => {
    const { page, newest } = made();
    await page.show(newest);
    await page.show(null);
    expect(page.detail).toBeNull();
    expect(page.problem).toBeNull();
  });
});
