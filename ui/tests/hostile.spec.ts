// Postings that mean harm: whatever they contain is text.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { JobDetail } from '$lib/ipc';
import { opened } from './opened';

const MARKUP =
  '<script>window.harmed = 1</script><img src=x onerror="window.harmed = 1"><style>*{display:none}</style>' +
  '<a href="javascript:window.harmed = 1">x</a><iframe src="https://example.com"></iframe><svg onload="window.harmed = 1">';

/** The window with a job whose texts are all `text`. */
async function hostile(text: string, change: (detail: JobDetail) => Partial<JobDetail> = () => ({})) {
  const { backend, user } = await opened();
  const { job } = backend;
  const known = (await job('1')).row;
  vi.spyOn(backend, 'job').mockImplementation(async (id) => {
    const detail = await job(id);
    const harmful: JobDetail = {
      ...detail,
      row: { ...detail.row, title: text },
      titleHighlights: [],
      description: text,
      descriptionHighlights: [{ start: 0, end: 3 }],
      skills: [text],
      facts: [{ name: 'category', value: text }],
      links: [],
      warnings: [{ rule: 'fees', inTitle: false, text, start: 1, end: 4 }],
      requirements: [{ name: 'location', wants: text, mine: text, outcome: 'fails' }],
      nearMisses: [{ search: { id: '9', name: text }, conditions: [{ text, outcome: 'fails', evidence: text }] }],
      timeline: [{ at: detail.row.seen, what: text, diff: [{ kind: 'added', text }] }],
      client: { ...detail.client, identity: 'probable', place: text, jobs: [{ ...known, title: text }], total: 1 },
    };
    return { ...harmful, ...change(harmful) };
  });
  await screen.findAllByTestId('job-row');
  await user.keyboard('j');
  return { backend, user, page: await screen.findByTestId('job-page') };
}

describe('a hostile posting', () => {
  it('makes_no_element_run_or_load', async () => {
    const { page } = await hostile(MARKUP);
    expect(page.querySelectorAll('script, img, iframe, style, object, embed, a[href], svg[onload]')).toHaveLength(0);
    expect([...page.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())).not.toContainEqual(
      expect.stringMatching(/^on/u),
    );
    expect((window as { harmed?: number }).harmed).toBeUndefined();
    expect(page.querySelector('h1')?.textContent.trim()).toBe(MARKUP);
    expect(screen.getByTestId('description').textContent).toContain('window.harmed');
  });

  it('has_no_link_but_those_the_engine_found', async () => {
    await hostile('javascript:alert(1) data:text/html,x file:///etc/passwd https://example.com');
    expect(screen.queryByTestId('safe-link')).toBeNull();
  });

  it('opens_nothing_by_a_link_that_is_no_page_of_the_web', async () => {
    const { backend, user } = await hostile('press here', () => ({
      links: [{ start: 0, end: 5, address: 'javascript:window.harmed = 1', host: 'example.com' }],
    }));
    const open = vi.spyOn(backend, 'openLink');
    await user.click(screen.getByTestId('safe-link'));
    expect(screen.queryByTestId('link-dialog')).toBeNull();
    expect(open).not.toHaveBeenCalled();
    expect((window as { harmed?: number }).harmed).toBeUndefined();
  });

  it('shows_where_a_link_leads_whatever_it_is_called', async () => {
    const { backend, user } = await hostile('https://example.com is safe', () => ({
      links: [{ start: 0, end: 19, address: 'https://evil.example/\u202egpj.exe', host: 'evil.example' }],
    }));
    const open = vi.spyOn(backend, 'openLink').mockResolvedValue(null);
    await user.click(screen.getByTestId('safe-link'));
    expect((await screen.findByTestId('link-address')).textContent.trim()).toBe(
      'https://evil.example/%E2%80%AEgpj.exe',
    );
    expect(screen.getByRole('dialog', { name: 'Open evil.example' })).toBeVisible();
    expect(open).not.toHaveBeenCalled();
    await user.click(screen.getByTestId('link-open'));
    await waitFor(() => expect(open).toHaveBeenCalledOnce());
  });

  it('cannot_turn_the_direction_of_what_stands_around_it', async () => {
    const { page } = await hostile('\u202eevil\u2067 words\u202c');
    expect(page.textContent).toContain('evil words');
    for (const part of ['h1', '[data-testid=description]', '[data-testid=warnings]', '[data-testid=client-jobs]'])
      expect(page.querySelector(part)?.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  });

  it.each([
    ['a word of 100 kB', 'w'.repeat(100_000)],
    ['100 kB of lines', 'a\n'.repeat(50_000)],
    ['100 kB of stacked marks', `Z${'\u0335'.repeat(100_000)}`],
    ['escapes of a terminal', '\u001b]0;owned\u0007\u001b[31mred'],
  ])('is_shown_even_if_it_is %s', async (_, text) => {
    const { page } = await hostile(text);
    expect(page.querySelectorAll('[data-testid=description] p').length).toBeLessThan(1_100);
    expect(screen.getByTestId('description').textContent.length).toBeGreaterThan(10);
  });

  it('has_links_in_its_note_that_go_by_way_of_the_engine_only', async () => {
    const { backend, user } = await hostile('plain words', ({ marks }) => ({
      marks: { ...marks, note: 'x', noteHtml: '<p><a href="https://example.com/note">a note</a></p>' },
    }));
    const open = vi.spyOn(backend, 'openLink').mockResolvedValue(null);
    const went = vi.fn((event: Event) => event.defaultPrevented);
    document.addEventListener('click', went, { once: true });
    await user.click(await screen.findByText('a note'));
    expect(went).toHaveReturnedWith(true);
    await user.click(await screen.findByTestId('link-open'));
    await waitFor(() => expect(open).toHaveBeenCalledExactlyOnceWith(expect.any(String), 'https://example.com/note'));
  });
});
