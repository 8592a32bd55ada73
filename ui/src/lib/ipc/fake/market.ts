// A synthetic market: believable postings, newest first, the same for the same seed.

import type { JobRow, JobState, Pay } from '../bindings';
import { Random } from './random';
import { ODD, TEMPLATES, type Template } from './texts';

/** A stored job of the fake: its row and what the job page shows besides. */
export interface FakeJob {
  row: JobRow;
  description: string;
  skills: string[];
  level: string | null;
  duration: string | null;
  workload: string | null;
  category: string;
}

const COUNTRIES = ['US', 'GB', 'DE', 'CA', 'NL', 'AU', 'SE', 'IN', 'BR', 'FR', 'JP', 'ZA'] as const;
const LEVELS = ['Entry', 'Intermediate', 'Expert'] as const;
const DURATIONS = ['Less than a month', '1 to 3 months', '3 to 6 months', 'More than 6 months'] as const;
const WORKLOADS = ['Less than 30 hours a week', 'More than 30 hours a week'] as const;
const PROPOSALS = ['0–4', '5–9', '10–14', '15–19', '20–49', '50+'] as const;
const STATES: readonly [JobState, number][] = [
  ['saved', 0.06],
  ['dismissed', 0.1],
  ['seen', 0.7],
];
const MINUTE = 60_000;

/** `count` jobs before `now`; the odd ones (long words, other scripts, placeholders) come first when asked for. */
export function market(count: number, now: number, odd: boolean, seed = 7): FakeJob[] {
  const random = new Random(seed);
  let posted = now - 3 * MINUTE;
  return Array.from({ length: count }, (_, place) => {
    const template = (odd ? ODD[place] : undefined) ?? random.pick(TEMPLATES);
    const made = job(String(count - place), template, posted, random);
    if (place > Math.min(9, count / 3)) made.row.state = older(random);
    posted -= Math.round((4 + random.next() ** 2 * 55) * MINUTE);
    return made;
  });
}

/** One job, just published. */
export function arrival(id: string, now: number): FakeJob {
  const random = new Random(Number(id) * 7_919);
  return job(id, random.pick(TEMPLATES), now - MINUTE, random);
}

function job(id: string, template: Template, posted: number, random: Random): FakeJob {
  const hidden = template.private === true;
  return {
    row: {
      id,
      title: template.title,
      state: 'new',
      private: hidden,
      closed: template.closed ?? random.chance(0.04),
      posted: new Date(posted).toISOString(),
      seen: new Date(posted + (18 + random.below(900)) * 1_000).toISOString(),
      pay: hidden ? { kind: 'unknown', contract: null } : pay(template, random),
      country: hidden ? null : random.pick(COUNTRIES),
      verified: hidden ? null : random.chance(0.85),
      spent: hidden || random.chance(0.15) ? null : { units: spent(random), currency: 'USD' },
      proposals: hidden ? null : random.pick(PROPOSALS),
      skills: template.skills.slice(0, 4),
      searches: [],
      starred: false,
      labels: [],
      noted: false,
      followUp: null,
      host: 'upworkjobsapi.com',
      retention: 'kept',
    },
    description: template.text,
    skills: template.skills,
    level: hidden ? null : random.pick(LEVELS),
    duration: hidden ? null : random.pick(DURATIONS),
    workload: hidden ? null : random.pick(WORKLOADS),
    category: template.category,
  };
}

function pay(template: Template, random: Random): Pay {
  const currency = 'USD';
  if (random.chance(0.08)) return { kind: 'unknown', contract: template.hourly ? 'hourly' : 'fixed' };
  if (!template.hourly) return { kind: 'fixed', amount: { units: (2 + random.below(40)) * 250, currency } };
  const min = 20 + random.below(12) * 5;
  return { kind: 'hourly', min: { units: min, currency }, max: { units: min + 5 + random.below(8) * 5, currency } };
}

function spent(random: Random): number {
  return Math.round(10 ** (1 + random.next() * 4.6));
}

function older(random: Random): JobState {
  const drawn = random.next();
  let sum = 0;
  for (const [state, share] of STATES) {
    sum += share;
    if (drawn < sum) return state;
  }
  return 'new';
}
