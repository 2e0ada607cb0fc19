import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { launchApp } from '../support/app.ts';
import { bridgeOf } from '../support/bridge.ts';
import { startDesktop } from '../support/desktop.ts';
import { findPacked, makeInspectable } from '../support/packed.ts';

/** Every package that this checkout knows, and two that one of them asks for and that nobody installs. */
function packageNames(): readonly string[] {
  const modules = join(root, 'node_modules');
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`) : [name],
  );
  return [...names.filter((name) => !name.startsWith('.')), 'usocket', 'x11'];
}

/** Where Node looks for a package that is not in the archive, there is one of each name, which tells. */
function plantPackages(resources: string, heard: string): void {
  const folder = join(resources, 'node_modules');
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const code = `require('node:fs').appendFileSync(${JSON.stringify(heard)}, __filename + '\\n');`;
  for (const name of packageNames()) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'index.js'), code);
  }
}

/** A page of somebody else's, and what was asked of its server. */
async function foreignPage() {
  const asked: string[] = [];
  const server = createServer(({ url }, answer) => {
    asked.push(String(url));
    answer.setHeader('content-type', 'text/html').end('<h1>Elsewhere</h1>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked };
}

test('the packed app runs no code and shows no page from beside its archive', async () => {
  const packed = findPacked();
  const desktop = await startDesktop();
  onTestFinished(() => desktop.close());
  const heard = join(desktop.home, 'ran');
  plantPackages(packed.resources, heard);
  const { origin, asked } = await foreignPage();
  const updates = join(desktop.home, 'app-update.yml');
  writeFileSync(updates, `provider: generic\nurl: ${origin}/\n`);
  const { page, close } = await launchApp({
    desktop,
    executable: await makeInspectable(packed),
    // The dev server's address, and that of updates, which a checkout obeys.
    env: { ELECTRON_RENDERER_URL: `${origin}/`, TOKEN_VAULT_TRY_UPDATES: updates },
  });
  onTestFinished(close);
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  expect(page.url()).toBe('app://token-vault/index.html');
  // By then it has looked at the keychain and the session bus, and loaded all that it loads.
  const { store } = bridgeOf(page);
  await expect
    .poll(async () => {
      const state = await bridgeOf(page).app.state();
      return state.ok && state.value.store.state;
    })
    .toBe('ready');
  await page.keyboard.press('Shift');
  expect(await store.selfTest()).toMatchObject({ ok: true });
  await page.keyboard.press('Shift');
  await bridgeOf(page).updates.check();
  expect(asked).toEqual([]);
  expect(existsSync(heard) ? readFileSync(heard, 'utf8') : 'nothing ran').toBe('nothing ran');
});
