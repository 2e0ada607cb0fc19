import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { findElectron } from '../../scripts/electron/locate.ts';
import { root } from '../../scripts/root.ts';
import { rootSwitches } from '../support/chromium.ts';
import { launchApp } from '../support/app.ts';
import { expect, test } from '../support/journey.ts';

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
