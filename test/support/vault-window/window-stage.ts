import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startDesktop } from '../desktop.ts';
import type { Stage } from '../reliability/stage.ts';
import { startTestSandbox } from '../sandbox-control.ts';
import { moments } from './moments.ts';
import { VaultWindow } from './vault-window.ts';

/** The whole app in its window, on a desktop with a keyring of its own: its service has one name. */
export async function windowStage(rotatesFirst: boolean): Promise<Stage> {
  const desktop = await startDesktop();
  const sandbox = await startTestSandbox();
  const { origin, control } = sandbox;
  const userData = mkdtempSync(join(desktop.home, 'user-data-'));
  const folder = join(userData, 'vault');
  let endWait: () => void = () => undefined;
  return {
    desktop,
    sandbox,
    folder,
    service: 'Token Vault',
    moments: Object.keys(moments),
    rotatesFirst,
    settling: null,
    // An act takes 500 to 2,000, its clicks with it.
    longestDelayMs: 2_500,
    // Its window is there by then.
    longestStartMs: 600,
    async start(holdAt) {
      endWait();
      endWait = () => undefined;
      await control.clearFaults();
      let come: (at: string) => void = () => undefined;
      const held = new Promise<string>((resolve) => {
        come = resolve;
      });
      const wait = holdAt === null ? undefined : moments[holdAt];
      if (holdAt !== null && wait)
        endWait = await wait({ desktop, control, folder }, () => {
          come(holdAt);
        });
      return VaultWindow.start({ desktop, userData, origin, held });
    },
    async close() {
      endWait();
      await sandbox.close();
      await desktop.close();
    },
  };
}
