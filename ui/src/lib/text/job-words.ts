// A job's figures as a row says them.

import type { JobRow, Pay } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from './formats';
import { unsteered } from './steering';

export function payWords(pay: Pay, formats: Formats): string {
  switch (pay.kind) {
    case 'fixed':
      return m.pay_fixed({ amount: formats.amount(pay.amount) });
    case 'hourly':
      return m.pay_hourly({ amount: formats.range(pay.min, pay.max) });
    case 'unknown':
      if (pay.contract === 'hourly') return m.pay_unknown_hourly();
      return pay.contract === 'fixed' ? m.pay_unknown_fixed() : m.pay_unknown();
  }
}

/** `US, $84K spent`; null when nothing is known of the client. */
export function clientWords({ country, spent }: JobRow, formats: Formats): string | null {
  const spend = spent === null ? null : m.client_spent({ amount: formats.size(spent) });
  const known = [country, spend].filter((part) => part !== null);
  return known.length === 0 ? null : known.join(', ');
}

/** `US, $84K`: as much as a narrow row has room for; null when nothing is known of the client. */
export function clientBrief({ country, spent }: Pick<JobRow, 'country' | 'spent'>, formats: Formats): string | null {
  const known = [country, spent === null ? null : formats.size(spent)].filter((part) => part !== null);
  return known.length === 0 ? null : known.join(', ');
}

/** The title, or what to call a job the service does not show, or whose content is erased. */
export function titleWords({ title, private: hidden, retention }: JobRow): string {
  if (retention === 'erased') return m.job_erased();
  if (title !== '') return unsteered(title);
  return hidden ? m.job_private() : m.job_untitled();
}
