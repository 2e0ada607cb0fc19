import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpExecutor } from 'builder-util';
import { NsisUpdater } from 'electron-updater';
import { expect, onTestFinished, test } from 'vitest';
import { asUpdater } from '../../../main/updates/electron-updater.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';
import { ReleaseServer } from '../../support/release-server.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Windows' updater over HTTP; what Windows itself says of the signature is the test's. */
async function setup(version: string, saysWindows: string | null) {
  const server = await ReleaseServer.start({ version, content: 'an installer' });
  onTestFinished(() => {
    server.close();
  });
  const folder = await temporaryFolder();
  const config = join(folder, 'app-update.yml');
  const feed = ['provider: generic', `url: ${server.url}`, 'updaterCacheDirName: cache'];
  writeFileSync(config, [...feed, 'publisherName: [Token Vault]', ''].join('\n'));
  const installed = {
    version: '0.1.0',
    name: 'Token Vault',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const windows = new NsisUpdater(undefined, installed);
  // Electron's own knows how to fetch a file; with it the whole is tried in test/e2e/updates.spec.ts.
  Object.assign(httpExecutor, {
    download: async (url: URL, to: string) => {
      writeFileSync(to, await (await fetch(url)).text());
    },
  });
  Object.assign(windows, { httpExecutor });
  const asked: string[][] = [];
  windows.verifyUpdateCodeSignature = (publishers) => {
    asked.push(publishers);
    return Promise.resolve(saysWindows);
  };
  return { updater: asUpdater(windows, true, quiet), folder, asked };
}

/** By the list of the system that this runs on. */
const installers = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /app\.(exe|AppImage)$/.test(name));

test('what the publisher has not signed is refused, and nothing of it stays', async () => {
  const { updater, folder, asked } = await setup('9.9.9', 'signed by somebody else');
  expect(await updater.check()).toBe('9.9.9');
  await expect(updater.download(() => undefined)).rejects.toMatchObject({ code: 'UPDATE_REFUSED' });
  expect(asked).toEqual([['Token Vault']]);
  expect(installers(folder)).toEqual([]);
});

test('what it has signed is there to be installed', async () => {
  const { updater, folder, asked } = await setup('9.9.9', null);
  await updater.check();
  await updater.download(() => undefined);
  expect(asked).toHaveLength(1);
  expect(installers(folder)).toHaveLength(1);
});

test('an older version is not offered, signed or not', async () => {
  const { updater } = await setup('0.0.1', null);
  expect(await updater.check()).toBeNull();
});
