// Signs to beware of, in words: what they are and what to do.

import type { Warning, WarningRule } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

const RULES: Record<WarningRule, { words: () => string; advice: () => string }> = {
  offPlatform: { words: m.job_warning_off_platform, advice: m.job_warning_off_platform_do },
  fees: { words: m.job_warning_fees, advice: m.job_warning_fees_do },
  bareLink: { words: m.job_warning_bare_link, advice: m.job_warning_bare_link_do },
};

export function ruleWords(rule: WarningRule): string {
  return RULES[rule].words();
}

/** Each rule once, with the words it was found by and what to do about it. */
export function byRule(
  warnings: readonly Warning[],
): { rule: WarningRule; words: string; found: string[]; advice: string }[] {
  const rules = [...new Set(warnings.map(({ rule }) => rule))];
  return rules.map((rule) => {
    const texts = warnings.filter((warning) => warning.rule === rule).map(({ text }) => text);
    const plain = texts.map((text) => text.toLowerCase());
    const found = texts.filter((_, place) => plain.indexOf(plain[place] ?? '') === place);
    return { rule, words: ruleWords(rule), found, advice: RULES[rule].advice() };
  });
}
