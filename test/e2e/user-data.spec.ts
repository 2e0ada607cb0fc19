import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { findElectron } from '../../scripts/electron/locate.ts';
import { root } from '../../scripts/root.ts';
import { rootSwitches } from '../support/chromium.ts';
import { launchApp } from '../support/app.ts';
import { bridgeOf } from '../support/bridge.ts';
import type { Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { within } from '../support/within.ts';

test(
  'settings that cannot be read are said and put aside; the usual ones are in use',
  { tag: '@long' },
  async ({ open, userData }) => {
    const path = join(userData, 'settings.json');
    await writeFile(path, '{"version":1,"clipboardClearSeconds":1');
    const { page } = await open();
    await expect(page.getByRole('status').filter({ hasText: 'The settings could not' })).toHaveText(
      /so the usual ones are in use\. The broken file was put aside\./,
    );
    const aside = (await readdir(userData)).filter((name) =>
      name.startsWith('settings.json.broken'),
    );
    expect(aside).toHaveLength(1);
    expect(await readFile(join(userData, aside[0] ?? ''), 'utf8')).toContain('":1');
    const state = await bridgeOf(page).app.state();
    expect(state.ok && state.value.settings.clipboardClearSeconds).toBe(30);
  },
);

test('--user-data-dir may be relative', { tag: '@long' }, async ({ desktop, userData }) => {
  const app = await launchApp({ desktop, userData: relative(process.cwd(), userData) });
  await expect(app.page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await app.close();
});

/** Starts the app with a folder that cannot be used, and ends it by `end` once its message stands. */
async function startWith(folder: string, desktop: Desktop, end: (app: ChildProcess) => unknown) {
  const args = [root, `--user-data-dir=${folder}`, ...rootSwitches];
  const app = spawn(findElectron()?.executable ?? '', args, { env: { ...desktop.env } });
  let printed = '';
  const hear = (text: Buffer): void => {
    printed += text.toString();
  };
  app.stdout.on('data', hear);
  app.stderr.on('data', hear);
  const closed = once(app, 'close');
  try {
    await desktop.keyboard.waitFor('Token Vault');
    await end(app);
    const [code] = (await within('the app ends', closed)) as [number | null];
    return { code, printed };
  } finally {
    app.kill('SIGKILL');
  }
}

test(
  'a folder that cannot be used is said in a window, and the app ends with it',
  { tag: '@long' },
  async ({ desktop, userData }) => {
    const file = join(userData, 'a file');
    await writeFile(file, '');
    const read = () => desktop.keyboard.pressIn('Token Vault', 'Return');
    // Who is asked to end does: the message holds up nothing.
    const asked = (app: ChildProcess) => app.kill('SIGTERM');
    for (const { folder, end, ends } of [
      { folder: file, end: read, ends: 1 },
      { folder: join(file, 'below'), end: asked, ends: 0 },
    ]) {
      const { code, printed } = await startWith(folder, desktop, end);
      expect(code).toBe(ends);
      expect(printed).toContain('Token Vault could not start');
      expect(printed).toContain(folder);
      expect(printed).not.toMatch(/^\s+at /m);
    }
    expect(await readdir(userData)).toEqual(['a file']);
  },
);

test(
  'settings that are no file are said, and left alone',
  { tag: '@long' },
  async ({ open, userData }) => {
    await mkdir(join(userData, 'settings.json'), { recursive: true });
    const { page } = await open();
    await expect(page.getByText(/^settings\.json in the folder of this app/)).toBeVisible();
    expect((await stat(join(userData, 'settings.json'))).isDirectory()).toBe(true);
  },
);

test('what others could read of ours is closed at the start', async ({ open, userData }) => {
  const modeOf = async (name: string) => (await stat(join(userData, name))).mode & 0o777;
  await mkdir(join(userData, 'vault'), { recursive: true });
  await mkdir(join(userData, 'logs'));
  await writeFile(join(userData, 'logs/main.log'), '');
  for (const name of ['vault', 'logs']) await chmod(join(userData, name), 0o755);
  await chmod(join(userData, 'logs/main.log'), 0o644);
  await open();
  expect(await Promise.all(['vault', 'logs', 'logs/main.log'].map(modeOf))).toEqual([
    0o700, 0o700, 0o600,
  ]);
});
