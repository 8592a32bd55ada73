import { FakeBackend } from '$lib/ipc/fake/fake';
import { describe, expect, it } from 'vitest';
import { LabelsEditor } from './labels-editor.svelte';

const editor = (jobs: string[][], count = jobs.length, backend = new FakeBackend()) =>
  new LabelsEditor(backend, jobs, count);

describe('labels of several jobs', () => {
  it('are_on_all_on_some_or_on_none', () => {
    const labels = editor([['a', 'b'], ['a']]);
    expect(['a', 'b', 'c'].map((label) => labels.share(label))).toEqual(['all', 'some', 'none']);
  });

  it('are_on_some_only_where_not_all_jobs_are_known', () => {
    expect(editor([['a'], ['a']], 500).share('a')).toBe('some');
  });

  it('offer_what_is_in_use_elsewhere_each_once', async () => {
    const backend = new FakeBackend();
    const id = backend.shelf.latest?.id ?? '';
    await backend.setLabels([id], ['Zebra', 'rust'], []);
    const labels = editor([['Rust']], 1, backend);
    await labels.load();
    expect(labels.known).toEqual(['Rust', 'Zebra']);
  });

  it('keep_what_is_known_when_the_others_cannot_be_had', async () => {
    const labels = editor([['a']], 1, new FakeBackend({ failing: ['labels'] }));
    await labels.load();
    expect(labels.known).toEqual(['a']);
  });

  it('go_on_all_of_them_and_then_off_them', () => {
    const labels = editor([['a', 'b'], ['a']]);
    labels.toggle('a');
    labels.toggle('b');
    expect(labels.result()).toEqual({ add: ['b'], remove: ['a'] });
    labels.toggle('b');
    expect(labels.result()).toEqual({ add: [], remove: ['a', 'b'] });
  });

  it('that_end_as_they_began_are_not_changed', () => {
    const labels = editor([['a']]);
    labels.toggle('a');
    labels.toggle('a');
    labels.toggle('new');
    labels.toggle('new');
    expect(labels.result()).toEqual({ add: [], remove: [] });
  });

  it('are_not_cut_when_they_are_too_long_but_said_to_be', () => {
    const labels = editor([[]]);
    labels.text = '🦀'.repeat(40);
    expect(labels.problem).toBeNull();
    labels.text = 'x'.repeat(41);
    labels.add();
    expect(labels.problem).toBe('A label has up to 40 characters; this one has 41.');
    expect([labels.text.length, labels.result().add]).toEqual([41, []]);
  });

  it('can_be_typed_and_need_not_be_added_first', () => {
    const labels = editor([['Rust']], 2);
    labels.text = '  later ';
    labels.add();
    labels.text = 'rust';
    expect(labels.result()).toEqual({ add: ['later', 'Rust'], remove: [] });
    expect(labels.known).toEqual(['later', 'Rust']);
  });
});
