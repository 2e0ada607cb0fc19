import type { Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

const label = 'a-label-to-be-forgotten';
const note = 'a-note-to-be-forgotten';
const { email } = accounts.empty;

/** What of `words` the JavaScript of a page still holds, after a garbage collection. */
async function heldBy(page: Page, words: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const heap = chunks.join('');
  return words.filter((word) => heap.includes(word));
}

test(
  'locked from a dialog, the page holds no label, note, e-mail or id any more',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const first = await open();
    await first.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId } = await keepToken(first, label);
    await first.close();

    // In a new page, so that nothing is found in it that this test has put there itself.
    const { page, manager } = await open();
    const row = manager.rows.filter({ has: page.locator('.label') });
    await expect(row).toHaveCount(1);
    await row.locator('.label').click();
    await page.getByLabel('Note').pressSequentially(note);
    await page.getByRole('button', { name: 'Copy token value', exact: true }).click();
    await page.getByRole('button', { name: 'Copy token ID' }).last().click();
    await page.getByLabel('Search').fill('forgotten');
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete token' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    const words = [label, note, email, tokenId];
    expect(await heldBy(page, words)).toEqual(words);

    await page.keyboard.press('Control+L');
    await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
    expect(await heldBy(page, words)).toEqual([]);
  },
);

test(
  'locked by the app while somebody types, it holds none of it either',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const first = await open();
    await first.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId } = await keepToken(first, label);
    await first.close();

    const { page, manager, app } = await open();
    await manager.rows.locator('.label').click();
    await page.getByLabel('Note').pressSequentially(note);
    const words = [label, note, email, tokenId];
    expect(await heldBy(page, words)).toEqual(words);
    await app.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('lock')?.click();
    });
    await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
    expect(await heldBy(page, words)).toEqual([]);

    // What was typed before is there again, and nothing speaks of the lock.
    await page.getByRole('button', { name: 'Unlock' }).click();
    await manager.rows.locator('.label').click();
    await expect(page.getByLabel('Note')).toHaveValue(note);
    await expect(page.getByRole('alert').filter({ hasText: 'locked' })).toHaveCount(0);
  },
);
