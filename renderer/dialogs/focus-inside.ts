import { tick } from 'svelte';

/** Puts the keyboard on the first of what is meant in the dialog that is open, once it is drawn. */
export async function focusInside(selector: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(`[role="dialog"] ${selector}`)?.focus();
}
