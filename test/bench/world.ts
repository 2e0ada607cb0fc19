import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import type { Environment } from '../support/desktop/child.ts';
import { findPacked, makeInspectable, type Packed } from '../support/packed.ts';
import type { SandboxControl } from '../support/sandbox-control.ts';
import { fillVault } from './fill.ts';
import { floorPage } from './floor-page.ts';
import { startSandboxProcess } from './sandboxes.ts';
import { Screen, screenSize } from './screen.ts';

/** How large a vault is. */
export interface VaultSize {
  readonly tokens: number;
  readonly accounts: number;
}

/** What both the floor and the app run in: a screen that is seen from outside, a keyring, APIs of their own processes. */
export interface World {
  readonly desktop: Desktop;
  /** The desktop's, with the screen. */
  readonly env: Environment;
  readonly screen: Screen;
  /** One for each account. */
  readonly controls: readonly SandboxControl[];
  readonly packed: Packed;
  /** The packed app as Playwright can drive it. */
  readonly inspectable: string;
  /** Of the app, signed in, with its tokens saved and its list read once. */
  readonly userData: string;
  readonly floorApp: string;
  readonly floorData: string;
  readonly close: () => Promise<void>;
}

/** The pointer hovers over nothing. */
function hidePointer(env: Environment): void {
  const corner = [screenSize.width - 1, screenSize.height - 1].map(String);
  execFileSync('xdotool', ['mousemove', ...corner], { env: { ...env } });
}

/** @param size of the app's vault; the floor has as many rows. */
export async function openWorld({ tokens, accounts }: VaultSize): Promise<World> {
  const endings: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const desktop = await startDesktop();
    endings.push(() => desktop.close());
    const controls: SandboxControl[] = [];
    for (let account = 0; account < accounts; account += 1) {
      const sandbox = await startSandboxProcess();
      endings.push(sandbox.close);
      controls.push(sandbox.control);
    }
    const packed = findPacked();
    const inspectable = await makeInspectable(packed);
    const each = Math.ceil(tokens / accounts);
    const userData = await fillVault(desktop, inspectable, controls, each);
    const pixels = join(desktop.home, 'pixels');
    mkdirSync(pixels);
    const screen = await Screen.open(desktop.env, pixels);
    endings.push(() => screen.close());
    const env = { ...desktop.env, DISPLAY: screen.name };
    hidePointer(env);
    const floorApp = join(desktop.home, 'floor');
    cpSync(join(root, 'test/bench/floor'), floorApp, { recursive: true });
    writeFileSync(join(floorApp, 'index.html'), floorPage(tokens));
    const floorData = mkdtempSync(join(desktop.home, 'floor-'));
    const floor = { floorApp, floorData };
    return { desktop, env, screen, controls, packed, inspectable, userData, ...floor, close };
  } catch (error) {
    await close();
    throw error;
  }
}
