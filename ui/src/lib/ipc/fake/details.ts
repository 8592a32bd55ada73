// The facts and the timeline of a synthetic job, in the words the shell would use.

import type { Amount, DiffPart, JobDetail, Pay, TimelineEntry } from '../bindings';
import type { FakeJob } from './market';

type Fact = JobDetail['facts'][number];

export function facts(job: FakeJob): Fact[] {
  const { row } = job;
  const all: [Fact['name'], string | null][] = [
    ['pay', pay(row.pay)],
    ['level', job.level],
    ['duration', job.duration],
    ['workload', job.workload],
    ['client', row.country && new Intl.DisplayNames('en', { type: 'region' }).of(row.country)],
    ['spent', row.spent && amount(row.spent)],
    ['payment', row.verified === null ? null : row.verified ? 'Verified' : 'Not verified'],
    ['proposals', row.proposals],
    ['category', job.category === '' ? null : job.category],
    ['status', row.closed ? 'Closed' : 'Open'],
  ].map(([name, value]) => [name as Fact['name'], value ?? null]);
  return all.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

export function timeline(job: FakeJob): TimelineEntry[] {
  const { posted, seen, searches, state } = job.row;
  const entries: TimelineEntry[] = [];
  if (posted !== null) entries.push({ at: posted, what: 'Published', diff: [] });
  entries.push({ at: seen, what: `Seen by ${job.row.host}`, diff: [] });
  for (const { name } of searches) entries.push({ at: seen, what: `Fits “${name}”`, diff: [] });
  if (searches.length > 0) entries.push({ at: seen, what: 'Notified', diff: [] });
  if (Number(job.row.id) % 3 === 0 && !job.row.private)
    entries.push({ at: seen, what: 'Text changed', diff: edited(job) });
  if (state === 'saved' || state === 'dismissed') entries.push({ at: seen, what: `Marked as ${state}`, diff: [] });
  return entries;
}

/** As if its first sentence had said something else. */
function edited({ description }: FakeJob): DiffPart[] {
  const [first = '', ...rest] = description.split(/(?<=\.)\s/u);
  return [
    { kind: 'removed', text: 'We need this done before the end of the month.' },
    { kind: 'added', text: first },
    { kind: 'same', text: ` ${rest.join(' ')}` },
  ];
}

function pay(of: Pay): string | null {
  if (of.kind === 'fixed') return amount(of.amount);
  if (of.kind === 'hourly') return `${amount(of.min)}–${of.max.units}/h`;
  return null;
}

function amount({ units, currency }: Amount): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 }).format(units);
}
