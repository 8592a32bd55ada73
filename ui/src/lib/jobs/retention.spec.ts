import { describe, expect, it } from 'vitest';
import { market } from '$lib/ipc/fake/market';
import { keptUntil, lawful } from './retention';

const SEEN = '2026-11-23T07:00:00Z';

describe('the content of a job', () => {
  it('that_may_not_be_kept_goes_a_day_after_it_was_first_seen', () => {
    expect(keptUntil({ retention: 'ephemeral', seen: SEEN })).toBe('2026-11-24T07:00:00.000Z');
  });

  it.each(['kept', 'erased'] as const)('that_is_%s_has_no_such_time', (retention) => {
    expect(keptUntil({ retention, seen: SEEN })).toBeNull();
  });

  it('goes_from_a_row_when_that_time_is_over_and_not_before', () => {
    const rows = market(2, Date.parse(SEEN), false).map(({ row }, place) => ({
      ...row,
      seen: SEEN,
      retention: place === 0 ? ('ephemeral' as const) : ('kept' as const),
    }));
    const until = Date.parse('2026-11-24T07:00:00Z');
    expect(lawful(rows, until - 1)).toBe(rows);
    const [lent, kept] = lawful(rows, until);
    expect(lent).toMatchObject({ id: rows[0]?.id, title: '', skills: [], country: null, retention: 'erased' });
    expect(kept).toBe(rows[1]);
  });
});
