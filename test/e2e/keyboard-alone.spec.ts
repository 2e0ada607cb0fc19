import type { Page } from '@playwright/test';
import { m } from '#messages';
import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';

type Locale = 'en' | 'de';

/** The role and the accessible name of what has the keyboard, as Chromium tells a screen reader. */
async function focused(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page);
  try {
    const { result } = await client.send('Runtime.evaluate', {
      expression: 'document.activeElement',
    });
    if (!result.objectId) return 'nothing';
    const { nodes } = await client.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    const [node] = nodes;
    return `${String(node?.role?.value)}: ${String(node?.name?.value)}`;
  } finally {
    await client.detach();
  }
}

/** Presses a key until what is so called has the keyboard; nowhere on the way may it be lost. */
async function press(page: Page, key: string, to: string): Promise<void> {
  const met: string[] = [];
  for (let times = 0; times < 40; times += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (now === to) return;
    met.push(now);
    if (now === 'nothing' || now.startsWith('RootWebArea')) break;
  }
  throw new Error(`${key} does not lead to "${to}", but to:\n${met.join('\n')}`);
}

const at = (page: Page, what: string): Promise<void> => expect.poll(() => focused(page)).toBe(what);

for (const locale of ['en', 'de'] as const satisfies readonly Locale[])
  test(`a token from its making to its end by the keyboard alone, in ${locale}${locale === 'de' ? ' @long' : ''}`, async ({
    open,
    sandbox,
    desktop,
  }) => {
    const language = locale === 'de' ? { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' } : {};
    const { page, manager } = await open({
      env: { ...language, IONOS_API_URL: sandbox.origin },
    });
    const say = { locale };
    const { keyboard } = page;
    const { email, password } = accounts.empty;
    const title = `heading: ${m.token_manager_title({}, say)}`;
    const copyValue = `button: ${m.generated_copy_value({}, say)}`;
    const select = (id: string) => `checkbox: ${m.list_select({ id: id.slice(0, 8) }, say)}`;
    const details = page.getByRole('complementary', {
      name: m.details_title({ name: 'staging' }, say),
    });

    await test.step('sign in: the endpoint that is offered leads to the first field', async () => {
      await press(page, 'Tab', `button: ${m.sign_in_offer_endpoint_action({}, say)}`);
      await keyboard.press('Enter');
      await at(page, `textbox: ${m.field_email({}, say)}`);
      await keyboard.type(email);
      await press(page, 'Tab', `textbox: ${m.field_password({}, say)}`);
      await keyboard.type(password);
      await keyboard.press('Enter');
    });

    await test.step('the list begins at its title, from which Tab leads to its buttons', async () => {
      await at(page, title);
      // What comes with the list makes its buttons anew.
      await expect(page.getByText(m.list_own({}, say), { exact: true })).toBeVisible();
      await press(page, 'Tab', `button: ${m.generate_action({}, say)}`);
      await keyboard.press('Enter');
      // Fetched when it is first asked for: Tab pressed before would go on in the list.
      await expect(page.getByRole('dialog', { name: m.generate_title({}, say) })).toBeVisible();
      await press(page, 'Tab', `textbox: ${m.generate_label({}, say)}`);
      await keyboard.type('staging');
      await keyboard.press('Enter');
    });

    const id = await test.step('the value is shown; its window begins at copying it', async () => {
      await at(page, copyValue);
      const window = page.getByRole('dialog', { name: m.generated_title({}, say) });
      await expect(window.getByText(/^eyJ/)).toBeVisible();
      await keyboard.press('Enter');
      await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
      await at(page, copyValue);
      await press(page, 'Shift+Tab', `button: ${m.copy_id({}, say)}`);
      await keyboard.press('Enter');
      await expect.poll(() => desktop.clipboard.read()).toMatch(/^[0-9a-f-]{36}$/);
      await press(page, 'Tab', `button: ${m.action_close({}, say)}`);
      await keyboard.press('Enter');
      await expect(window).toBeHidden();
      return (await desktop.clipboard.read()).trim();
    });

    await test.step('closed, the keyboard is on the title: the button that opened it is gone', async () => {
      await at(page, title);
    });

    await test.step('Ctrl+F leads to the search, Enter from it to the row', async () => {
      await keyboard.press('Control+f');
      await at(page, `searchbox: ${m.search_label({}, say)}`);
      await keyboard.type('stag');
      await expect(manager.table.locator('tr[data-id]')).toHaveCount(1);
      await keyboard.press('Enter');
      await at(page, select(id));
    });

    await test.step('C copies the value, and the row keeps the keyboard', async () => {
      await keyboard.press('c');
      await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
      await at(page, select(id));
    });

    await test.step('Enter opens the details, Escape closes them; the row keeps it', async () => {
      await keyboard.press('Enter');
      await expect(details).toBeVisible();
      await at(page, select(id));
      await keyboard.press('Escape');
      await expect(details).toBeHidden();
      await at(page, select(id));
    });

    await test.step('the menu begins at its first item, and Escape leads back to the row', async () => {
      await keyboard.press('Shift+F10');
      await at(page, `menuitem: ${m.copy_token({ name: 'staging' }, say)}`);
      await keyboard.press('Escape');
      await at(page, select(id));
    });

    await test.step('a label changed by F2 comes back by Ctrl+Z', async () => {
      await keyboard.press('F2');
      await at(page, `textbox: ${m.token_label_of({ id: id.slice(0, 8) }, say)}`);
      await keyboard.type('staging next');
      await keyboard.press('Enter');
      await at(page, select(id));
      await expect(manager.row(id)).toContainText('staging next');
      await keyboard.press('Control+z');
      await expect(manager.row(id)).not.toContainText('staging next');
      await at(page, select(id));
    });

    await test.step('Delete asks, and the keyboard is on the safe button', async () => {
      await keyboard.press('/');
      await keyboard.press('Escape');
      // Made in the same second as the one that signs in, it is not always the first.
      await press(page, 'ArrowDown', select(id));
      await keyboard.press('Delete');
      await at(page, `button: ${m.action_cancel({}, say)}`);
      await press(page, 'Tab', `button: ${m.delete_action({}, say)}`);
      await keyboard.press('Enter');
    });

    await test.step('it is gone, and the row that took its place has the keyboard', async () => {
      await expect(manager.row(id)).toHaveCount(0);
      const own = await manager.table.locator('tr[data-id]').first().getAttribute('data-id');
      await at(page, select(own ?? ''));
      const made = (await sandbox.control.tokens('empty')).find(({ kid }) => kid === id);
      expect(made).toMatchObject({ live: false });
    });
  });
