import { expect, test } from 'vitest';
import { launchApp } from '../support/app.ts';
import { startDesktop } from '../support/desktop.ts';
import { findPacked, makeInspectable } from '../support/packed.ts';

test('the packed app opens its window, names itself', async () => {
  const packed = findPacked();
  const desktop = await startDesktop();
  try {
    const executable = await makeInspectable(packed);
    const { app, page, close } = await launchApp({ desktop, executable });
    const about = await app.evaluate(({ app: electron }) => ({
      packaged: electron.isPackaged,
      name: electron.getName(),
    }));
    const fallback = packed.electron.kind === 'fallback';
    expect(about).toEqual({
      packaged: true,
      name: fallback ? 'Token Vault (fallback build)' : 'Token Vault',
    });
    await page.getByRole('heading').first().waitFor();
    await close();
  } finally {
    await desktop.close();
  }
});
