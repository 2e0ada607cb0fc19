import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, aState, signedOut } from './build.ts';
import { ok } from './fake-bridge.ts';
import { dialog, open, row, visible } from './open.ts';
import { about, box, setup, tokens } from './open-help.ts';

describe('what a menu asks for', () => {
  const opened = () =>
    page
      .getByRole('dialog')
      .elements()
      .map((one) => one.getAttribute('aria-labelledby'));
  const acts = ['generate', 'import', 'settings', 'commands', 'help', 'about'] as const;
  const titles = {
    generate: 'Generate Token',
    import: 'Import token',
    settings: 'Settings',
    commands: 'Commands',
    help: 'Help',
    about: 'About Token Vault',
  };

  test.each(acts)('opens: %s', async (act) => {
    const bridge = await setup();
    bridge.act(act);
    await visible(dialog(titles[act]));
  });

  test.each(acts)('does nothing over a dialog: %s', async (act) => {
    const bridge = await setup();
    await box('aaaaaaaa').click();
    await userEvent.keyboard('{Delete}');
    await visible(dialog('Delete token'));
    const before = opened();
    bridge.act(act);
    await new Promise(requestAnimationFrame);
    expect(opened()).toEqual(before);
    await visible(dialog('Delete token'));
  });

  test('refreshes the list, beside the details too, and not over a dialog', async () => {
    const bridge = await setup();
    const asked = (): number => bridge.argsOf('tokens.refresh').length;
    bridge.act('refresh');
    await expect.poll(asked).toBe(1);
    await page.viewport(480, 700);
    box('aaaaaaaa').element().focus();
    await userEvent.keyboard('{Enter}');
    await visible(page.getByRole('dialog', { name: /^Details/ }));
    bridge.act('refresh');
    await expect.poll(asked).toBe(2);
    await userEvent.keyboard('{Escape}{Control>},{/Control}');
    await visible(dialog('Settings'));
    bridge.act('refresh');
    await new Promise(requestAnimationFrame);
    expect(asked()).toBe(2);
  });

  test('reads no list while the app is locked, or for nobody', async () => {
    const bridge = await setup();
    bridge.emit({ locked: true });
    await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
    bridge.act('refresh');
    bridge.emit({ locked: false, session: signedOut() });
    await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
    bridge.act('refresh');
    await new Promise(requestAnimationFrame);
    expect(bridge.argsOf('tokens.refresh')).toEqual([]);
  });

  test.each(acts)('does nothing while the app is locked: %s', async (act) => {
    const bridge = await setup();
    bridge.emit({ locked: true });
    await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
    bridge.act(act);
    bridge.emit({ ...aState({ list: aList({ tokens }) }), locked: false });
    await visible(row('aaaaaaaa'));
    expect(opened()).toEqual([]);
  });

  test.each([
    ['generate', false],
    ['import', false],
    ['commands', false],
    ['settings', true],
    ['help', true],
    ['about', true],
  ] as const)('signed out, %s opens: %s', async (act, opens) => {
    const bridge = await open({ session: signedOut() }, { app: { about: () => ok(about) } });
    await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
    bridge.act(act);
    if (opens) await visible(dialog(titles[act]));
    else {
      await new Promise(requestAnimationFrame);
      expect(opened()).toEqual([]);
    }
  });
});
