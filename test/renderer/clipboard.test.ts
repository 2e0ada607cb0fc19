import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { gone, open, visible } from './open.ts';

const words = () => page.getByText(/Clipboard clears in \d+ s/);

test('counts down to the end of what was copied, and goes', async () => {
  const bridge = await open();
  await gone(words());
  bridge.emit({ clipboard: { clearsAt: Date.now() + 1_100, concealed: false } });
  await expect.element(words()).toHaveTextContent('Clipboard clears in 2 s');
  await expect.element(words()).toHaveTextContent('Clipboard clears in 1 s');
  await gone(words());
});

test('stops when main cleared it before', async () => {
  const bridge = await open({ clipboard: { clearsAt: Date.now() + 60_000, concealed: false } });
  await visible(words());
  bridge.emit({ clipboard: { clearsAt: null, concealed: null } });
  await gone(words());
});
