/** The field that searches the list. */
export const searchId = 'search';

export function focusSearch(): void {
  document.getElementById(searchId)?.focus();
}

/** From the search into the list: the first row takes the keyboard. False: there is none. */
export function focusFirstRow(): boolean {
  const box = document.querySelector<HTMLElement>('tr[data-id] input[type=checkbox]');
  box?.focus();
  return box !== null;
}
