import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aState } from './build.ts';
import { done, no } from './fake-bridge.ts';
import { button, dialog, field, focused, gone, open, row, visible } from './open.ts';

const title = () => page.getByRole('heading', { name: 'Token Vault is locked' });

test('shows a screen that says what it is, with the keyboard on its one button', async () => {
  const bridge = await open({ locked: true }, { app: { unlock: done } });
  await visible(title());
  await visible(page.getByText(/privacy screen.*no password/));
  await focused(button('Unlock'));
  await expect.element(button('Unlock')).toHaveAccessibleDescription(/privacy screen.*no password/);
  await gone(page.getByRole('table'));
  await userEvent.keyboard('{Enter}');
  expect(bridge.argsOf('app.unlock')).toHaveLength(1);
  bridge.emit({ locked: false });
  await visible(page.getByRole('table'));
});

test('says below its button why it could not be unlocked', async () => {
  let asked = 0;
  const unlock = () => ((asked += 1) === 1 ? no({ code: 'INTERNAL' }) : done());
  await open({ locked: true }, { app: { unlock } });
  await button('Unlock').click();
  await visible(page.getByRole('main').getByRole('alert'));
  await button('Unlock').click();
  await gone(page.getByRole('main').getByRole('alert'));
});

test('locks by the sidebar and by Ctrl+L, from a dialog too', async () => {
  const bridge = await open({}, { app: { lock: done } });
  await button('Lock').click();
  await button('Settings').click();
  await visible(dialog('Settings'));
  await userEvent.keyboard('{Control>}l{/Control}');
  expect(bridge.argsOf('app.lock')).toHaveLength(2);
});

test('drops what the page knew: dialogs, search, selection and messages', async () => {
  const bridge = await open({}, { tokens: { copyId: done } });
  await page.getByRole('checkbox', { name: 'Select token 3f2a91c0' }).click();
  await row('3f2a91c0').getByRole('button', { name: 'Copy token ID' }).click();
  await field('Search').fill('deploy');
  await button('Generate Token').click();
  await field('Label').fill('half typed');
  bridge.emit({
    locked: true,
    session: { ...aState().session, status: 'starting', account: null },
  });
  await visible(title());
  await focused(button('Unlock'));
  await gone(dialog('Generate Token'));
  await gone(page.getByText('Token ID copied'));
  bridge.emit(aState());
  await visible(row('3f2a91c0'));
  await gone(dialog('Generate Token'));
  await expect.element(field('Search')).toHaveValue('');
  await expect
    .element(page.getByRole('checkbox', { name: 'Select token 3f2a91c0' }))
    .not.toBeChecked();
});

test('the tray opens the generate dialog, but not through the lock', async () => {
  const bridge = await open();
  await visible(row('3f2a91c0'));
  bridge.act('generate');
  await visible(dialog('Generate Token'));
  bridge.emit({ locked: true });
  bridge.act('generate');
  await visible(title());
  bridge.emit({ locked: false });
  await visible(row('3f2a91c0'));
  await gone(dialog('Generate Token'));
});
