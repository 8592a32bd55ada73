// Changes of a field that its user can take back. `execCommand` is deprecated, and yet nothing else reaches the history
// of changes that a web view keeps.

/** Writes a text over everything in a field, as typing would. False where the web view cannot: nothing is written. */
export function overwrite(field: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  field.focus();
  field.select();
  return edit('insertText', text);
}

/** Undo and redo in a field: WebKit on Linux has both and binds no keys to them. */
export function undoByKey(event: KeyboardEvent): void {
  const command = meant(event);
  const field = event.target instanceof Element && event.target.matches('input, textarea');
  if (command === null || !field || event.defaultPrevented) return;
  event.preventDefault();
  edit(command);
}

function meant({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (!ctrlKey || metaKey || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}

function edit(command: 'insertText' | 'undo' | 'redo', text?: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return 'execCommand' in document && document.execCommand(command, false, text);
}
