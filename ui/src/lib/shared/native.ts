// What a web view does of its own accord, and a program does not.

const FIELDS = 'input, textarea, [contenteditable]';

/** No menu that reloads the page or goes back; fields, links and selected text keep theirs. */
export function menuOfFields(event: MouseEvent): void {
  const { target } = event;
  const selected = document.getSelection()?.isCollapsed === false;
  if (target instanceof Element && !selected && target.closest(`${FIELDS}, a[href]`) === null) event.preventDefault();
}

/** Nothing that is dropped is opened instead of the page. Text may be dropped into a field. */
export function keepPage(event: DragEvent): void {
  const files = event.dataTransfer?.types.includes('Files') === true;
  const field = event.target instanceof Element && event.target.closest(FIELDS) !== null;
  if (files || !field) event.preventDefault();
}
