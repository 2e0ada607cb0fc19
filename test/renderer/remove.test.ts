import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Bridge } from '../../preload/contract.ts';
import { anAccount, anId, anInventory, aState } from './build.ts';
import { no, ok, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, open, visible } from './open.ts';

const sure = (n: number) =>
  page.getByRole('checkbox', { name: n === 1 ? /this value/ : new RegExp(`these ${n} values`) });
const remove = () => dialog('Remove everything').getByRole('button', { name: 'Remove everything' });

interface Setup {
  readonly inventory?: Bridge['app']['inventory'];
  readonly removeEverything?: Bridge['app']['removeEverything'];
  readonly state?: Parameters<typeof open>[0];
}

async function setup({
  inventory = () => ok(anInventory()),
  removeEverything = () => ok({ removed: true }),
  state = {},
}: Setup = {}): Promise<FakeBridge> {
  const bridge = await open(state, { app: { inventory, removeEverything } });
  await button('Settings').click();
  await button('Remove everything…').click();
  await visible(dialog('Remove everything'));
  return bridge;
}

test('says what goes and what stays, and asks before it goes', async () => {
  const bridge = await setup();
  const said = dialog('Remove everything');
  for (const words of [/3 token values/, /deploy-prod/, /of kim@/, /of 5 tokens/])
    await visible(said.getByText(words));
  await visible(said.getByText(/stay as they are at IONOS/));
  await expect.element(remove()).toBeDisabled();
  await sure(3).click();
  await remove().click();
  const values = anInventory().values.map(({ id }) => id);
  expect(bridge.argsOf('app.removeEverything')).toEqual([
    { values, revoke: true, elsewhere: false },
  ]);
  await visible(page.getByText('Everything is removed. Token Vault ends now.'));
});

test('the own token is left alone where the person says so', async () => {
  const bridge = await setup();
  await page.getByRole('checkbox', { name: /Revoke the token/ }).click();
  await sure(3).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([{ revoke: false }]);
});

test('the own token is left alone where nothing but such a one signs in, unless they say so', async () => {
  const { session } = aState();
  const bridge = await setup({
    state: { session: { ...session, account: anAccount({ canMint: 'no' }) } },
  });
  await visible(page.getByText(/nothing but a token from the Data Center Designer signs in/));
  await sure(3).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([{ revoke: false }]);
});

test('a pasted token is not the app’s to revoke', async () => {
  const { session } = aState();
  const bridge = await setup({
    state: { session: { ...session, account: anAccount({ signIn: 'pasted' }) } },
  });
  await gone(page.getByRole('checkbox', { name: /Revoke the token/ }));
  await sure(3).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([{ revoke: false }]);
});

test('where no value is kept nothing needs to be confirmed', async () => {
  const bridge = await setup({ inventory: () => ok(anInventory({ values: [] })) });
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([{ values: [] }]);
});

test('after a failure the list is read again, and confirmed anew', async () => {
  const values = [[anId('1'), anId('2')], [anId('2')]].map((ids) =>
    ids.map((id) => ({ id, label: '' })),
  );
  const bridge = await setup({
    inventory: () => ok(anInventory({ values: values.shift() ?? [] })),
    removeEverything: () => no({ code: 'STORE_FAILED' }),
  });
  await sure(2).click();
  await remove().click();
  await visible(alert('not everything was removed'));
  await expect.element(sure(1)).not.toBeChecked();
  await expect.element(remove()).toBeDisabled();
  await focused(dialog('Remove everything').getByRole('button', { name: 'Cancel' }));
  expect(bridge.argsOf('app.inventory')).toHaveLength(2);
});

test('a list that cannot be read is said, and nothing can be removed', async () => {
  await setup({ inventory: () => no({ code: 'INTERNAL' }) });
  await expect.element(page.getByRole('alert')).toBeInTheDocument();
  await expect.element(remove()).toBeDisabled();
});

test('the trial has its own way out', async () => {
  const { session } = aState();
  await open({ session: { ...session, account: anAccount({ trial: true }) } });
  await button('Settings').click();
  await visible(page.getByText(/In the trial there is Leave trial instead/));
  await gone(button('Remove everything…'));
});

test('whoever is signed out, as before an uninstall, gets there by the menu', async () => {
  const { session } = aState();
  const bridge = await open(
    { session: { ...session, status: 'signed-out', account: null } },
    { app: { inventory: () => ok(anInventory()), removeEverything: () => ok({ removed: true }) } },
  );
  bridge.act('settings');
  await button('Remove everything…').click();
  await sure(3).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([{ revoke: false }]);
});

test('what the keychain may still hold of other tokens has to be confirmed, too', async () => {
  const bridge = await setup({ inventory: () => ok(anInventory({ values: [], others: 2 })) });
  await visible(dialog('Remove everything').getByText(/of 2 other tokens/));
  await expect.element(remove()).toBeDisabled();
  await page.getByRole('checkbox', { name: /may still hold/ }).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toHaveLength(1);
});

test('where another keychain holds it, what is here goes when the person says so', async () => {
  const answers = [no({ code: 'STORE_ELSEWHERE' }), ok({ removed: true })];
  const bridge = await setup({
    removeEverything: () => answers.shift() ?? ok({ removed: true }),
  });
  await gone(page.getByRole('checkbox', { name: /all the same/ }));
  await sure(3).click();
  await remove().click();
  await visible(alert(/does not hold all of this, so nothing was removed/));
  await sure(3).click();
  await expect.element(remove()).toBeDisabled();
  await page.getByRole('checkbox', { name: /all the same/ }).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([
    { elsewhere: false },
    { elsewhere: true },
  ]);
});

test('where that other one says what may be revoked, it is left out, or nothing goes', async () => {
  const answers = [no({ code: 'STORE_ABSENT' }), no({ code: 'STORE_MISMATCH' })];
  const bridge = await setup({ removeEverything: () => answers.shift() ?? ok({ removed: true }) });
  await sure(3).click();
  await remove().click();
  await visible(alert(/No keychain was found/));
  await sure(3).click();
  await page.getByRole('checkbox', { name: /all the same/ }).click();
  await remove().click();
  await visible(alert(/so it was not revoked/));
  await sure(3).click();
  await page.getByRole('checkbox', { name: /^Revoke the token/ }).click();
  await remove().click();
  expect(bridge.argsOf('app.removeEverything')).toMatchObject([
    { revoke: true, elsewhere: false },
    { revoke: true, elsewhere: true },
    { revoke: false, elsewhere: true },
  ]);
});

test('whoever says no to the system’s question is where they were', async () => {
  await setup({ removeEverything: () => ok({ removed: false }) });
  await sure(3).click();
  await remove().click();
  await expect.element(remove()).toBeEnabled();
  await expect.element(sure(3)).toBeChecked();
  await gone(page.getByText('Everything is removed. Token Vault ends now.'));
});
