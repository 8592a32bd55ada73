import type { Application, ApplicationInput } from '$lib/ipc';
import { describe, expect, it, vi } from 'vitest';
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
    (input) => Promise.resolve(saved.push(input) > 0),
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
    void editor.leave();
    expect(saved).toEqual([{ appliedOn: APPLIED.appliedOn, bid: 80, connects: 12 }]);
  });

  it('is_not_saved_when_nothing_changed', () => {
    const { editor, saved } = editing();
    void editor.leave();
    void editor.end();
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
    void editor.leave();
    expect(saved[0]?.bid).toBe(bid);
  });

  it.each(['-5', '1e9', 'fifty', '1.234', '12 34x', '99999999999', '٤٥'])('asks_again_about_the_bid %j', (written) => {
    const { editor, saved } = editing();
    editor.texts.bid = written;
    void editor.leave();
    expect(saved).toEqual([]);
    expect(editor.problems.bid).not.toBeNull();
    editor.take(APPLIED);
    expect(editor.texts.bid).toBe(written);
  });

  it.each(['1.5', '-1', 'many'])('asks_again_about_connects %j', (written) => {
    const { editor, saved } = editing();
    editor.texts.connects = written;
    void editor.leave();
    expect(saved).toEqual([]);
    expect(editor.problems.connects).not.toBeNull();
  });

  it.each(['', '2026-11-24', '23.11.2026', '2026-02-31x'])('asks_again_about_the_day %j', (written) => {
    const { editor, saved } = editing();
    editor.texts.date = written;
    void editor.leave();
    expect(saved).toEqual([]);
    expect(editor.problems.date).not.toBeNull();
  });

  it('keeps_what_is_being_written_and_shows_what_became_of_the_rest', () => {
    const { editor } = editing();
    editor.texts.bid = '8';
    editor.take({ ...APPLIED, bid: { units: 70, currency: 'USD' }, connects: 16 });
    expect(editor.texts).toEqual({ date: '2026-11-20', bid: '8', connects: '16' });
  });

  it('shows_what_is_stored_again_once_what_was_written_is_saved', () => {
    const { editor } = editing();
    editor.texts.bid = '$ 80';
    void editor.leave();
    editor.take({ ...APPLIED, bid: { units: 80, currency: 'USD' } });
    editor.take({ ...APPLIED, bid: { units: 90, currency: 'USD' } });
    expect(editor.texts.bid).toBe('90');
  });

  it('is_saved_with_a_day_that_waited_for_a_bid_to_be_put_right', () => {
    const { editor, saved } = editing();
    editor.texts.bid = 'abc';
    void editor.leave();
    editor.texts.date = '2026-11-19';
    void editor.leave();
    expect(saved).toEqual([]);
    editor.texts.bid = '75.5';
    void editor.leave();
    expect(saved).toEqual([{ appliedOn: new Date('2026-11-19T12:00').toISOString(), bid: 75.5, connects: 12 }]);
  });

  it('is_saved_when_its_fields_go_without_what_cannot_be_saved', async () => {
    const { editor, saved } = editing();
    editor.texts.bid = 'abc';
    editor.texts.connects = '16';
    await editor.end();
    expect(saved).toEqual([{ appliedOn: APPLIED.appliedOn, bid: 75.5, connects: 16 }]);
  });

  it('is_saved_once_however_often_that_is_asked_for_meanwhile', async () => {
    const save = vi.fn(() => Promise.resolve(true));
    const editor = new ApplicationEditor(() => NOW, save);
    editor.take(APPLIED);
    editor.texts.bid = '80';
    await Promise.all([editor.leave(), editor.end()]);
    expect(save).toHaveBeenCalledOnce();
  });

  it('is_of_today_no_later_than_now', () => {
    const early = new Date('2026-11-23T08:00').getTime();
    const saved: ApplicationInput[] = [];
    const editor = new ApplicationEditor(
      () => early,
      (input) => Promise.resolve(saved.push(input) > 0),
    );
    editor.take(APPLIED);
    editor.texts.date = '2026-11-23';
    void editor.leave();
    expect(saved[0]?.appliedOn).toBe(new Date(early).toISOString());
  });
});
