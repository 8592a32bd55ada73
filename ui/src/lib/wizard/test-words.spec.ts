import type { TestReport, TestStep } from '$lib/ipc';
import { describe, expect, it } from 'vitest';
import { testStepName, testStepText } from './test-words';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const REPORT: TestReport = {
  ok: true,
  dialect: 'documented',
  calls: 2,
  latencyMs: 212,
  newestPosted: '2026-11-22T11:43:00Z',
  requestsPerMinute: 10,
  steps: [],
  problem: null,
};
const step = (name: TestStep['name'], ok = true): TestStep => ({
  name,
  ok,
  message: `What the shell says of ${name}.`,
});
const text = (of: TestStep, report: Partial<TestReport> = {}): string =>
  testStepText(of, { ...REPORT, ...report }, NOW);

describe('a test in words', () => {
  it('says how fast the service answers', () => expect(text(step('key'))).toContain('212 ms'));

  it('says how old the newest posting is, and the dialect', () => {
    expect(text(step('jobs'))).toMatch(/17 min.*documented/u);
    expect(text(step('jobs'), { newestPosted: '2026-11-22T11:59:30Z' })).toContain('less than a minute old');
    expect(text(step('jobs'), { dialect: 'search-url' })).toContain('search-address');
    expect(text(step('jobs'), { dialect: 'third' })).toContain('“third”');
  });

  it('keeps the sentence of the shell where a figure is missing', () => {
    expect(text(step('key'), { latencyMs: null })).toBe('What the shell says of key.');
    expect(text(step('jobs'), { newestPosted: null, dialect: null })).toBe('What the shell says of jobs.');
  });

  it('says what the test cost', () =>
    expect(text(step('plan'))).toBe('What the shell says of plan. This test took 2 calls.'));

  it.each(['key', 'jobs', 'plan'] as const)('lets a failed step %s speak for itself', (name) =>
    expect(text(step(name, false))).toBe(`What the shell says of ${name}.`),
  );

  it('does not call a failed step accepted', () => {
    expect(testStepName(step('key', false))).not.toBe(testStepName(step('key')));
    expect(testStepName(step('jobs', false))).not.toBe(testStepName(step('jobs')));
  });
});
