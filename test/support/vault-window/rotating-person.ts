import { expect, type Locator, type Page } from '@playwright/test';
import type { Rotation } from '../../../preload/contract.ts';
import { bridgeOf } from '../bridge.ts';
import type { TokenManager } from '../token-manager.ts';
import type { Act } from '../vault-process/protocol.ts';
import { endOf } from './end-of.ts';

type RotationAct = Extract<Act, { kind: 'rotate' | 'finish-rotation' | 'undo-rotation' }>;

/** How long it may take until a token is listed, ms. */
const patienceMs = 30_000;

/** Their panels have buttons. */
const hasButtons = ({ stage }: Rotation): boolean => stage !== 'making' && stage !== 'finishing';

/** Rotates at the window, and ends a rotation there. */
export class RotatingPerson {
  readonly #page: Page;
  readonly #manager: TokenManager;

  constructor(page: Page, manager: TokenManager) {
    this.#page = page;
    this.#manager = manager;
  }

  /** Resolves when the window says how it ended: null, or the sentence of its failure. */
  async does(act: RotationAct): Promise<string | null> {
    switch (act.kind) {
      case 'rotate':
        return this.#rotate(act.tokenIds);
      case 'finish-rotation':
        return this.#end(act.rotationId, 'Finish rotation…', 'Finish rotation');
      case 'undo-rotation':
        return this.#end(act.rotationId, 'Undo', 'Undo rotation');
    }
  }

  /** By the menu of the rows that are chosen. */
  async #rotate(tokenIds: readonly string[]): Promise<string | null> {
    const [first = ''] = tokenIds;
    const rows = tokenIds.map((id) => this.#manager.row(id));
    if (tokenIds.length > 1)
      for (const row of rows) {
        if ((await row.count()) === 0) return 'one of the tokens is on the list no longer';
        await row.getByRole('checkbox').check();
      }
    const row = this.#manager.row(first);
    let isThere = true as boolean;
    // One that was just made is offered once it was listed; a start may take one away under their hands.
    await expect(async () => {
      isThere = (await row.count()) > 0;
      if (isThere) await this.#chooseRotate(row);
    }).toPass({ timeout: patienceMs });
    if (!isThere) return 'the token is on the list no longer';
    const dialog = this.#manager.dialog(/^Rotate/);
    await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
    const done = dialog.getByRole('button', { name: 'Done' });
    const failure = await endOf(done, dialog);
    if (await done.isVisible()) await done.click();
    return failure;
  }

  async #chooseRotate(row: Locator): Promise<void> {
    await row.locator('td.id').click({ button: 'right', timeout: 2_000 });
    const menu = this.#page.getByRole('menu');
    await menu.getByRole('menuitem').first().waitFor();
    const offered = menu.getByRole('menuitem', { name: /^Rotate/ });
    if ((await offered.count()) > 0) return offered.click();
    await this.#page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    throw new Error('it cannot be rotated');
  }

  async #end(rotationId: string, begin: string, name: string): Promise<string | null> {
    const panel = await this.#panel(rotationId);
    const button = panel?.getByRole('button', { name: begin, exact: true });
    if (!button || (await button.count()) === 0) return 'the rotation is not so far, or has ended';
    await button.click();
    const dialog = this.#manager.dialog(name);
    await dialog.getByRole('button', { name, exact: true }).click();
    return endOf(null, dialog);
  }

  /** Rotations of tokens that are called alike are told apart by their order; null: it is not there. */
  async #panel(rotationId: string): Promise<Locator | null> {
    const fold = this.#page.getByRole('button', { name: 'Show rotations' });
    if (await fold.isVisible()) await fold.click();
    const answer = await bridgeOf(this.#page).app.state();
    const rotations = answer.ok ? answer.value.rotations.filter(hasButtons) : [];
    const at = rotations.findIndex(({ id }) => id === rotationId);
    const undo = this.#page.getByRole('button', { name: 'Undo', exact: true });
    return at < 0 ? null : this.#page.locator('.banner').filter({ has: undo }).nth(at);
  }
}
