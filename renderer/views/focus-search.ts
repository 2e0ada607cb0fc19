/** The field that searches the list. */
export const searchId = 'search';

export function focusSearch(): void {
  document.getElementById(searchId)?.focus();
}
