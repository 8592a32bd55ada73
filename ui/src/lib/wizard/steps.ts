// The order of the steps, and how far one may go with what there is.

import type { Service, Source, WizardStep } from '$lib/ipc';

const JOBS_API: readonly WizardStep[] = ['service', 'getKey', 'key', 'search', 'notifications'];
const SANDBOX: readonly WizardStep[] = ['service', 'search', 'notifications'];
/** What comes before a key of the marketplace's API is there. */
const APPLYING: readonly WizardStep[] = ['checklist', 'description', 'review'];
const MARKETPLACE: readonly WizardStep[] = [
  'service',
  'likelihood',
  ...APPLYING,
  'credentials',
  'authorize',
  'key',
  'search',
  'notifications',
];

export interface Walk {
  service: Service | null;
  /** The key has to be applied for first. */
  applying: boolean;
  /** There are searches already, so a source is all that is wanted. */
  searching: boolean;
}

export function stepsOf({ service, applying, searching }: Walk): readonly WizardStep[] {
  switch (service) {
    case 'sandbox':
      return searching ? ['service'] : SANDBOX;
    case 'marketplace':
      // Its sources are read by the searches that name them only, so there is always one to write.
      return MARKETPLACE.filter(
        (step) => (applying || !APPLYING.includes(step)) && !(searching && step === 'notifications'),
      );
    case 'jobsApi':
    case null:
      return searching ? ['service', 'getKey', 'key'] : JOBS_API;
  }
}

/** Whether a step is on the way to a key only. */
export function isApplying(step: WizardStep): boolean {
  return APPLYING.includes(step);
}

export interface There {
  walk: Walk;
  source: Source | null;
  searchId: string | null;
}

/** The step to take up, which is the wanted one unless something it needs is not there. */
export function reachable(wanted: WizardStep, { walk, source, searchId }: There): WizardStep {
  const { service } = walk;
  if (service === null || !stepsOf(walk).includes(wanted)) return 'service';
  const missing = missingFor(wanted, service, source);
  if (missing !== null) return missing;
  if (wanted === 'getKey' && source !== null) return 'key';
  if (wanted === 'notifications' && searchId === null) return 'search';
  return wanted;
}

/** The step at which what another one needs comes in. */
function missingFor(wanted: WizardStep, service: Service, source: Source | null): WizardStep | null {
  const afterwards = wanted === 'search' || wanted === 'notifications';
  switch (service) {
    case 'sandbox':
      return afterwards && source === null ? 'service' : null;
    case 'jobsApi':
      return afterwards && source === null ? 'key' : null;
    case 'marketplace':
      if (!afterwards && wanted !== 'key' && wanted !== 'authorize') return null;
      if (source === null) return 'credentials';
      return wanted !== 'authorize' && source.authorization?.state !== 'authorized' ? 'authorize' : null;
  }
}
