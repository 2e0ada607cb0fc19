import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import ExpiryWords from '../../renderer/components/ExpiryWords.svelte';
import { icons } from '../../renderer/components/icons.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 5);

test.each([
  ['far away', 30 * 24 * HOUR, null],
  ['soon', 3 * 24 * HOUR, icons.warning],
  ['in its last day', 20 * HOUR, icons.hourglass],
  ['in its last hour', 0.5 * HOUR, icons.hourglass],
  ['over', -HOUR, icons.clock],
])('an end that is %s has its shape beside the words', async (_, left, shape) => {
  const props = { at: now + left, from: now - 90 * 24 * HOUR, now };
  const { container } = await render(ExpiryWords, { props });
  expect(container.querySelector('path')?.getAttribute('d') ?? null).toBe(shape);
});
