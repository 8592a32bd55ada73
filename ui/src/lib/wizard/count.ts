// A number of calls as people type it.

const LARGEST = 9_999_999;

/** Reads `120`, `1,200` or `1 200`; nothing typed is 0, anything else is null. */
export function parseCount(text: string): number | null {
  const typed = text.trim();
  if (typed === '') return 0;
  if (!/^\d{1,3}(?:[,.'’\s]\d{3})+$|^\d+$/u.test(typed)) return null;
  const count = Number(typed.replace(/\D/gu, ''));
  return count <= LARGEST ? count : null;
}
