import { expect, type Locator, type Page } from '@playwright/test';
import { TokenManager } from '../token-manager.ts';
import type { Act } from '../vault-process/protocol.ts';
import { endOf } from './end-of.ts';
import { RotatingPerson } from './rotating-person.ts';

/** How long a control may take to be there, ms: a busy machine makes it slow. */
const patienceMs = 30_000;

/** Does at the window what a person does there, by the names that product.md promises. */
export class PersonAtWindow {
  readonly #page: Page;
  readonly #manager: TokenManager;
  readonly #origin: string;
  readonly #rotating: RotatingPerson;

  constructor(page: Page, origin: string) {
    page.setDefaultTimeout(patienceMs);
    this.#page = page;
    this.#manager = new TokenManager(page);
    this.#origin = origin;
    this.#rotating = new RotatingPerson(page, this.#manager);
  }

  /** Resolves when the window says how it ended: null, or the sentence of its failure. */
  async does(act: Act): Promise<string | null> {
    const page = this.#page;
    if (act.kind !== 'start' && act.kind !== 'close-generated') await this.#leave();
    switch (act.kind) {
      case 'start':
        await this.#signedInOrOut.waitFor();
        return null;
      case 'sign-in':
        await this.#toSignIn();
        await this.#manager.signIn(this.#origin, act.email, act.password);
        return endOf(this.#manager.heading, page);
      case 'sign-in-with-token':
        await this.#toSignIn();
        await this.#manager.pasteToken(this.#origin, act.token);
        return endOf(this.#manager.heading, page);
      case 'sign-out': {
        await page.getByRole('button', { name: 'Sign out' }).click();
        const dialog = this.#manager.dialog('Sign out');
        const revoke = dialog.getByRole('checkbox');
        if (await revoke.isVisible()) await revoke.setChecked(act.revoke);
        await dialog.getByRole('button', { name: 'Sign out' }).click();
        return endOf(null, dialog);
      }
      case 'generate': {
        await this.#manager.generate({ label: act.label, keep: act.keep });
        return endOf(this.#manager.generated, this.#manager.dialog('Generate Token'));
      }
      case 'close-generated':
        return this.#closeGenerated();
      case 'delete': {
        const dialog = await this.#unlessGone(
          [act.tokenId],
          this.#manager.askToDelete(act.tokenId),
        );
        if (!dialog) return 'the token is on the list no longer';
        await dialog.getByRole('button', { name: 'Delete token' }).click();
        return endOf(null, dialog);
      }
      case 'reap': {
        const dialog = await this.#unlessGone(act.tokenIds, this.#askToDeleteAll(act.tokenIds));
        if (!dialog) return 'one of the tokens is on the list no longer';
        await dialog.getByRole('button', { name: /^Delete/ }).click();
        return endOf(null, dialog);
      }
      case 'rotate':
      case 'finish-rotation':
      case 'undo-rotation':
        return this.#rotating.does(act);
      case 'replace-own': {
        const dialog = await this.#unlessGone(
          [act.tokenId],
          this.#manager.askToDelete(act.tokenId),
        );
        if (!dialog) return 'the token is on the list no longer';
        await dialog.getByRole('button', { name: 'Replace it first' }).click();
        return endOf(null, dialog);
      }
      case 'import': {
        await page.getByRole('button', { name: 'Import token' }).click();
        const dialog = this.#manager.dialog('Import token');
        await dialog.getByLabel('Token value').fill(act.value);
        await dialog.getByRole('button', { name: 'Read value' }).click();
        await dialog.getByLabel('Label').fill('imported');
        await dialog.getByRole('button', { name: 'Keep in keychain' }).click();
        return endOf(null, dialog);
      }
      case 'forget': {
        // A sign-out that an earlier run left files the token that signs in, which nobody can forget yet.
        const signsIn = this.#manager.row(act.tokenId).getByText('Signs this app in').waitFor();
        const dialog = await Promise.race([
          this.#unlessGone([act.tokenId], this.#askToForget(act.tokenId)),
          signsIn.then(() => null),
        ]);
        signsIn.catch(() => undefined);
        if (!dialog) return 'the token is on the list no longer, or signs the app in';
        await dialog.getByRole('button', { name: 'Forget value' }).click();
        return endOf(null, dialog);
      }
    }
  }

  async #askToForget(tokenId: string): Promise<Locator> {
    await this.#manager.row(tokenId).locator('td.id').click();
    await this.#page.getByRole('button', { name: 'Forget value', exact: true }).click();
    const dialog = this.#manager.dialog('Forget value');
    await dialog.waitFor();
    return dialog;
  }

  async #askToDeleteAll(tokenIds: readonly string[]): Promise<Locator> {
    for (const id of tokenIds) await this.#manager.row(id).getByRole('checkbox').check();
    await this.#page.getByRole('button', { name: 'Delete token' }).click();
    const dialog = this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog'));
    await dialog.waitFor();
    return dialog;
  }

  /** A start that ends an interrupted deletion takes the row away under their hands: null then. */
  async #unlessGone(tokenIds: readonly string[], asked: Promise<Locator>): Promise<Locator | null> {
    const gone = tokenIds.map((id) =>
      this.#manager
        .row(id)
        .waitFor({ state: 'hidden' })
        .then(() => null),
    );
    for (const end of [asked, ...gone]) end.catch(() => undefined); // another one came first
    const first = await Promise.race([asked, ...gone]);
    // Behind the dialog itself the rows cannot be reached, either.
    return first === null && (await this.#dialogs.count()) > 0 ? asked : first;
  }

  get #dialogs(): Locator {
    return this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog'));
  }

  get #signedInOrOut(): Locator {
    return this.#manager.heading.or(this.#page.getByRole('heading', { name: 'Sign in' })).first();
  }

  /** What failed leaves its dialog open, and its tokens chosen. */
  async #leave(): Promise<void> {
    const dialogs = this.#dialogs;
    while ((await dialogs.count()) > 0) {
      const before = await dialogs.count();
      await this.#page.keyboard.press('Escape');
      await expect(dialogs).not.toHaveCount(before, { timeout: patienceMs });
    }
    const chosen = this.#manager.rows.getByRole('checkbox', { checked: true });
    while ((await chosen.count()) > 0) await chosen.first().uncheck();
  }

  async #toSignIn(): Promise<void> {
    const again = this.#page.getByRole('button', { name: 'Sign in again' });
    await this.#signedInOrOut.waitFor();
    if (await this.#manager.heading.isVisible()) await again.first().click();
    const whole = this.#page.getByRole('button', { name: 'Sign in with e-mail and password' });
    if (await whole.isVisible()) await whole.click();
  }

  async #closeGenerated(): Promise<null> {
    const { generated } = this.#manager;
    await generated.getByRole('button', { name: 'Close', exact: true }).last().click();
    const anyway = this.#page.getByRole('button', { name: 'Close anyway' });
    await expect(async () => {
      if (await anyway.isVisible()) await anyway.click({ timeout: 1_000 });
      await expect(generated).toBeHidden({ timeout: 1_000 });
    }).toPass({ timeout: patienceMs });
    return null;
  }
}
