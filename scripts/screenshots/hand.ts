import type { Locator, Page } from '@playwright/test';
import { m } from '#messages';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** `text` as a pattern in which `{}` stands for anything: a number, a name. */
export const like = (text: string): RegExp => new RegExp(text.split('{}').map(escaped).join('.*'));

/** The app's window, found by the messages: in whichever language it speaks. */
export class Hand {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name }).or(this.page.getByRole('alertdialog', { name }));
  }

  /** The row of a token, by its label. */
  row(label: string): Locator {
    return this.page.getByRole('row').filter({ hasText: label });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Fills the form of "Sign in with e-mail and password". */
  async fillSignIn(endpoint: string, email: string, password: string): Promise<void> {
    await this.field(m.field_email()).fill(email);
    await this.field(m.field_password()).fill(password);
    await this.page.getByText(m.sign_in_advanced()).click();
    await this.field(m.field_endpoint()).fill(endpoint);
  }

  /** Sends the form of signing in, and waits for the list. */
  async enter(): Promise<void> {
    await this.press(m.sign_in_submit());
    await this.page.getByText(like(m.list_updated({ age: '{}' }))).waitFor();
  }
}
