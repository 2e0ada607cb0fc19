import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { accounts } from '../../main/sandbox/accounts.ts';
import { readPng } from '../../scripts/pictures/png.ts';
import { root } from '../../scripts/root.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { findPacked, makeInspectable } from '../support/packed.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox-control.ts';
import { TokenManager } from '../support/token-manager.ts';
import { windowProperties } from '../support/window-properties.ts';

// The main job in the packed app, over a real keyring: only the inspect fuse is turned back on.

let desktop: Desktop;
let sandbox: TestSandbox;
let running: RunningApp;

beforeAll(async () => {
  desktop = await startDesktop();
  sandbox = await startTestSandbox();
  running = await launchApp({ desktop, executable: await makeInspectable(findPacked()) });
}, 60_000);

afterAll(async () => {
  await running.close();
  await sandbox.close();
  await desktop.close();
});

test('the packed app signs in, generates, keeps, copies and deletes', async () => {
  const manager = new TokenManager(running.page);
  await manager.enter(sandbox.origin, accounts.empty);
  await manager.generate({ label: 'packed' });
  await manager.generated.waitFor();
  const id = await manager.generatedId();
  const value = await running.page.getByLabel('Token Value').inputValue();
  await running.page.getByRole('button', { name: 'Copy token value' }).click();
  await expect.poll(() => desktop.clipboard.read()).toBe(value);
  expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toBe(value);
  await manager.closeGenerated();
  await manager.row(id).getByText('Saved and live').waitFor();

  const dialog = await manager.askToDelete(id);
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await manager.row(id).waitFor({ state: 'detached' });
  await expect.poll(() => desktop.keyring.lookup('Token Vault', `token:${id}`)).toBeUndefined();
  const [made] = (await sandbox.control.tokens('empty')).filter(({ kid }) => kid === id);
  expect(made).toMatchObject({ live: false });
}, 60_000);

test.runIf(process.platform === 'linux')('its window has the icon', async () => {
  const { className, icon } = await windowProperties(desktop, 'Token Vault');
  const drawn = readPng(readFileSync(join(root, `build/icons/${icon.width}x${icon.height}.png`)));
  expect(icon.argb).toHaveLength(drawn.alpha.length);
  expect(icon.width).toBe(128);
  const solid = [...drawn.alpha.keys()].filter((pixel) => drawn.alpha[pixel] === 255);
  expect(solid.length).toBeGreaterThan(10_000);
  const expected = solid.map((pixel) => {
    const [red = 0, green = 0, blue = 0] = drawn.rgb.subarray(pixel * 3, pixel * 3 + 3);
    return 0xff000000 + red * 0x10000 + green * 0x100 + blue;
  });
  expect(solid.map((pixel) => icon.argb[pixel])).toEqual(expected);
  // Before Electron 41 it is the app's name, and no desktop finds the app by it.
  if (findPacked().electron.kind === 'official')
    expect(`${className}.desktop`).toBe(manifest.desktopName);
});
