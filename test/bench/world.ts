import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import { root } from '../../scripts/root.ts';
import { launchApp } from '../support/app.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import type { Environment } from '../support/desktop/child.ts';
import { fillKeychain, readIndex, savedTokens, writeIndex } from '../support/large-vault.ts';
import { findPacked, makeInspectable, type Packed } from '../support/packed.ts';
import { SandboxControl } from '../support/sandbox-control.ts';
import { TokenManager } from '../support/token-manager.ts';
import { floorPage } from './floor-page.ts';
import { Screen } from './screen.ts';

/** What both the floor and the app run in: a screen that is seen from outside, a keyring, an API of its own process. */
export interface World {
  readonly env: Environment;
  readonly screen: Screen;
  readonly control: SandboxControl;
  readonly origin: string;
  readonly packed: Packed;
  /** Of the app, signed in, with its tokens saved and its list read once. */
  readonly userData: string;
  readonly floorApp: string;
  readonly floorData: string;
  readonly close: () => Promise<void>;
}

async function startSandboxProcess(): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts/sandbox.ts'), '--control'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const origin = /http:\S+/.exec(line.toString())?.[0];
  if (origin === undefined) throw new Error('the sandbox did not start');
  return { child, origin };
}

/** Signs the app in and has it keep `count` tokens, by its own files and the real keyring. */
async function fill(
  world: Pick<World, 'control' | 'origin' | 'packed'>,
  desktop: Desktop,
  count: number,
) {
  const userData = mkdtempSync(join(desktop.home, 'app-'));
  const executable = await makeInspectable(world.packed);
  const open = () => launchApp({ desktop, userData, executable });
  const first = await open();
  await new TokenManager(first.page).enter(world.origin, accounts.plain);
  await first.close();
  // The one that signs the app in is on the list, too.
  const order = { account: 'plain', count: count - 1, values: true, ttl: 90 * 86_400 } as const;
  const seeded = await world.control.seed(order);
  const items = seeded.map(({ kid, value }) => [`token:${kid}`, value ?? ''] as const);
  await fillKeychain(desktop, Object.fromEntries(items));
  const index = await readIndex(userData);
  await writeIndex(userData, {
    ...index,
    tokens: [...index.tokens, ...savedTokens(seeded, world.origin)],
  });
  const second = await open();
  await second.page.getByText(/^Updated /).waitFor();
  await second.close();
  return userData;
}

/** @param count tokens of the account, and rows of the floor. */
export async function openWorld(count: number): Promise<World> {
  const endings: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const desktop = await startDesktop();
    endings.push(() => desktop.close());
    const { child, origin } = await startSandboxProcess();
    endings.push(() => void child.kill());
    const control = new SandboxControl(origin);
    const packed = findPacked();
    const userData = await fill({ control, origin, packed }, desktop, count);
    const pixels = join(desktop.home, 'pixels');
    mkdirSync(pixels);
    const screen = await Screen.open(desktop.env, pixels);
    endings.push(() => screen.close());
    const floorApp = join(desktop.home, 'floor');
    cpSync(join(root, 'test/bench/floor'), floorApp, { recursive: true });
    writeFileSync(join(floorApp, 'index.html'), floorPage(count));
    const env = { ...desktop.env, DISPLAY: screen.name };
    const floorData = mkdtempSync(join(desktop.home, 'floor-'));
    return { env, screen, control, origin, packed, userData, floorApp, floorData, close };
  } catch (error) {
    await close();
    throw error;
  }
}
