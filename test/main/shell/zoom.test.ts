import { expect, test } from 'vitest';
import { limitZoom, nearestZoom, zoom } from '../../../main/shell/zoom.ts';

function setup(factor: number) {
  const page = {
    factor,
    getZoomFactor: () => page.factor,
    setZoomFactor: (wanted: number) => {
      page.factor = wanted;
    },
  };
  return page;
}

test('larger goes to 200 % and no further, smaller to 90 %', () => {
  const page = setup(1);
  const seen = Array.from({ length: 8 }, () => {
    zoom(page, 'in');
    return page.factor;
  });
  expect(seen).toEqual([1.1, 1.25, 1.5, 1.75, 2, 2, 2, 2]);
  for (let n = 0; n < 12; n += 1) zoom(page, 'out');
  expect(page.factor).toBe(0.9);
  zoom(page, 'reset');
  expect(page.factor).toBe(1);
});

test.each([
  [4.3, 2],
  [0.31, 0.9],
  [1.2, 1.25],
  [1.728, 1.75],
])('a remembered factor of %d becomes %d', (remembered, factor) => {
  expect(nearestZoom(remembered)).toBe(factor);
  const page = setup(remembered);
  limitZoom(page);
  expect(page.factor).toBe(factor);
});
