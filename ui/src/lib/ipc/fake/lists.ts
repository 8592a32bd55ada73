// Which jobs stand in which list of the fake, and in which order.

import type { JobRow, Sort, View } from '../bindings';
import type { FakeJob } from './market';

/** What comes first, the highest first. */
const RANKS: Record<Sort, ((row: JobRow) => number) | null> = {
  newest: null,
  oldest: ({ posted, seen }) => -Date.parse(posted ?? seen),
  rate: ({ pay }) => (pay.kind === 'hourly' ? pay.max.units : -1),
  budget: ({ pay }) => (pay.kind === 'fixed' ? pay.amount.units : -1),
  spent: ({ spent }) => spent?.units ?? -1,
  proposals: ({ proposals }) => (proposals === null ? -Infinity : -Number.parseInt(proposals, 10)),
};

export function sorted(jobs: readonly FakeJob[], sort: Sort): FakeJob[] {
  const rank = RANKS[sort];
  return rank === null ? [...jobs] : [...jobs].sort((a, b) => rank(b.row) - rank(a.row));
}

/** Whether a job stands in a list; `active` are the searches that are not paused. */
export function isIn({ state, searches }: JobRow, view: View, active: ReadonlySet<string>): boolean {
  switch (view.kind) {
    case 'inbox':
      return ['new', 'seen'].includes(state) && searches.some(({ id }) => active.has(id));
    case 'saved':
      return state === 'saved';
    case 'applied':
      return ['applied', 'interviewing', 'hired'].includes(state);
    case 'dismissed':
      return state === 'dismissed';
    case 'search':
      return state !== 'dismissed' && searches.some(({ id }) => id === view.searchId);
    case 'all':
      return true;
  }
}
