import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, aToken, anAccount, anId, aState, now } from './build.ts';
import { done, ok } from './fake-bridge.ts';
import { button, dialog, field, focused, gone, heard, open, row, visible } from './open.ts';

const commands = () => dialog('Commands');
const search = () => page.getByRole('combobox', { name: 'Search commands and tokens' });
const options = () =>
  page
    .getByRole('option')
    .elements()
    .map((option) => option.textContent.trim().replaceAll(/\s+/g, ' '));
const option = (words: string) => page.getByRole('option').filter({ hasText: words });
const ctrlK = () => userEvent.keyboard('{Control>}k{/Control}');

const tokens = [
  aToken({ id: anId('aaaaaaaa'), label: 'deploy-prod', state: 'saved', kept: 'keychain' }),
  aToken({ id: anId('bbbbbbbb'), label: 'ci-terraform', state: 'saved', kept: 'keychain' }),
  aToken({ id: anId('cccccccc'), label: 'elsewhere', state: 'not-here', kept: 'no' }),
  aToken({ id: anId('dddddddd'), label: 'old', state: 'expired', expiresAt: now - 1_000 }),
];

async function setup() {
  const bridge = await open(
    { list: aList({ tokens }) },
    { values: { copy: () => ok({ clearsAt: null }) }, tokens: { refresh: done } },
  );
  await visible(row('aaaaaaaa'));
  return bridge;
}

test('Ctrl+K lists all that can be done, and the keys that do it', async () => {
  await setup();
  await ctrlK();
  await visible(commands());
  await focused(search());
  expect(options()).toEqual([
    'Generate Token G',
    'Import token',
    'Export the list…',
    'Back up the vault…',
    'Restore from a backup…',
    'Search the list Ctrl+F',
    'Refresh the list Ctrl+R',
    'Select 1 expired',
    'Remove 1 expired…',
    'Settings Ctrl+,',
    'Quick access: set a shortcut…',
    'Store health',
    'Help F1',
    'About Token Vault',
    'Lock Ctrl+L',
    'Manage accounts',
    'Add account',
    'Sign out',
    'Remove everything…',
    "Copy token 'ci-terraform'",
    "Copy token 'deploy-prod'",
    'Appearance: Light',
    'Appearance: Dark',
    'Language: English',
    'Language: Deutsch',
  ]);
});

test('what is seen and spoken is chosen from here, all but what is so already', async () => {
  const bridge = await open(
    { list: aList({ tokens }), settings: { ...aState().settings, theme: 'dark', language: 'de' } },
    { app: { changeSettings: done } },
  );
  await visible(row('aaaaaaaa'));
  await ctrlK();
  await search().fill('appearance');
  await expect.poll(options).toEqual(['Appearance: As the system', 'Appearance: Light']);
  await search().fill('language: as');
  await expect.poll(options).toEqual(['Language: As the system']);
  await userEvent.keyboard('{Enter}');
  await gone(commands());
  expect(bridge.argsOf('app.changeSettings')).toEqual([{ language: 'system' }]);
});

test('the one row that is chosen is opened and named from here', async () => {
  await setup();
  await row('aaaaaaaa').getByRole('cell').nth(3).click();
  await ctrlK();
  await search().fill("'deploy-prod'");
  await expect
    .poll(options)
    .toEqual([
      "Details of 'deploy-prod' Enter",
      "Edit the label of 'deploy-prod' F2",
      "Copy token 'deploy-prod'",
    ]);
  await option('Edit the label').click();
  await focused(field('Label of token aaaaaaaa'));
  await userEvent.keyboard('{Escape}');
  await ctrlK();
  await search().fill('details of');
  await userEvent.keyboard('{Enter}');
  await visible(page.getByRole('complementary', { name: "Details of token 'deploy-prod'" }));
});

test('several rows are named at once, and none is opened', { tags: 'long' }, async () => {
  await setup();
  await row('aaaaaaaa').getByRole('cell').nth(3).click();
  await row('bbbbbbbb')
    .getByRole('cell')
    .nth(3)
    .click({ modifiers: ['Control'] });
  await ctrlK();
  await search().fill('label');
  await expect.poll(options).toEqual(['Label 2 tokens…']);
  await search().fill('details of');
  await expect.poll(options).toEqual([]);
});

test('a search finds by every word, in any order, and says when nothing fits', async () => {
  await setup();
  await ctrlK();
  await search().fill('prod  COPY');
  await expect.poll(options).toEqual(["Copy token 'deploy-prod'"]);
  await search().fill('copy elsewhere');
  await visible(heard('No command matches.'));
  expect(options()).toEqual([]);
});

