import { tick } from 'svelte';
import { on } from 'svelte/events';
import type { Attachment } from 'svelte/attachments';
import { fallbackFocusId } from '../state/dialogs.svelte.ts';

/** When this goes with the keyboard in it, as by its own button, that is on the title of the view then. */
export const keepFocus: Attachment<HTMLElement> = (element) => {
  let inside = false;
  const ends = [
    on(element, 'focusin', () => {
      inside = true;
    }),
    on(element, 'focusout', ({ relatedTarget }) => {
      // None is also what it is when the element itself is taken away.
      if (relatedTarget !== null) inside = false;
    }),
  ];
  return () => {
    for (const end of ends) end();
    if (!inside) return;
    void tick().then(() => {
      if (document.activeElement === document.body)
        document.getElementById(fallbackFocusId)?.focus({ preventScroll: true });
    });
  };
};
