import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Store } from '../../preload/contract.ts';
import { aList, aStore, aToken, signedOut } from './build.ts';
import { done, no } from './fake-bridge.ts';
import { alert, button, dialog, field, gone, open, visible } from './open.ts';

describe('the store in words', () => {
  test.each<[Partial<Store>, string]>([
    [{ state: 'ready' }, 'Secret Service: unlocked'],
    [{ state: 'locked' }, 'Secret Service: locked'],
    [{ state: 'absent' }, 'Secret Service: not found'],
    [{ state: 'waiting' }, 'Secret Service: waiting'],
    [{ state: 'restarted' }, 'Secret Service: restarted'],
    [{ state: 'unknown' }, 'Secret Service: not looked at yet'],
    [{ kind: 'session' }, 'Secret Service: not found'],
    [{ name: 'macOS Keychain' }, 'macOS Keychain: unlocked'],
  ])('%o', async (store, words) => {
    await open({ store: aStore(store) });
    await visible(page.getByRole('navigation').getByText(words));
  });

  test('a locked one can be unlocked', async () => {
    const bridge = await open({ store: aStore({ state: 'locked' }) }, { store: { unlock: done } });
    await visible(page.getByText(/Your keychain is locked, so this app cannot tell which values/));
    await button('Unlock').click();
    expect(bridge.argsOf('store.unlock')).toHaveLength(1);
    bridge.emit({ store: aStore() });
    await gone(page.getByText(/Your keychain is locked/));
  });

  test('one that does not answer is waited for without blocking the page', async () => {
    const bridge = await open({ store: aStore({ state: 'waiting' }) }, { store: { unlock: done } });
    await visible(page.getByText(/Waiting for your keychain…/));
    await expect.element(button('Generate Token')).toBeEnabled();
    await button('Look again').click();
    expect(bridge.argsOf('store.unlock')).toHaveLength(1);
  });

  test('one that was restarted wants the app to be restarted, too', async () => {
    const bridge = await open(
      { store: aStore({ state: 'restarted' }) },
      { app: { restart: done } },
    );
    await visible(
      page.getByText('The keyring was restarted. Restart Token Vault to reach it again.'),
    );
    await button('Restart Token Vault').click();
    expect(bridge.argsOf('app.restart')).toHaveLength(1);
  });

  test('one that turns out to be restarted when it is looked for is said once', async () => {
    const bridge = await open(
      { store: aStore({ kind: 'session' }) },
      {
        store: {
          unlock: () => {
            bridge.emit({ store: aStore({ state: 'restarted' }) });
            return no({ code: 'STORE_RESTARTED' });
          },
        },
      },
    );
    await button('Look again').click();
    await visible(button('Restart Token Vault'));
    await expect.poll(() => page.getByText(/The keyring was restarted/).elements()).toHaveLength(1);
  });

  test('a missing one is said once', async () => {
    await open({ store: aStore({ kind: 'session' }), list: aList({ tokens: [] }) });
    await visible(page.getByText(/was not found on this computer/));
    await button('Dismiss').click();
    await gone(page.getByText(/was not found on this computer/));
    await visible(page.getByText('Values last until the app ends'));
  });

  test('a missing one is said to hold still what was saved in it', async () => {
    const list = aList({ tokens: [aToken({ kept: 'keychain', state: 'cannot-tell' })] });
    await open({ store: aStore({ kind: 'session', state: 'absent' }), list });
    await visible(
      page.getByText(/values that are saved in it stay there.*New ones are kept in memory/),
    );
  });
});

test('a locked one can be unlocked before the sign-in, which then may use it', async () => {
  const bridge = await open(
    { session: signedOut(), store: aStore({ state: 'locked' }) },
    { store: { unlock: done } },
  );
  await button('Unlock').click();
  expect(bridge.argsOf('store.unlock')).toHaveLength(1);
});

test('a notice can be dismissed', async () => {
  const bridge = await open({ notices: ['SETTINGS_SET_ASIDE'] }, { app: { dismissNotice: done } });
  await visible(page.getByText(/The settings could not be read/));
  await button('Dismiss').click();
  expect(bridge.argsOf('app.dismissNotice')).toEqual(['SETTINGS_SET_ASIDE']);
});

describe('settings', () => {
  test('are written at once, each with what it means', async () => {
    const bridge = await open({}, { app: { changeSettings: done } });
    await button('Settings').click();
    const clear = field('Clear the clipboard after');
    await expect.element(clear).toHaveValue('30');
    await expect.element(clear).toHaveAccessibleDescription(/removed from the clipboard/);
    await clear.selectOptions('Never');
    await page.getByRole('checkbox', { name: 'Keep new values in the keychain' }).click();
    expect(bridge.argsOf('app.changeSettings')).toEqual([
      { clipboardClearSeconds: 0 },
      { keepInKeychain: false },
    ]);
    await button('Done').click();
    await gone(dialog('Settings'));
  });

  test('say when they could not be written', async () => {
    await open({}, { app: { changeSettings: () => no({ code: 'FILE_NOT_WRITTEN' }) } });
    await button('Settings').click();
    await field('Clear the clipboard after').selectOptions('10 seconds');
    await visible(alert('The app could not write its files'));
    await expect.element(field('Clear the clipboard after')).toHaveValue('30');
  });
});
