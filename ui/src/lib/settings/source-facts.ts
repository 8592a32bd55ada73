// The facts of a source's card.

import { accessWords, renewWords } from '$lib/authorization/words';
import type { Authorization, Source } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';
import { planName } from '$lib/wizard/words';
import { ageWords } from './rotation-words';
import { keyPlaceWords, keyStateWords, usageWords } from './source-words';

export interface SourceFact {
  label: string;
  text: string;
  /** Said besides, quietly. */
  besides?: string | null;
  tone?: 'bad' | 'due' | undefined;
  testid?: string;
}

/** Of a source that is asked with a key, or of the sandbox. */
export function factsOf(source: Source, formats: Formats): SourceFact[] {
  const host = { label: m.source_host(), text: source.host };
  const used = { label: m.source_usage(), text: usageWords(source, formats) };
  if (source.keyPlace === 'builtIn')
    return [host, ...environmentOf(source), { label: m.source_key(), text: keyPlaceWords('builtIn') }, used];
  return [
    host,
    ...environmentOf(source),
    { label: m.source_plan(), text: planName(source.plan) },
    keyOf(source, m.source_key()),
    {
      label: m.key_age_label(),
      text: ageWords(source, formats),
      tone: source.key.due ? 'due' : undefined,
      testid: 'key-age',
    },
    { label: m.source_key_place(), text: keyPlaceWords(source.keyPlace) },
    used,
  ];
}

/** Of a source whose user allows it access. */
export function factsOfAccess(source: Source, access: Authorization, now: number, formats: Formats): SourceFact[] {
  const renewed = renewWords(access, now, formats);
  return [
    { label: m.source_host(), text: source.host },
    {
      label: m.access(),
      text: accessWords(access.state),
      besides: renewed,
      tone: access.state === 'authorized' ? undefined : 'bad',
      testid: 'source-access',
    },
    { label: m.organization(), text: access.organization ?? m.organization_default(), testid: 'source-organization' },
    { label: m.client_id(), text: access.clientId },
    { label: m.source_callback(), text: access.callback },
    {
      label: m.client_secret(),
      text: keyPlaceWords(source.keyPlace),
      besides: source.lastFour === null ? null : m.key_ends({ lastFour: source.lastFour }),
      tone: source.keyState === 'missing' || source.keyState === 'locked' ? 'bad' : undefined,
    },
    { label: m.source_usage(), text: usageWords(source, formats) },
  ];
}

function keyOf({ keyState, lastFour }: Source, label: string): SourceFact {
  const bad = ['rejected', 'missing', 'locked'].includes(keyState);
  const besides = lastFour === null ? null : m.key_ends({ lastFour });
  return { label, text: keyStateWords(keyState), besides, tone: bad ? 'bad' : undefined };
}

function environmentOf({ environment }: Source): SourceFact[] {
  return environment === null ? [] : [{ label: m.source_environment(), text: environment }];
}
