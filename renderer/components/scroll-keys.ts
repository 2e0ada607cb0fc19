import type { Attachment } from 'svelte/attachments';

/** Lets the keyboard into an area while it scrolls: one without any control could not be read. */
export const scrollKeys: Attachment<HTMLElement> = (area) => {
  const observer = new ResizeObserver(() => {
    if (area.scrollHeight > area.clientHeight) area.tabIndex = 0;
    else area.removeAttribute('tabindex');
  });
  observer.observe(area);
  return () => {
    observer.disconnect();
  };
};
