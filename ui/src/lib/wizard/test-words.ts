// What a test of a key found, in words. Failures speak for themselves: the shell's sentence says what to do.

import type { Service, TestReport, TestStep } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { formats } from '$lib/text/formats';

export function testStepName({ name, ok }: TestStep, service: Service = 'jobsApi'): string {
  switch (name) {
    case 'key':
      if (service === 'marketplace') return ok ? m.test_access_ok() : m.test_access();
      return ok ? m.wizard_test_key_ok() : m.wizard_test_key();
    case 'jobs':
      return ok ? m.wizard_test_jobs_ok() : m.wizard_test_jobs();
    case 'plan':
      return m.wizard_plan();
  }
}

export function testStepText(step: TestStep, report: TestReport, now: number): string {
  if (!step.ok) return step.message;
  switch (step.name) {
    case 'key':
      return report.latencyMs === null ? step.message : m.wizard_test_latency({ ms: formats.number(report.latencyMs) });
    case 'jobs':
      return sentences(newest(report, now) ?? step.message, dialect(report.dialect));
    case 'plan':
      return sentences(step.message, m.wizard_test_took({ calls: report.calls }));
  }
}

function newest({ newestPosted }: TestReport, now: number): string | null {
  if (newestPosted === null) return null;
  if (now - Date.parse(newestPosted) < 60_000) return m.wizard_test_newest_now();
  return m.wizard_test_newest({ age: formats.age(newestPosted, now) });
}

function dialect(word: string | null): string {
  switch (word) {
    case null:
      return '';
    case 'documented':
      return m.wizard_dialect_documented();
    case 'search-url':
      return m.wizard_dialect_search_url();
    default:
      return m.wizard_dialect_other({ dialect: word });
  }
}

function sentences(...all: string[]): string {
  return all.filter((sentence) => sentence !== '').join(' ');
}
