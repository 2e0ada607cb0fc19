/** The field of the label in the details that are open. */
export const labelFieldId = 'details-label';

export function focusLabel(): void {
  const field = document.getElementById(labelFieldId)?.querySelector('input');
  field?.focus();
  field?.select();
}
