import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { anApp, aState } from './build.ts';
import { no, ok } from './fake-bridge.ts';
import { button, dialog, field, gone, open, row, visible } from './open.ts';
import { about, setup } from './open-help.ts';

describe('About', () => {
  const openAbout = async () => {
    const bridge = await setup();
    bridge.act('about');
    await visible(dialog('About Token Vault'));
  };

  test('names version, what it runs on, the system and that it is not of IONOS', async () => {
    await openAbout();
    for (const words of [
      aState().app.version,
      'Electron 45.4.1, Chromium 150.0 and Node.js 24.1',
      'Linux 6.1 x64',
      /Not a product of IONOS/,
      /MIT licence/,
    ])
      await visible(dialog('About Token Vault').getByText(words).first());
    await gone(page.getByText(/test build/));
  });

  test('says of a test build that it is one', async () => {
    await open({ app: anApp({ fallbackRuntime: true }) }, { app: { about: () => ok(about) } });
    await button('Help').click();
    await button('About Token Vault').click();
    await visible(dialog('About Token Vault').getByText(/test build, not for release/));
  });

  test('the folder can be taken along by the keyboard, and not be changed', async () => {
    await openAbout();
    const folder = field("Folder of the app's data");
    await expect.element(folder).toHaveValue(about.dataFolder);
    await expect.element(folder).toHaveAttribute('readonly');
    folder.element().focus();
    const { selectionStart, selectionEnd } = folder.element() as HTMLInputElement;
    expect([selectionStart, selectionEnd]).toEqual([0, about.dataFolder.length]);
  });
});

test('what could not be asked for "About" is asked for again', { tags: 'long' }, async () => {
  let answer: (what: Awaited<ReturnType<typeof no>>) => void = () => undefined;
  let asked = 0;
  const ask = () =>
    (asked += 1) === 1
      ? new Promise<Awaited<ReturnType<typeof no>>>((done_) => (answer = done_))
      : ok(about);
  await open({}, { app: { about: ask } });
  await visible(row('3f2a91c0'));
  await button('Help').click();
  await button('About Token Vault').click();
  await visible(page.getByText('Asking the app what it runs on…'));
  answer(await no({ code: 'INTERNAL' }));
  await button('Try again').click();
  await visible(page.getByText(about.system));
  await expect.poll(() => document.activeElement?.closest('[role=dialog]')).toBeTruthy();
});
