import type { Source } from '$lib/ipc';
import { authorized, SOURCE } from '$lib/ipc/fake/keys';
import { describe, expect, it } from 'vitest';
import { reachable, stepsOf, type Walk } from './steps';

const walk = (change: Partial<Walk>): Walk => ({
  service: 'marketplace',
  applying: false,
  searching: false,
  ...change,
});
const ALLOWED = authorized(0);
const NOT_YET: Source = {
  ...ALLOWED,
  authorization: ALLOWED.authorization && { ...ALLOWED.authorization, state: 'none' },
};

describe('the steps', () => {
  it('to_the_marketplace_lead_past_applying_where_there_is_a_key', () => {
    expect(stepsOf(walk({}))).toEqual([
      'service',
      'likelihood',
      'credentials',
      'authorize',
      'key',
      'search',
      'notifications',
    ]);
    expect(stepsOf(walk({ applying: true })).slice(1, 6)).toEqual([
      'likelihood',
      'checklist',
      'description',
      'review',
      'credentials',
    ]);
  });

  it('to_the_marketplace_always_lead_to_a_search_that_reads_it', () => {
    expect(stepsOf(walk({ searching: true })).slice(-2)).toEqual(['key', 'search']);
  });

  it.each(['jobsApi', 'sandbox', null] as const)('to_%s_end_with_the_source_where_there_are_searches', (service) => {
    expect(stepsOf(walk({ service, searching: true }))).not.toContain('search');
    expect(stepsOf(walk({ service }))).toContain('search');
  });
});

describe('a step that is taken up', () => {
  it.each([
    ['key', null, 'credentials'],
    ['search', null, 'credentials'],
    ['authorize', null, 'credentials'],
    ['authorize', NOT_YET, 'authorize'],
    ['key', NOT_YET, 'authorize'],
    ['search', NOT_YET, 'authorize'],
    ['key', ALLOWED, 'key'],
    ['search', ALLOWED, 'search'],
    ['notifications', ALLOWED, 'search'],
    ['credentials', ALLOWED, 'credentials'],
    ['getKey', null, 'service'],
    ['review', null, 'service'],
  ] as const)('of_the_marketplace_%s_is_reached_only_with_what_it_needs', (wanted, source, step) => {
    expect(reachable(wanted, { walk: walk({}), source, searchId: null })).toBe(step);
  });

  it.each([
    ['jobsApi', 'search', null, 'key'],
    ['jobsApi', 'getKey', SOURCE, 'key'],
    ['sandbox', 'search', null, 'service'],
    [null, 'key', null, 'service'],
  ] as const)('of_%s_%s_is_reached_only_with_what_it_needs', (service, wanted, source, step) => {
    expect(reachable(wanted, { walk: walk({ service }), source, searchId: null })).toBe(step);
  });
});
