// A rotation in words: what is done, and what is left to do, in order.

import type { Rotation, RotationStep, Source } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';

export function rotationWords(step: RotationStep): string {
  switch (step) {
    case 'traffic':
      return m.rotation_in_use();
    case 'confirm':
      return m.rotation_works();
    case 'closed':
      return m.rotation_closed();
  }
}

/** A key that others may have is deactivated first. */
export function rotationSteps({ step, reason }: Rotation): string[] {
  const urgent = reason === 'leak';
  const rest =
    step === 'traffic' ? [m.rotation_step_traffic(), m.rotation_step_confirm()] : [m.rotation_step_confirm()];
  if (step === 'closed') return [m.rotation_step_mail_if_not_yet()];
  return urgent ? [m.rotation_step_mail_at_once(), ...rest] : [...rest, m.rotation_step_mail()];
}

export function ageWords({ key }: Source, formats: Formats): string {
  if (key.ageDays === 0) return m.key_age_today();
  const age = key.ageDays === 1 ? m.key_age_one() : m.key_age({ days: formats.number(key.ageDays) });
  return key.due ? m.key_age_due({ age }) : age;
}

export function alarmWords({ key: { alarm } }: Source, formats: Formats): string | null {
  if (alarm === null) return null;
  if (alarm.calls === null) return m.key_alarm_refused();
  return alarm.calls === 1 ? m.key_alarm_one() : m.key_alarm({ calls: formats.number(alarm.calls) });
}
