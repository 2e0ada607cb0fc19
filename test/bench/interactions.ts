import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchApp } from '../support/app.ts';
import { bridgeOf } from '../support/bridge.ts';
import { quantile } from './figures.ts';
import { copyMs, generateSum, type GenerateSum } from './sums.ts';
import { trayMenuMs } from './tray-times.ts';
import { noteTimes, takeTimes } from './page-times.ts';
import type { World } from './world.ts';

/** 95 of a hundred are quicker, ms. */
const p95 = (times: readonly number[]): number => quantile(times, 0.95);

/** Of a large vault. All in ms, the 95th of a hundred. */
export interface InteractionFigures {
  readonly search: number;
  readonly sort: number;
  readonly filter: number;
  readonly dialog: number;
  /** Beyond the keychain's own time, the median. */
  readonly copy: number;
  readonly tray: number;
  readonly generate: GenerateSum;
}

const rounds = 20;
/** Between two acts of a person, ms. */
const actMs = 120;

async function typed(page: Page): Promise<number> {
  const search = page.getByRole('searchbox');
  await search.click();
  await noteTimes(page, 'input');
  for (const word of ['a1', '7f', 'e', 'plain', '31700001']) {
    const signs = word.split(/(?:)/);
    for (const sign of [...signs, ...signs.map(() => 'Backspace')]) {
      await page.keyboard.press(sign);
      await pause(actMs);
    }
  }
  return p95(await takeTimes(page));
}

async function clicked(page: Page, name: RegExp, role: 'button' | 'columnheader'): Promise<number> {
  const target = page.getByRole(role, { name }).first();
  const pressed = role === 'button' ? target : target.getByRole('button');
  await noteTimes(page, 'click');
  for (let round = 0; round < rounds; round += 1) {
    await pressed.click();
    await pause(actMs * 2);
  }
  return p95(await takeTimes(page));
}

async function dialogs(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: 'Generate Token' });
  const all: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await noteTimes(page, 'click', '[role=dialog]');
    await button.click();
    await page.getByRole('dialog').waitFor();
    await pause(actMs);
    const [took = NaN] = await takeTimes(page);
    // The first one fetches what all of them need.
    if (round > 0) all.push(took);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  return p95(all);
}

export async function measureInteractions(world: World): Promise<InteractionFigures> {
  const { desktop, userData, inspectable } = world;
  const app = await launchApp({ desktop, userData, executable: inspectable });
  const { page } = app;
  try {
    await page
      .getByText(/^Updated /)
      .first()
      .waitFor();
    await pause(3_000);
    const state = await bridgeOf(page).app.state();
    const saved = state.ok
      ? state.value.list.tokens.find(({ state: now }) => now === 'saved')
      : null;
    if (!saved) throw new Error('nothing is saved');
    return {
      search: await typed(page),
      sort: await clicked(page, /Expiration Date/, 'columnheader'),
      filter: await clicked(page, /^Saved/, 'button'),
      dialog: await dialogs(page),
      copy: await copyMs(page, world, saved.id),
      tray: await trayMenuMs(app.app),
      generate: await generateSum(page, world, saved.id),
    };
  } finally {
    await app.close();
  }
}
