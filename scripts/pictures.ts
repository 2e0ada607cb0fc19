// npm run pictures: the pictures of docs/guide.md, and the tray menu in it, from the running app. Linux
// only: it brings a desktop, a keyring and a sandbox of its own and leaves the person's alone.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../main/sandbox/accounts.ts';
import { launchApp } from '../test/support/app.ts';
import { startDesktop } from '../test/support/desktop.ts';
import { startTestSandbox } from '../test/support/sandbox-control.ts';
import { showTray } from '../test/support/status-notifier.ts';
import { TokenManager } from '../test/support/token-manager.ts';
import { ensureFreshBuild } from './build/fresh.ts';
import { takeNothing } from './command-line.ts';
import { Camera, frame } from './pictures/camera.ts';
import { scenes } from './pictures/scenes.ts';
import { seedVault } from './pictures/seed.ts';
import { writeTrayMenu } from './pictures/tray-in-guide.ts';
import { takeTray } from './pictures/tray-picture.ts';
import { root } from './root.ts';

const size = { width: 1120, height: 700 };

async function takePictures(folder: string, guide: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const desktop = await startDesktop();
  const sandbox = await startTestSandbox();
  const tray = await showTray(desktop);
  const camera = new Camera(folder);
  try {
    const running = await launchApp({ desktop });
    try {
      const { app, page } = running;
      const manager = new TokenManager(page);
      await frame(app, page, size);
      await manager.enter(sandbox.origin, accounts.plain);
      await seedVault(sandbox.control, page);
      const menu = await tray.menu((labels) => labels.some((label) => label.includes('next to')));
      await writeTrayMenu(
        guide,
        menu.map(({ label }) => label),
      );
      await takeTray(camera, await tray.icon(), menu);
      for (const scene of scenes)
        await scene({ ...running, desktop, sandbox, camera, manager, size });
    } finally {
      await running.close();
    }
  } finally {
    tray.close();
    await sandbox.close();
    await desktop.close();
  }
  return camera.taken;
}

takeNothing('Usage: npm run pictures');
const folder = join(root, 'docs/pictures/guide');
ensureFreshBuild();
const taken = await takePictures(folder, join(root, 'docs/guide.md'));
// What no scene takes any more is not left lying about.
for (const name of await readdir(folder)) if (!taken.includes(name)) await rm(join(folder, name));
console.log(`${taken.length} pictures are in ${folder}`);
