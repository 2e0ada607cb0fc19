import { afterEach, beforeEach, expect, test } from 'vitest';
import { scrollKeys } from '../../renderer/components/scroll-keys.ts';

let area: HTMLElement;
let end: (() => void) | undefined;

beforeEach(() => {
  area = document.createElement('div');
  area.style.cssText = 'height: 100px; overflow: auto';
  document.body.append(area);
  end = scrollKeys('title')(area) ?? undefined;
});
afterEach(() => {
  end?.();
  area.remove();
});

const paragraph = (height: number): HTMLElement => {
  const element = document.createElement('p');
  element.style.height = `${height}px`;
  return element;
};
const named = () => expect.poll(() => area.getAttribute('aria-labelledby'));

test('an area that begins to scroll lets the keyboard in, with a name', async () => {
  area.append(paragraph(50));
  await named().toBeNull();
  area.append(paragraph(200));
  await named().toBe('title');
  expect([area.tabIndex, area.getAttribute('role')]).toEqual([0, 'group']);
});

test('so does one in which something grows, until it is small again', async () => {
  const grows = paragraph(50);
  area.append(grows);
  // Twice drawn: the first measure is over.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  expect(area.hasAttribute('role')).toBe(false);
  grows.style.height = '300px';
  await named().toBe('title');
  grows.style.height = '50px';
  await named().toBeNull();
  expect([area.tabIndex, area.hasAttribute('role')]).toEqual([-1, false]);
});

test('one that has the keyboard keeps it when it scrolls no more, until it is left', async () => {
  const grows = paragraph(300);
  area.append(grows);
  await named().toBe('title');
  area.focus();
  grows.style.height = '50px';
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(area);
  area.blur();
  await named().toBeNull();
});
