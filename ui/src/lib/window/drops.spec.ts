import { FakeBackend } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { dropMeaning, LONGEST } from './drop-meaning';
import { Drops } from './drops.svelte';

describe('what is dropped', () => {
  it.each([
    ['lapwing://job/abc%201', { kind: 'job', ids: ['abc 1'] }],
    ['https://www.upwork.com/jobs/Rust-dev_~021234/?x=1', { kind: 'job', ids: ['~021234', '1234'] }],
    ['https://www.upwork.com/jobs/%7E011234abcd', { kind: 'job', ids: ['~011234abcd', '1234abcd'] }],
    [
      ' https://www.upwork.com/nx/search/jobs/?q=rust\n',
      { kind: 'link', text: 'https://www.upwork.com/nx/search/jobs/?q=rust' },
    ],
    ['https://example.org/100%', { kind: 'link', text: 'https://example.org/100%' }],
    ['rust\n(tauri OR desktop)', { kind: 'query', text: 'rust (tauri OR desktop)' }],
    ['rate:>=50', { kind: 'query', text: 'rate:>=50' }],
    ['file:///etc/passwd', { kind: 'nothing' }],
    ['   ', { kind: 'nothing' }],
    ['x'.repeat(LONGEST + 1), { kind: 'nothing' }],
  ])('means by %j', (text, meaning) => {
    expect(dropMeaning(text)).toEqual(meaning);
  });
});

describe('the window', () => {
  let backend: FakeBackend;
  let toasts: Toasts;
  let drops: Drops;
  let did: string[];

  beforeEach(() => {
    backend = new FakeBackend({ count: 3 });
    toasts = new Toasts();
    did = [];
    drops = new Drops(backend, toasts, {
      search: (text) => did.push(`search ${text}`),
      job: (id) => did.push(`job ${id}`),
      busy: () => false,
    });
  });

  const drag = (types: Record<string, string>, kind = 'drop', target: EventTarget = document.body): DragEvent => {
    const event = new Event(kind, { bubbles: true, cancelable: true });
    const dataTransfer = {
      types: Object.keys(types),
      getData: (type: string) => types[type] ?? '',
      dropEffect: 'none',
    };
    Object.assign(event, { dataTransfer });
    Object.defineProperty(event, 'target', { value: target });
    return event as DragEvent;
  };

  it('starts_a_search_from_a_link_or_a_query', async () => {
    await drops.drop(drag({ 'text/uri-list': '# a comment\nhttps://example.org/a\nhttps://example.org/b' }));
    await drops.drop(drag({ 'text/plain': 'rust tauri' }));
    expect(did).toEqual(['search https://example.org/a', 'search rust tauri']);
  });

  it('opens_a_job_that_is_stored_and_says_when_it_is_not', async () => {
    const [id = ''] = await backend.jobIds({ view: { kind: 'all' }, text: '', sort: 'newest' } as never);
    await drops.take(`lapwing://job/${id}`);
    expect(did).toEqual([`job ${id}`]);
    await drops.take('https://www.upwork.com/jobs/~0299');
    expect(toasts.shown.map(({ text }) => text)).toEqual(['This job is not among those stored here.']);
  });

  it('says_when_there_is_nothing_in_it', async () => {
    await drops.drop(drag({ 'text/plain': ' ' }));
    expect([did, toasts.shown.length]).toEqual([[], 1]);
  });

  it('leaves_files_to_the_shell_and_never_lets_the_web_view_open_anything', async () => {
    const event = drag({ Files: '' });
    await drops.drop(event);
    expect([event.defaultPrevented, did, toasts.shown]).toEqual([true, [], []]);
  });

  it('leaves_fields_alone_and_what_is_dragged_inside', async () => {
    const field = drag({ 'text/plain': 'rust' }, 'drop', document.createElement('textarea'));
    await drops.drop(field);
    expect(field.defaultPrevented).toBe(false);
    drops.begin();
    await drops.drop(drag({ 'text/plain': 'rust' }));
    expect(did).toEqual([]);
  });

  it('shows_that_something_can_be_dropped_while_it_is_over_the_window', () => {
    drops.hover(drag({ 'text/uri-list': '' }, 'dragover'));
    expect(drops.over).toBe(true);
    drops.leave(drag({}, 'dragleave'));
    expect(drops.over).toBe(false);
  });
});
