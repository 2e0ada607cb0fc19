import type { Attachment } from 'svelte/attachments';

/**
 * Scrolls an element into view, as far as it must, whenever `shown` becomes something: what went
 * wrong may stand below the fold of a low window.
 */
export function intoView(shown: string | undefined): Attachment<HTMLElement> {
  return (element) => {
    if (shown) element.scrollIntoView({ block: 'nearest' });
  };
}
