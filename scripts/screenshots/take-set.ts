import { join } from 'node:path';
import { launchApp } from '../../test/support/app.ts';
import { startDesktop } from '../../test/support/desktop.ts';
import { startTestSandbox } from '../../test/support/sandbox-control.ts';
import { showTray } from '../../test/support/status-notifier.ts';
import { overwriteGetLocale } from '#runtime';
import { Camera, frame } from './camera.ts';
import { Hand } from './hand.ts';
import { scenes } from './scenes.ts';
import { usualSize } from './stage.ts';
import type { Language, View } from './views.ts';

const languages = {
  en: { LANG: 'en_GB.UTF-8', LANGUAGE: 'en_GB' },
  de: { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' },
} as const;
/** Somebody's own clock is seldom that of the servers. */
const zone = { TZ: 'Europe/Berlin' };

export interface TakenSet {
  readonly views: readonly View[];
  /** The labels of the tray menu. */
  readonly trayMenu: readonly string[];
}

/** Takes every picture of one language, by an app, a desktop and a sandbox of its own. */
export async function takeSet(folder: string, language: Language): Promise<TakenSet> {
  overwriteGetLocale(() => language);
  const desktop = await startDesktop();
  const sandbox = await startTestSandbox();
  const tray = await showTray(desktop);
  const camera = new Camera(folder, language);
  const trayMenu: string[] = [];
  try {
    const running = await launchApp({ desktop, env: { ...languages[language], ...zone } });
    try {
      const { app, page } = running;
      await frame(app, page, usualSize);
      const hand = new Hand(page);
      const stage = { ...running, desktop, sandbox, tray, camera, hand, trayMenu };
      for (const scene of scenes) await scene(stage);
    } catch (error) {
      await running.page.screenshot({ path: join(folder, 'failed.png') });
      throw error;
    } finally {
      await running.close();
    }
  } finally {
    tray.close();
    await sandbox.close();
    await desktop.close();
  }
  return { views: camera.taken, trayMenu };
}
