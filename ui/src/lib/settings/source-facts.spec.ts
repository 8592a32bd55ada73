import type { Source } from '$lib/ipc';
import { authorized, SOURCE } from '$lib/ipc/fake/keys';
import { Formats } from '$lib/text/formats';
import { describe, expect, it } from 'vitest';
import { factsOf, factsOfAccess } from './source-facts';

const formats = new Formats('en', 'UTC');
const NOW = Date.parse('2026-11-23T07:00:00Z');
const ALLOWED = authorized(NOW);

const labels = (facts: { label: string }[]): string[] => facts.map(({ label }) => label);

function access(change: Partial<NonNullable<Source['authorization']>>, source: Partial<Source> = {}) {
  if (ALLOWED.authorization === null) throw new Error('it has access');
  return factsOfAccess({ ...ALLOWED, ...source }, { ...ALLOWED.authorization, ...change }, NOW, formats);
}

describe('the facts of a source', () => {
  it('tell_of_its_key_and_plan', () => {
    expect(labels(factsOf(SOURCE, formats))).toEqual(['Host', 'Plan', 'Key', 'In use', 'Kept', 'This month']);
    const staging = { ...SOURCE, environment: 'staging', keyState: 'rejected' as const };
    expect(factsOf(staging, formats)).toContainEqual({ label: 'Environment', text: 'staging' });
    expect(factsOf(staging, formats).find(({ label }) => label === 'Key')).toMatchObject({ tone: 'bad' });
  });

  it('tell_of_no_key_where_none_is_needed', () => {
    const sandbox = { ...SOURCE, keyPlace: 'builtIn' as const };
    expect(labels(factsOf(sandbox, formats))).toEqual(['Host', 'Key', 'This month']);
  });

  it('tell_of_access_how_long_it_lasts_and_for_whom', () => {
    const facts = access({});
    expect(facts.find(({ testid }) => testid === 'source-access')).toMatchObject({ text: 'Allowed', tone: undefined });
    expect(facts.find(({ testid }) => testid === 'source-access')?.besides).toContain('Dec 6');
    expect(facts.find(({ testid }) => testid === 'source-organization')?.text).toBe('Example Studio');
  });

  it('say_that_access_has_ended', () => {
    const fact = access({ state: 'gone' }).find(({ testid }) => testid === 'source-access');
    expect(fact).toMatchObject({ text: 'Ended: allow it again', tone: 'bad', besides: null });
  });

  it('say_that_the_secret_is_missing', () => {
    const fact = access({}, { keyState: 'missing' }).find(({ label }) => label === 'Client secret');
    expect(fact?.tone).toBe('bad');
  });
});
