import type { Attachment } from 'svelte/attachments';

/** Puts the keyboard where a view begins: on the element itself or the first control in it. */
export const focusNow: Attachment<HTMLElement> = (element) => {
  const control = element.matches('input, button, textarea')
    ? element
    : element.querySelector<HTMLElement>('input, button, textarea');
  control?.focus();
  if (control instanceof HTMLInputElement) control.select();
};
