import { watch } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bridgeOf } from '../support/bridge.ts';
import { median } from './figures.ts';
import { apiMs, durableWriteMs, keychainMs } from './parts.ts';
import type { World } from './world.ts';

/** What a generate takes, and what of it is not the app's. Medians, ms. */
export interface GenerateSum {
  readonly whole: number;
  /** A list, then the request itself. */
  readonly api: number;
  /** The value is stored and read back. */
  readonly keychain: number;
  /** Durable writes, each with its fsync. */
  readonly disk: number;
  /** What is left: the app's own. */
  readonly own: number;
}

const rounds = 20;
const generates = 5;

/** Times what the page asks of main, from here; a key is pressed first, as a person would. ms. */
async function asked<T>(page: Page, ask: () => Promise<T>): Promise<[ms: number, answer: T]> {
  await page.keyboard.press('Shift');
  const begin = performance.now();
  const answer = await ask();
  return [performance.now() - begin, answer];
}

/** What the way to the page and back takes, the median of some, ms. */
async function wayMs(page: Page): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    took.push((await asked(page, () => page.evaluate(() => Promise.resolve(null))))[0]);
  return median(took);
}

/** What copying a saved value takes beyond the keychain's own time, ms. @throws Error where it fails. */
export async function copyMs(page: Page, { desktop }: World, tokenId: string): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [ms, copied] = await asked(page, () => bridgeOf(page).values.copy({ tokenId }));
    if (!copied.ok) throw new Error(`nothing was copied: ${copied.error.code}`);
    took.push(ms);
  }
  const { get } = await keychainMs(desktop, `token:${tokenId}`);
  return median(took) - (await wayMs(page)) - get;
}

/** How often the vault's own files are put in place while `work` runs. */
async function writesDuring(userData: string, work: () => Promise<void>): Promise<number> {
  let count = 0;
  const watching = watch(join(userData, 'vault'), (_, name) => {
    if (name === 'journal.json' || name === 'index.json') count += 1;
  });
  try {
    await work();
  } finally {
    watching.close();
  }
  return count;
}

/** @throws Error where none could be generated. */
export async function generateSum(page: Page, world: World, tokenId: string): Promise<GenerateSum> {
  const [control] = world.controls;
  if (!control) throw new Error('there is no server');
  const bridge = bridgeOf(page);
  // An account that is full makes none.
  const listed = (await control.tokens('plain')).filter(({ deletedAt }) => deletedAt === null);
  for (const { kid } of listed.filter(({ kid }) => kid !== tokenId).slice(-30))
    await control.deleteToken(kid);
  const state = await bridge.app.state();
  const account = state.ok
    ? state.value.session.accounts.find(({ origin }) => origin === control.origin)
    : undefined;
  if (!account) throw new Error('nobody is signed in there');
  const took: number[] = [];
  const writes = await writesDuring(world.userData, async () => {
    for (let round = 0; round < generates; round += 1) {
      const order = { ttlSeconds: 3_600, label: '', note: '', usedIn: '', color: 'none' } as const;
      const [ms, made] = await asked(page, () =>
        bridge.tokens.generate({ ...order, keep: true, accountId: account.id }),
      );
      if (!made.ok) throw new Error(`nothing was generated: ${made.error.code}`);
      took.push(ms);
      await bridge.generated.close();
    }
  });
  const whole = median(took) - (await wayMs(page));
  const list = await apiMs(control);
  const api = list + (await apiMs(control, '/auth/v1/tokens/generate?ttl=3600'));
  const { get, set } = await keychainMs(world.desktop, `token:${tokenId}`);
  const keychain = get + set;
  const disk = ((await durableWriteMs()) * writes) / generates;
  return { whole, api, keychain, disk, own: whole - api - keychain - disk };
}
