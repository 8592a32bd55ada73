// Writing into a field for its user.

/**
 * Writes a text over everything in a field as typing would, so that undo brings back what was there. False where the
 * web view cannot; nothing is written then.
 */
export function overwrite(field: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  if (!('execCommand' in document)) return false;
  field.focus();
  field.select();
  // Nothing else writes into a field's history of changes.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand('insertText', false, text);
}
