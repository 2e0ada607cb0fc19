import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { speak } from '../../renderer/text/language.svelte.ts';
import { anApp, aList, aState, aToken } from './build.ts';
import { done } from './fake-bridge.ts';
import { button, dialog, field, open, visible } from './open.ts';

afterEach(() => {
  speak('en');
});

describe('in German', () => {
  test('the page, its dates and its own language are German', async () => {
    const expiresAt = Date.UTC(2030, 11, 5, 13, 2, 11);
    await open({
      app: anApp({ language: 'de' }),
      list: aList({ tokens: [aToken({ expiresAt })] }),
    });
    await visible(button('Token erzeugen'));
    await visible(page.getByRole('columnheader', { name: 'Ablaufdatum' }));
    await visible(page.getByText(/^5\. Dez\.? 2030/).or(page.getByText(/^05\.12\.2030/)));
    expect(document.documentElement.lang).toBe('de');
  });

  test('is chosen in the settings, and said at once, the dialog that stands open too', async () => {
    const bridge = await open({}, { app: { changeSettings: done } });
    await button('Settings').click();
    await field('Language').selectOptions('Deutsch');
    expect(bridge.argsOf('app.changeSettings')).toEqual([{ language: 'de' }]);
    bridge.emit({
      settings: { ...aState().settings, language: 'de' },
      app: anApp({ language: 'de' }),
    });
    await visible(dialog('Einstellungen'));
    await expect.element(field('Sprache')).toHaveValue('de');
    bridge.emit({ settings: aState().settings, app: anApp() });
    await visible(dialog('Settings'));
  });
});

test.each([
  ['Light', 'light'],
  ['Dark', 'dark'],
  ['As the system', 'system'],
] as const)('the appearance can be chosen: %s', async (words, theme) => {
  const other = theme === 'dark' ? 'light' : 'dark';
  const bridge = await open(
    { settings: { ...aState().settings, theme: other } },
    { app: { changeSettings: done } },
  );
  await button('Settings').click();
  await field('Appearance').selectOptions(words);
  expect(bridge.argsOf('app.changeSettings')).toEqual([{ theme }]);
});
