import type { Attachment } from 'svelte/attachments';

/**
 * Lets the keyboard into an area while it scrolls: one without any control could not be read.
 *
 * @param named the id of the element that says what is read there.
 */
export const scrollKeys =
  (named: string): Attachment<HTMLElement> =>
  (area) => {
    const role = area.getAttribute('role');
    const measure = (): void => {
      const scrolls = area.scrollHeight > area.clientHeight || area === document.activeElement;
      if (scrolls) {
        area.tabIndex = 0;
        // A list stays one; what has no role of its own could not have a name.
        if (area.localName === 'div') area.setAttribute('role', 'group');
        area.setAttribute('aria-labelledby', named);
      } else {
        for (const name of ['tabindex', 'role', 'aria-labelledby']) area.removeAttribute(name);
        if (role !== null) area.setAttribute('role', role);
      }
    };
    const sizes = new ResizeObserver(measure);
    // While it has the keyboard it keeps it: nowhere else would have it.
    area.addEventListener('blur', measure);
    // What is in it grows without the area growing; each begun watch measures once.
    const watch = (): void => {
      sizes.disconnect();
      for (const element of [area, ...area.children]) sizes.observe(element);
    };
    const content = new MutationObserver(watch);
    content.observe(area, { childList: true });
    watch();
    return () => {
      area.removeEventListener('blur', measure);
      content.disconnect();
      sizes.disconnect();
    };
  };
