import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { findElectron } from '../../scripts/electron/locate.ts';
import { root } from '../../scripts/root.ts';
import { rootSwitches } from '../support/chromium.ts';
import { launchApp } from '../support/app.ts';
import { bridgeOf } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';

test('settings that cannot be read are said and put aside; the usual ones are in use', async ({
  open,
  userData,
}) => {
  const path = join(userData, 'settings.json');
  await writeFile(path, '{"version":1,"clipboardClearSeconds":1');
  const { page } = await open();
  await expect(page.getByRole('status').filter({ hasText: 'The settings could not' })).toHaveText(
    /so the usual ones are in use\. The broken file was put aside\./,
  );
  const aside = (await readdir(userData)).filter((name) => name.startsWith('settings.json.broken'));
  expect(aside).toHaveLength(1);
  expect(await readFile(join(userData, aside[0] ?? ''), 'utf8')).toContain('":1');
  const state = await bridgeOf(page).app.state();
  expect(state.ok && state.value.settings.clipboardClearSeconds).toBe(30);
});

test('--user-data-dir may be relative; a folder that cannot be used is said, and the app ends', async ({
  desktop,
  userData,
}) => {
  const app = await launchApp({ desktop, userData: relative(process.cwd(), userData) });
  await expect(app.page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await app.close();

  const file = join(userData, 'a file');
  await writeFile(file, '');
  for (const folder of [file, join(file, 'below')]) {
    const args = [root, `--user-data-dir=${folder}`, ...rootSwitches];
    const { code, printed } = await new Promise<{ code: unknown; printed: string }>((resolve) => {
      execFile(
        findElectron()?.executable ?? '',
        args,
        { env: { ...desktop.env } },
        (error, stdout, stderr) => {
          resolve({ code: error?.code, printed: stdout + stderr });
        },
      );
    });
    expect(code).toBe(1);
    expect(printed).toContain('Token Vault could not start');
    expect(printed).toContain(folder);
    expect(printed).not.toMatch(/^\s+at /m);
  }
});

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
