import type { Page } from '@playwright/test';

/**
 * What of the page does not fit, a line each: words that are cut off without being whole on hover,
 * words that lie over or under others or leave their button, controls that stand out of the window
 * at its sides, and a page that scrolls sideways.
 */
export function misfits(page: Page): Promise<readonly string[]> {
  // As text: the page knows nothing of this file, and this file nothing of a document.
  return page.evaluate<string[]>(inPage);
}

const inPage = `(() => {
  const found = [];
  const slack = 1.5;
  const controls = 'button, a, input, select, textarea, summary, [role=option], [role=menuitem]';
  const nameOf = (element) =>
    element.localName + ' "' + (element.textContent || element.value || '').trim().replace(/\\s+/g, ' ').slice(0, 60) + '"';
  // Of what lies below a menu or a dialog nothing is asked: it is meant to be covered.
  const within = document.querySelector('[role=menu]') ?? document.querySelector('[role=alertdialog]') ?? document.querySelector('[role=dialog]') ?? document.body;
  /** A whole tile is the target of its button, by a transparent layer. */
  const transparent = (element) => getComputedStyle(element, '::after').position === 'absolute';
  /** For screen readers alone: nothing of it is seen. */
  const heardOnly = (element) => {
    if (element.closest('[inert], [hidden]')) return true;
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      const { clipPath, clip } = getComputedStyle(around);
      if (clipPath === 'inset(50%)' || clip.startsWith('rect')) return true;
    }
    return false;
  };
  /** Whether it can be brought into view up or down. */
  const scrolls = (element) => {
    for (let around = element.parentElement; around; around = around.parentElement)
      if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return true;
    return false;
  };
  /** Whether a list has room for the words of what is chosen. */
  const fits = (select) => {
    const style = getComputedStyle(select);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = style.fontWeight + ' ' + style.fontSize + ' ' + style.fontFamily;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(select.selectedOptions[0]?.text ?? '').width <= room + slack;
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !heardOnly(element);

  if (document.documentElement.scrollWidth > innerWidth)
    found.push('the page scrolls sideways, by ' + (document.documentElement.scrollWidth - innerWidth) + ' px');

  for (const element of within.querySelectorAll(controls)) {
    if (!seen(element) || element.closest('[aria-hidden=true]')) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.left < -slack || box.right > innerWidth + slack)
      found.push(nameOf(element) + ' stands out of the window at its side');
    if (!scrolls(element) && (box.bottom > innerHeight + slack || box.top < -slack))
      found.push(nameOf(element) + ' stands out of the window above or below');
    if (element.localName === 'select' && !fits(element)) found.push(nameOf(element) + ' cuts off what is chosen');
  }

  /** The boxes of the words themselves, with what they stand in. */
  const words = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element || element.localName === 'option' || element.closest('script, style') || !seen(element)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const button = element.closest('button, .badge');
      const frame = button && button.getBoundingClientRect();
      if (frame && (box.left < frame.left - slack || box.right > frame.right + slack || box.top < frame.top - slack || box.bottom > frame.bottom + slack))
        found.push(nameOf(element) + ' leaves its button');
      let [left, top, right, bottom] = [0, 0, innerWidth, innerHeight];
      // What scrolls is not cut off: beyond its own edge nothing is asked.
      let [scrollsX, scrollsY] = [false, false];
      for (let around = element; around && around !== document.documentElement; around = around.parentElement) {
        const style = getComputedStyle(around);
        const outer = around.getBoundingClientRect();
        // Whole on hover, or once its banner is unfolded.
        const whole = around.closest('[title], .banner.cut') !== null;
        if (/hidden|clip/.test(style.overflowX) && !scrollsX && !whole && (box.right > outer.right + slack || box.left < outer.left - slack))
          found.push(nameOf(element) + ' is cut off at the side');
        if (/hidden|clip/.test(style.overflowY) && !scrollsY && !whole && !element.closest('.foot[aria-hidden]') && box.bottom > outer.bottom + 3)
          found.push(nameOf(element) + ' is cut off below');
        if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
          left = Math.max(left, outer.left); right = Math.min(right, outer.right);
          top = Math.max(top, outer.top); bottom = Math.min(bottom, outer.bottom);
        }
        scrollsX ||= /auto|scroll/.test(style.overflowX) || (whole && style.overflowX !== 'visible');
        scrollsY ||= /auto|scroll/.test(style.overflowY);
      }
      const [x, y] = [(Math.max(left, box.left) + Math.min(right, box.right)) / 2, (box.top + box.bottom) / 2];
      if (x <= left || x >= right || y <= top + 2 || y >= bottom - 2) continue;
      const top_ = document.elementFromPoint(x, y);
      // A message goes by itself, and may lie over a name until then.
      if (top_ && !top_.closest('aside.stack') && top_ !== element && !element.contains(top_) && !top_.contains(element) && !transparent(top_) && getComputedStyle(element).pointerEvents !== 'none')
        found.push(nameOf(element) + ' lies under ' + nameOf(top_));
    }
  }
  return [...new Set(found)];
})()`;