test('of several with the same name the start of the id says which one', async () => {
  const bridge = await setup();
  const namesake = aToken({ id: anId('eeeeeeee'), label: 'ci-terraform', kept: 'keychain' });
  bridge.emit({ list: aList({ tokens: [...tokens, namesake] }) });
  await visible(row('eeeeeeee'));
  await ctrlK();
  await search().fill('copy');
  await expect
    .poll(options)
    .toEqual([
      "Copy token 'ci-terraform' (bbbbbbbb)",
      "Copy token 'ci-terraform' (eeeeeeee)",
      "Copy token 'deploy-prod'",
    ]);
});

test('Enter copies the token that was found, and the list of commands goes', async () => {
  const bridge = await setup();
  await ctrlK();
  await userEvent.keyboard('deploy');
  await expect.poll(options).toHaveLength(1);
  await userEvent.keyboard('{Enter}');
  await gone(commands());
  await expect.poll(() => bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
});

test('arrows choose; what is chosen opens in its place, and Escape leads back to the row', async () => {
  await setup();
  await row('bbbbbbbb').getByRole('checkbox').click();
  await ctrlK();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await visible(dialog('Import token'));
  await userEvent.keyboard('{Escape}');
  await gone(dialog('Import token'));
  await focused(row('bbbbbbbb').getByRole('checkbox'));
});

test.each([
  ['Search the list', () => focused(page.getByRole('searchbox', { name: 'Search' }))],
  ['Settings', () => visible(dialog('Settings'))],
  ['Store health', () => visible(dialog('Store health'))],
  ['Generate Token', () => visible(dialog('Generate Token'))],
  ['Sign out', () => visible(page.getByRole('alertdialog').or(dialog('Sign out')))],
])('by a click: %s', { tags: 'long' }, async (name, follows) => {
  await setup();
  await ctrlK();
  await option(name).click();
  await gone(commands());
  await follows();
});

test('what is selected can be deleted from here', async () => {
  await setup();
  await row('aaaaaaaa').getByRole('checkbox').click();
  await ctrlK();
  await option('Delete the selected token').click();
  await visible(dialog('Delete token'));
});

test('Escape closes it, and the keyboard is where it was', async () => {
  await setup();
  await row('cccccccc').getByRole('checkbox').click();
  await ctrlK();
  await userEvent.keyboard('{Escape}');
  await gone(commands());
  await focused(row('cccccccc').getByRole('checkbox'));
});

describe('it does not open', () => {
  test('over another dialog', async () => {
    await setup();
    await button('Settings').click();
    await visible(dialog('Settings'));
    await ctrlK();
    await visible(dialog('Settings'));
    expect(commands().elements()).toEqual([]);
  });

  test('signed out', async () => {
    await open({ session: { ...aState().session, status: 'signed-out', account: null } });
    await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
    await ctrlK();
    expect(commands().elements()).toEqual([]);
  });
});

describe('while the list has the keyboard', () => {
  test('G generates, ? opens the help, C copies the value of the row', async () => {
    const bridge = await setup();
    await row('aaaaaaaa').getByRole('checkbox').click();
    await userEvent.keyboard('c');
    await expect.poll(() => bridge.argsOf('values.copy')).toHaveLength(1);
    await userEvent.keyboard('g');
    await visible(dialog('Generate Token'));
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Generate Token'));
    await userEvent.keyboard('?');
    await visible(dialog('Help'));
  });

  test('a key that is held down does it once', async () => {
    const bridge = await setup();
    await row('aaaaaaaa').getByRole('checkbox').click();
    const pressed = (repeat: boolean) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'c', repeat, bubbles: true }),
      );
    pressed(false);
    await expect.poll(() => bridge.argsOf('values.copy')).toHaveLength(1);
    // Its answer has come long before: nothing but the key itself holds a second one back.
    for (let n = 0; n < 5; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      pressed(true);
    }
    expect(bridge.argsOf('values.copy')).toHaveLength(1);
  });

  test('and where it has not, letters do nothing', async () => {
    await setup();
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.click();
    await userEvent.keyboard('g?c');
    await expect.element(search).toHaveValue('g?c');
    expect(page.getByRole('dialog').elements()).toEqual([]);
  });
});

test('the app’s own token is not among those to copy', async () => {
  const own = aToken({ label: 'own', state: 'saved', kept: 'keychain', own: true });
  const account = { ...anAccount(), signIn: 'minted' as const };
  await open({
    session: { ...aState().session, account },
    list: aList({ tokens: [...tokens, own] }),
  });
  await ctrlK();
  await search().fill('copy');
  await expect.poll(options).toEqual(["Copy token 'ci-terraform'", "Copy token 'deploy-prod'"]);
});

test(
  'a pointer over the list chooses nothing by itself; a click does',
  { tags: 'long' },
  async () => {
    await setup();
    await ctrlK();
    await option('Refresh the list').hover();
    await expect.element(option('Generate Token')).toHaveAttribute('aria-selected', 'true');
    await option('Settings').click();
    await visible(dialog('Settings'));
  },
);
