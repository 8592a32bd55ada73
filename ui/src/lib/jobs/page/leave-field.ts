// Out of a field by its own key, without leaving the job it belongs to.

const PANE = '[data-testid=job-pane]';

/** Takes the key, and has the focus go from the field to the job, where single keys mean something again. */
export function leaveField(event: KeyboardEvent): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.closest<HTMLElement>(PANE)?.focus({ preventScroll: true });
}
