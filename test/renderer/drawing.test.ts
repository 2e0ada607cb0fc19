import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, anId, aToken } from './build.ts';
import { open, row } from './open.ts';

const rows = () => document.querySelectorAll('tbody tr').length;
const tokens = Array.from({ length: 300 }, (_, at) =>
  aToken({ id: anId(`a${String(at).padStart(7, '0')}`), createdAt: at }),
);

test('of a long list what the window shows stands at once, and all of it soon', async () => {
  await page.viewport(1100, 720);
  const { innerHeight } = window;
  const counts: number[] = [];
  const watching = new MutationObserver(() => counts.push(rows()));
  watching.observe(document.body, { childList: true, subtree: true });
  await open({ list: aList({ tokens }) });
  await expect.poll(rows, { timeout: 10_000 }).toBe(300);
  watching.disconnect();
  const [first = 0] = counts.filter((count) => count > 0);
  expect(first * 48).toBeGreaterThanOrEqual(innerHeight);
  expect(first).toBeLessThan(40);
});

test('the last row is found and can be chosen', async () => {
  await open({ list: aList({ tokens }) });
  const last = row('a0000000');
  await last.getByRole('checkbox').click();
  await expect.element(last.getByRole('checkbox')).toBeChecked();
});
