import { expect, type Locator, type Page } from '@playwright/test';

/** The app's window as a person sees it: by the names that product.md promises. */
export class TokenManager {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { name: 'Token Manager' });
  }

  get table(): Locator {
    return this.page.getByRole('table');
  }

  /** The row of a token, by its whole id. */
  row(id: string): Locator {
    return this.table.getByRole('row').filter({ hasText: id.slice(0, 8) });
  }

  /** Every row but the header's. */
  get rows(): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('checkbox', { name: /^Select token/ }) });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  alertDialog(name: string | RegExp): Locator {
    return this.page.getByRole('alertdialog', { name });
  }

  async startTrial(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try it with the built-in sandbox' }).click();
    await expect(this.heading).toBeVisible();
  }

  /** Fills and sends the form of "Sign in with e-mail and password". */
  async signIn(endpoint: string, email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.setEndpoint(endpoint);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Signs in with an account of the sandbox and waits for its list, its own token minted or not. */
  async enter(endpoint: string, account: { email: string; password: string }): Promise<void> {
    await this.signIn(endpoint, account.email, account.password);
    await expect(this.heading).toBeVisible();
    await expect(this.page.getByText(/^Updated /)).toBeVisible();
  }

  /** Closes "Token generated". */
  async closeGenerated(): Promise<void> {
    await this.generated.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(this.generated).toBeHidden();
  }

  /** The id that "Token generated" shows. */
  async generatedId(): Promise<string> {
    return (await this.generated.locator('code').first().textContent()) ?? '';
  }

  /** Fills and sends the form of "Paste a token". */
  async pasteToken(endpoint: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Paste a token' }).last().click();
    await this.page.getByLabel('Token', { exact: true }).fill(value);
    await this.setEndpoint(endpoint);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async setEndpoint(endpoint: string): Promise<void> {
    const field = this.page.getByLabel('Endpoint', { exact: true });
    if (!(await field.isVisible())) await this.page.getByText('Endpoint and contract').click();
    await field.fill(endpoint);
  }

  /** Opens "Generate Token", fills it and sends it. */
  async generate(options: { label?: string; ttl?: string; keep?: boolean } = {}): Promise<void> {
    await this.page.getByRole('button', { name: 'Generate Token' }).click();
    const dialog = this.dialog('Generate Token');
    if (options.ttl) await dialog.getByLabel('Time To Live (TTL)').selectOption(options.ttl);
    if (options.label) await dialog.getByLabel('Label').fill(options.label);
    if (options.keep !== undefined)
      await dialog.getByRole('checkbox', { name: 'Keep in keychain' }).setChecked(options.keep);
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
  }

  get generated(): Locator {
    return this.dialog('Token generated');
  }

  /** Selects one token by its row and opens the delete dialog. */
  async askToDelete(id: string): Promise<Locator> {
    await this.row(id).getByRole('checkbox').check();
    await this.page.getByRole('button', { name: 'Delete token' }).click();
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }
}
