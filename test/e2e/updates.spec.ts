import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../support/desktop.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { ReleaseServer, type Published } from '../support/release-server.ts';

/** A new version that says, when it is started, that it was. */
const newVersion = (mark: string): string => `#!/bin/sh\necho started > '${mark}'\n`;

// A packed app looks where its own app-update.yml says: this is of the checkout (@checkout).

/** The app as an AppImage runs it, or else as a package of the system's, with a server of releases; electron-updater is the real one. */
async function setup(
  open: (options: { env: Readonly<Record<string, string>> }) => Promise<Journey>,
  desktop: Desktop,
  published: (mark: string) => Published,
  appImage = true,
) {
  const folder = mkdtempSync(join(desktop.home, 'appimage-'));
  const mark = join(folder, 'mark');
  const image = join(folder, 'token-vault.AppImage');
  writeFileSync(image, 'the old version');
  chmodSync(image, 0o755);
  const server = await ReleaseServer.start(published(mark));
  const config = join(desktop.home, 'app-update.yml');
  const cache = `updates-of-${process.pid}-${Date.now()}`;
  writeFileSync(config, `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: ${cache}\n`);
  const env = { TOKEN_VAULT_TRY_UPDATES: config, ...(appImage && { APPIMAGE: image }) };
  const journey = await open({ env });
  await journey.manager.startTrial();
  const about = journey.manager.dialog('About Token Vault');
  await journey.page.getByRole('button', { name: 'Help' }).click();
  await journey.page.getByRole('button', { name: 'About Token Vault' }).click();
  const press = (name: string): Promise<void> => about.getByRole('button', { name }).click();
  return { ...journey, server, image, mark, about, press };
}

test(
  'a newer version is offered, fetched when asked for, and takes the old one’s place',
  {
    tag: '@checkout',
  },
  async ({ open, desktop }) => {
    const app = await setup(open, desktop, (mark) => ({
      version: '9.9.9',
      content: newVersion(mark),
    }));
    await app.press('Look for updates');
    await expect(app.about.getByText('Version 9.9.9 is available.')).toBeVisible();
    expect(app.server.asked).toEqual(['/latest-linux.yml']);
    await app.press('Download');
    await expect(app.about.getByText(/Version 9\.9\.9 is ready/)).toBeVisible();
    expect(app.server.asked).toContain('/app.AppImage');
    expect(readFileSync(app.image, 'utf8')).toBe('the old version');
    // Nothing of the installation: the one id that there is a header for is nobody's.
    const ids = [...app.server.heard].filter((header) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(header));
    expect(ids).toEqual(['x-user-staging-id: 00000000-0000-0000-0000-000000000000']);
    expect(
      [...app.server.heard].filter((header) => /^(cookie|authorization)/.test(header)),
    ).toEqual([]);
    await app.press('Restart and update');
    await expect.poll(() => existsSync(app.mark)).toBe(true);
    const [image = ''] = readdirSync(join(app.image, '..')).filter((name) => name !== 'mark');
    expect(readFileSync(join(app.image, '..', image), 'utf8')).toBe(newVersion(app.mark));
    app.server.close();
  },
);

test(
  'what is not what was published is refused, said, and not installed',
  {
    tag: '@checkout',
  },
  async ({ open, desktop }) => {
    const app = await setup(open, desktop, () => ({
      version: '9.9.9',
      content: 'something else',
      sha512: Buffer.alloc(64, 1).toString('base64'),
    }));
    await app.press('Look for updates');
    await app.press('Download');
    await expect(
      app.about.getByText(/not what was published, so nothing was installed/),
    ).toBeVisible();
    await expect(app.about.getByRole('button', { name: 'Restart and update' })).toBeHidden();
    await expect(app.about.getByRole('button', { name: 'Download' })).toBeVisible();
    expect(readFileSync(app.image, 'utf8')).toBe('the old version');
    app.server.close();
  },
);

test(
  'an older version is none, and a server that is not there is told',
  { tag: ['@long', '@checkout'] },
  async ({ open, desktop }) => {
    const app = await setup(open, desktop, () => ({ version: '0.0.1', content: 'old' }));
    await app.press('Look for updates');
    await expect(app.about.getByText('This is the newest version.')).toBeVisible();
    expect(app.server.asked).toEqual(['/latest-linux.yml']);
    app.server.close();
    await app.press('Look for updates');
    await expect(app.about.getByText(/could not be learnt or fetched/)).toBeVisible();
  },
);

test(
  'of a package of the system’s a newer version is told, and neither fetched nor installed',
  { tag: ['@long', '@checkout'] },
  async ({ open, desktop }) => {
    const app = await setup(open, desktop, () => ({ version: '9.9.9', content: 'new' }), false);
    await app.press('Look for updates');
    await expect(
      app.about.getByText('Version 9.9.9 is available. Install it as you installed this one.'),
    ).toBeVisible();
    await expect(
      app.about.getByRole('button', { name: 'Open the page of releases' }),
    ).toBeVisible();
    for (const name of ['Download', 'Restart and update'])
      await expect(app.about.getByRole('button', { name })).toBeHidden();
    expect(app.server.asked).toEqual(['/latest-linux.yml']);
    app.server.close();
  },
);
