// Sentences that depend on where the wizard stands.

import type { Plan } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { minutesBetweenChecks, RESERVE, SERVICE_DELAY } from './plans';
import type { Wizard } from './wizard.svelte';

/** What stands beside the steps: what happens to the key, how late news is, or what the sandbox is. */
export function asideOf(wizard: Wizard): string {
  if (wizard.step === 'service') return m.wizard_aside_service();
  if (wizard.service === 'sandbox') return m.wizard_aside_sandbox();
  if (wizard.step === 'notifications') return m.wizard_aside_notifications();
  if (wizard.service === 'marketplace') return asideOfMarketplace(wizard);
  if (wizard.step === 'search') return wizard.pace === null ? '' : delayOf(wizard.pace);
  return wizard.key.sessionOnly ? m.wizard_aside_session() : m.wizard_aside_key();
}

function asideOfMarketplace({ step, key }: Wizard): string {
  if (step === 'search') return m.wizard_aside_marketplace_search();
  if (step !== 'credentials' && step !== 'authorize') return m.wizard_aside_marketplace();
  return key.sessionOnly ? m.wizard_aside_secret_session() : m.wizard_aside_secret();
}

/** How late a job is heard of, before there is a source to ask. */
export function delayOfPlan(plan: Plan | null): string {
  return delayOf(minutesBetweenChecks(plan));
}

/** How late a job is heard of when Lapwing looks every so many minutes. */
export function delayOf(minutes: number): string {
  const { least, most } = SERVICE_DELAY;
  const words = { reserve: RESERVE, least, most, longest: most + minutes };
  return minutes === 1 ? m.wizard_delay_one(words) : m.wizard_delay_many({ ...words, minutes });
}

export function planName(plan: Plan | null): string {
  switch (plan) {
    case 'starter':
      return m.wizard_plan_starter();
    case 'professional':
      return m.wizard_plan_professional();
    case 'business':
      return m.wizard_plan_business();
    case null:
      return m.wizard_plan_unknown();
  }
}
