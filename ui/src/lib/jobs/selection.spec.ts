import { FakeBackend } from '$lib/ipc/fake/fake';
import type { JobRow } from '$lib/ipc';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Selection } from './selection.svelte';

let rows: readonly JobRow[] = [];
let selection = new Selection();

beforeAll(async () => {
  const view = { kind: 'all' } as const;
  const backend = new FakeBackend({ count: 9 });
  rows = (await backend.jobs({ view, text: '', cursor: null, limit: 9, sort: 'newest' })).rows;
});
beforeEach(() => (selection = new Selection()));

const id = (place: number): string => rows[place]?.id ?? '';
const places = (): number[] => rows.flatMap((row, place) => (selection.has(row.id) ? [place] : []));

describe('the selection', () => {
  it('takes_jobs_in_and_out_one_by_one', () => {
    selection.toggle(id(1));
    selection.toggle(id(4));
    expect(places()).toEqual([1, 4]);
    selection.toggle(id(1));
    expect(places()).toEqual([4]);
    expect(selection.size).toBe(1);
  });

  it('grows_and_shrinks_from_where_the_range_began', () => {
    selection.extend(rows, id(3), id(5));
    expect(places()).toEqual([3, 4, 5]);
    selection.extend(rows, id(5), id(4));
    expect(places()).toEqual([3, 4]);
    selection.extend(rows, id(4), id(1));
    expect(places()).toEqual([1, 2, 3]);
  });

  it('keeps_what_was_selected_before_a_range', () => {
    selection.toggle(id(0));
    selection.rest();
    selection.extend(rows, id(5), id(7));
    selection.extend(rows, id(7), id(6));
    expect(places()).toEqual([0, 5, 6]);
  });

  it('begins_a_range_at_the_job_taken_in_last', () => {
    selection.toggle(id(2));
    selection.extend(rows, id(8), id(4));
    expect(places()).toEqual([2, 3, 4]);
  });

  it('begins_anew_when_the_row_a_range_began_at_has_gone', () => {
    selection.toggle('gone');
    selection.extend(rows, id(1), id(2));
    expect(places()).toEqual([1, 2]);
    expect(selection.has('gone')).toBe(true);
  });

  it('selects_all_also_what_is_not_loaded_and_nothing', () => {
    selection.all([...rows.map((row) => row.id), 'beyond']);
    expect(selection.size).toBe(10);
    selection.clear();
    expect(selection.size).toBe(0);
  });
});
