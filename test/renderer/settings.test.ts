import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { anApp, aSettings } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, open, visible } from './open.ts';

async function setup(
  changes: Partial<State> = {},
  answers: Answers = { app: { changeSettings: done } },
): Promise<FakeBridge> {
  const bridge = await open(changes, answers);
  await button('Settings').click();
  await visible(dialog('Settings'));
  return bridge;
}

const box = (name: string) => page.getByRole('checkbox', { name });

test('each has a sentence and is written at once', async () => {
  const bridge = await setup();
  await expect
    .element(box('Stay in the tray when the window is closed'))
    .toHaveAccessibleDescription(/copied from the tray/);
  await box('Stay in the tray when the window is closed').click();
  await expect.element(field('Lock after')).toHaveAccessibleDescription(/only when you ask/);
  await field('Lock after').selectOptions('15 minutes');
  await expect
    .element(box('Lock with the screen'))
    .toHaveAccessibleDescription(/leaves the clipboard then in any case/);
  await box('Lock with the screen').click();
  expect(bridge.argsOf('app.changeSettings')).toEqual([
    { closeToTray: true },
    { lockAfterMinutes: 15 },
    { lockWithScreen: false },
  ]);
});

test(
  'a choice of language by arrows keeps the keyboard on it, though all is made anew',
  { tags: 'long' },
  async () => {
    const bridge = await setup();
    const english = page.getByRole('combobox', { name: 'Language' });
    await focused(english);
    bridge.emit({ app: anApp({ language: 'de' }), settings: aSettings({ language: 'de' }) });
    await focused(page.getByRole('combobox', { name: 'Sprache' }));
    bridge.emit({ app: anApp({ language: 'en' }) });
    await focused(english);
  },
);

test('the lock after a time is called a privacy screen', async () => {
  await setup({ settings: aSettings({ lockAfterMinutes: 5 }) });
  await expect.element(field('Lock after')).toHaveAccessibleDescription(/privacy screen/);
});

test('the tray cannot be chosen where there is none, and that is said', async () => {
  await setup({ app: anApp({ tray: false }), settings: aSettings({ closeToTray: true }) });
  const tray = box('Stay in the tray when the window is closed');
  await expect.element(tray).toBeDisabled();
  await expect.element(tray).not.toBeChecked();
  await expect.element(tray).toHaveAccessibleDescription(/shows no tray icon/);
});

test('the shortcut is taken from the keys, and away by Backspace', async () => {
  const bridge = await setup({ settings: aSettings({ quickAccessShortcut: 'Alt+1' }) });
  const shortcut = field('Shortcut of quick access');
  await expect.element(shortcut).toHaveValue('Alt + 1');
  shortcut.element().focus();
  await userEvent.keyboard('v');
  await userEvent.keyboard('{Control>}{Shift>}L{/Shift}{/Control}');
  await userEvent.keyboard('{Control>}{Alt>}l{/Alt}{/Control}');
  await userEvent.keyboard('{Backspace}');
  expect(bridge.argsOf('app.changeSettings')).toEqual([
    { quickAccessShortcut: 'Control+Shift+L' },
    { quickAccessShortcut: 'Control+Alt+L' },
    { quickAccessShortcut: '' },
  ]);
  expect(bridge.argsOf('app.lock')).toEqual([]);
});

test('keys that every program needs are refused with the kind to press instead', async () => {
  const bridge = await setup({ settings: aSettings({ quickAccessShortcut: 'Super+V' }) });
  const shortcut = field('Shortcut of quick access');
  shortcut.element().focus();
  for (const [keys, said] of [
    ['{Control>}c{/Control}', 'Ctrl + C'],
    ['{Control>}l{/Control}', 'Ctrl + L'],
    ['{F5}', 'F5'],
    ['{Alt>}f{/Alt}', 'Alt + F'],
    ['v', 'V'],
  ] as const) {
    await userEvent.keyboard(keys);
    await visible(alert(`${said} would be taken from every other program.`));
  }
  await visible(alert('Use two of Ctrl, Alt, Shift and Super with a key, such as Ctrl + Alt + V.'));
  await expect.element(shortcut).toHaveAttribute('aria-invalid', 'true');
  await expect.element(shortcut).toHaveValue('Super + V');
  expect(bridge.argsOf('app.changeSettings')).toEqual([]);
  expect(bridge.argsOf('app.lock')).toEqual([]);
  await userEvent.keyboard('{Control>}{Alt>}v{/Alt}{/Control}');
  await gone(alert('taken from every other program'));
  expect(bridge.argsOf('app.changeSettings')).toEqual([{ quickAccessShortcut: 'Control+Alt+V' }]);
});

test('a shortcut that the desktop refuses is said by its keys, and the one before stays', async () => {
  await setup(
    { settings: aSettings({ quickAccessShortcut: 'Alt+1' }), app: anApp({ shortcut: 'taken' }) },
    { app: { changeSettings: () => no({ code: 'SHORTCUT_REFUSED' }) } },
  );
  const shortcut = field('Shortcut of quick access');
  shortcut.element().focus();
  await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
  await visible(alert('The desktop did not give Ctrl + Shift + K'));
  await expect.element(shortcut).toHaveAttribute('aria-invalid', 'true');
  await expect.element(shortcut).toHaveValue('Alt + 1');
});

test('a shortcut that the desktop refused is said at its field', async () => {
  await setup({
    app: anApp({ shortcut: 'refused' }),
    settings: aSettings({ quickAccessShortcut: 'Alt+1' }),
  });
  await visible(alert('The desktop did not give this shortcut'));
  await expect.element(field('Shortcut of quick access')).toHaveAttribute('aria-invalid', 'true');
});
