import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchApp } from '../support/app.ts';
import { rootSwitches } from '../support/chromium.ts';
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
    // Developer tools are for the checkout alone.
    const tools = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      // They take a moment to open.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return contents?.isDevToolsOpened();
    });
    expect(tools).toBe(false);
    const offered = await app.evaluate(({ Menu }) => {
      const roles: string[] = [];
      const collect = (menu: Electron.Menu | null | undefined): void => {
        for (const { role, submenu } of menu?.items ?? []) {
          roles.push(String(role).toLowerCase());
          collect(submenu);
        }
      };
      collect(Menu.getApplicationMenu());
      return roles;
    });
    expect(offered).toContain('copy');
    expect(offered.filter((role) => /devtools|reload/.test(role))).toEqual([]);
    await close();
  } finally {
    await desktop.close();
  }
});

test.each([
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--ignore-certificate-errors',
  '--log-net-log=/dev/null',
  '--trace-startup=*',
])('the packed app ends at once when it is started with %s', async (asked) => {
  const { executable } = findPacked();
  const desktop = await startDesktop();
  const userData = join(desktop.home, 'driven');
  const app = spawn(executable, [...rootSwitches, `--user-data-dir=${userData}`, asked], {
    env: desktop.env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  let said = '';
  app.stderr?.on('data', (data: Buffer) => {
    said += data.toString('utf8');
  });
  try {
    const ended = once(app, 'exit', { signal: AbortSignal.timeout(15_000) });
    expect(await ended).toEqual([1, null]);
    // Not for another reason.
    expect(said).toContain(`does not start with ${asked.split('=')[0]}.`);
  } finally {
    app.kill('SIGKILL');
    await desktop.close();
  }
});

test('the packed app ends at once when Node would write down what runs in it', async () => {
  const { executable } = findPacked();
  const desktop = await startDesktop();
  const folder = join(desktop.home, 'coverage');
  const app = spawn(executable, [...rootSwitches, `--user-data-dir=${join(desktop.home, 'x')}`], {
    env: { ...desktop.env, NODE_V8_COVERAGE: folder },
    stdio: 'ignore',
  });
  try {
    const ended = once(app, 'exit', { signal: AbortSignal.timeout(15_000) });
    expect(await ended).toEqual([1, null]);
  } finally {
    app.kill('SIGKILL');
    await desktop.close();
  }
});
