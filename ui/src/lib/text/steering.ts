// Words of others without the marks that turn the writing direction: what is shown stands in the order it was written in,
// and what stands around it stays where it is. The direction of letters themselves is untouched.

const STEERING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** The text as it is safe to show among our own. */
export function unsteered(text: string): string {
  return text.replace(STEERING, '');
}
