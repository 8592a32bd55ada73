import type { Application, ApplicationInput } from '$lib/ipc';
import { describe, expect, it } from 'vitest';
import { ApplicationEditor } from './application-editor.svelte';

const NOW = new Date('2026-11-23T16:08').getTime();
const APPLIED: Application = {
  appliedOn: new Date('2026-11-20T10:15').toISOString(),
  bid: { units: 75.5, currency: 'USD' },
  connects: 12,
};

function editing(stored: Application | null = APPLIED) {
  const saved: ApplicationInput[] = [];
  const editor = new ApplicationEditor(
    () => NOW,
    (input) => saved.push(input),
  );
  editor.take(stored);
  return { editor, saved };
}

describe('an application', () => {
  it('shows_what_is_stored', () => {
    expect(editing().editor.texts).toEqual({ date: '2026-11-20', bid: '75.5', connects: '12' });
  });

  it('begins_today', () => {
    expect(editing(null).editor.texts).toEqual({ date: '2026-11-23', bid: '', connects: '' });
  });

  it('is_saved_when_a_field_is_left_and_keeps_the_time_of_a_day_that_was_not_changed', () => {
    const { editor, saved } = editing();
    editor.texts.bid = '80';
    editor.leave('bid');
    expect(saved).toEqual([{ appliedOn: APPLIED.appliedOn, bid: 80, connects: 12 }]);
  });

  it('is_not_saved_when_nothing_changed', () => {
    const { editor, saved } = editing();
    editor.leave('bid');
    editor.leave('date');
    expect(saved).toEqual([]);
  });

  it.each([
    ['1,200.50', 1200.5],
    ['$ 1200', 1200],
    ['45,5', 45.5],
    ["1'200", 1200],
    ['0', 0],
    ['', null],
  ])('reads_the_bid %j', (written, bid) => {
    const { editor, saved } = editing();
    editor.texts.bid = written;
    editor.leave('bid');
    expect(saved[0]?.bid).toBe(bid);
  });

  it.each(['-5', '1e9', 'fifty', '1.234', '12 34x', '99999999999', '٤٥'])('asks_again_about_the_bid %j', (written) => {
    const { editor, saved } = editing();
    editor.texts.bid = written;
    editor.leave('bid');
    expect(saved).toEqual([]);
    expect(editor.problems.bid).not.toBeNull();
    editor.take(APPLIED);
    expect(editor.texts.bid).toBe(written);
  });

  it.each(['1.5', '-1', 'many'])('asks_again_about_connects %j', (written) => {
    const { editor, saved } = editing();
    editor.texts.connects = written;
    editor.leave('connects');
    expect(saved).toEqual([]);
    expect(editor.problems.connects).not.toBeNull();
  });

  it.each(['', '2026-11-24', '23.11.2026', '2026-02-31x'])('asks_again_about_the_day %j', (written) => {
    const { editor, saved } = editing();
    editor.texts.date = written;
    editor.leave('date');
    expect(saved).toEqual([]);
    expect(editor.problems.date).not.toBeNull();
  });

  it('is_of_today_no_later_than_now', () => {
    const early = new Date('2026-11-23T08:00').getTime();
    const saved: ApplicationInput[] = [];
    const editor = new ApplicationEditor(
      () => early,
      (input) => saved.push(input),
    );
    editor.take(APPLIED);
    editor.texts.date = '2026-11-23';
    editor.leave('date');
    expect(saved[0]?.appliedOn).toBe(new Date(early).toISOString());
  });
});
