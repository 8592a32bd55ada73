import { describe, expect, it } from 'vitest';
import { keptUntil } from './retention';

const SEEN = '2026-11-23T07:00:00Z';

describe('the content of a job', () => {
  it('that_may_not_be_kept_goes_a_day_after_it_was_first_seen', () => {
    expect(keptUntil({ retention: 'ephemeral', seen: SEEN })).toBe('2026-11-24T07:00:00.000Z');
  });

  it.each(['kept', 'erased'] as const)('that_is_%s_has_no_such_time', (retention) => {
    expect(keptUntil({ retention, seen: SEEN })).toBeNull();
  });
});
