// What a key of the jobs API pays for. Source: the service's pricing page, October 2025 (docs/jobs-api.md).

import type { Plan } from '$lib/ipc';

export interface PlanFacts {
  plan: Plan;
  /** US dollars a month. */
  dollars: number;
  callsPerMonth: number;
  callsPerMinute: number;
}

export const PLANS: readonly [PlanFacts, ...PlanFacts[]] = [
  { plan: 'starter', dollars: 0, callsPerMonth: 1_000, callsPerMinute: 10 },
  { plan: 'professional', dollars: 99, callsPerMonth: 25_000, callsPerMinute: 100 },
  { plan: 'business', dollars: 299, callsPerMonth: 100_000, callsPerMinute: 500 },
];

/** Percent of a month's calls that stay for checks the user starts. */
export const RESERVE = 5;

/** How far behind the service itself is, in minutes. */
export const SERVICE_DELAY = { least: 15, most: 30 } as const;

const LONGEST_MONTH = 31 * 24 * 60;

/** The facts of a plan. Of an unknown one the smallest is assumed, as the engine does. */
export function factsOf(plan: Plan | null): PlanFacts {
  return PLANS.find((facts) => facts.plan === plan) ?? PLANS[0];
}

/**
 * The shortest time between two checks that a plan carries, in minutes: the estimate shown before there is a source.
 * Once there is one, the engine's own figure is shown.
 */
export function minutesBetweenChecks(plan: Plan | null): number {
  const usable = factsOf(plan).callsPerMonth * (1 - RESERVE / 100);
  return Math.max(1, Math.ceil(LONGEST_MONTH / usable));
}

/** The plan that allows this many calls a minute, if any does. */
export function planAllowing(callsPerMinute: number): Plan | null {
  return PLANS.find((facts) => facts.callsPerMinute === callsPerMinute)?.plan ?? null;
}
