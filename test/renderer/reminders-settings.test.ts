import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { anApp, aSettings } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, open, visible } from './open.ts';

describe('in the settings', () => {
  const notify = () => page.getByRole('checkbox', { name: 'Notify before tokens expire' });
  const login = () => page.getByRole('checkbox', { name: 'Start at login' });

  async function settings(changes: Partial<State>, more: Answers = {}): Promise<FakeBridge> {
    const bridge = await open(changes, {
      app: { changeSettings: done, startAtLogin: done, ...more.app },
    });
    await button('Settings').click();
    await visible(dialog('Settings'));
    return bridge;
  }

  test('notifications are on, and go', { tags: 'long' }, async () => {
    const bridge = await settings({});
    await expect.element(notify()).toBeChecked();
    await expect.element(notify()).toHaveAccessibleDescription(/not while the app is locked/);
    await notify().click();
    expect(bridge.argsOf('app.changeSettings')).toEqual([{ notifyExpiry: false }]);
  });

  test(
    'what the system says of the login is shown, not what was wished',
    { tags: 'long' },
    async () => {
      const bridge = await settings({ settings: aSettings({ notifyExpiry: false }) });
      await expect.element(notify()).not.toBeChecked();
      await login().click();
      expect(bridge.argsOf('app.startAtLogin')).toEqual([{ on: true }]);
      await expect.element(login()).not.toBeChecked();
      bridge.emit({ app: anApp({ startsAtLogin: true }) });
      await expect.element(login()).toBeChecked();
    },
  );

  test('a system that does not take it says so', { tags: 'long' }, async () => {
    await settings({}, { app: { startAtLogin: () => no({ code: 'FILE_NOT_WRITTEN' }) } });
    await login().click();
    await visible(alert(/could not write its files/));
    await expect.element(login()).not.toBeChecked();
  });

  test.each([
    ['with a tray', { tray: true, startsAtLogin: false }, /in the tray/],
    ['without one', { tray: false, startsAtLogin: false }, /no tray icon/],
    ['where it is not installed', { startsAtLogin: null }, /Only an installed/],
  ])('what a start at login does is said: %s', { tags: 'long' }, async (_, app, hint) => {
    await settings({ app: anApp(app) });
    await expect.element(login()).toHaveAccessibleDescription(hint);
    if (app.startsAtLogin === null) await expect.element(login()).toBeDisabled();
    else await expect.element(login()).toBeEnabled();
  });
});
