import type { Page } from '@playwright/test';
import { openEar, type Ear } from './heard.ts';
import { rest, sceneNames } from './names.ts';
import { expect, test } from './support.ts';

/** Hundreds of rows tell a screen reader nothing that 24 do not. */
const longLists = [
  'list-full',
  'list-500',
  'list-few-left',
  'list-long',
  'delete-100',
  'commands-many',
  'quick-access-many',
];

/**
 * Half as large as on a screen: small files, in which a word that is gone is still seen. The fonts
 * are the playground's own, so that machines differ in the edges of letters at most.
 */
const compared = {
  animations: 'disabled',
  scale: 'device',
  maxDiffPixels: 40,
  threshold: 0.1,
  timeout: 10_000,
} as const;

const looksAsKept = (page: Page, name: string): Promise<void> =>
  expect.soft(page).toHaveScreenshot(`${name}.png`, compared);

/** To the letter: what was added counts as well. */
async function isHeardAsKept(ear: Ear, name: string): Promise<void> {
  expect.soft(await ear.hear()).toMatchSnapshot(`${name}.txt`);
}

for (const scene of sceneNames) {
  test(`${scene} is heard and looks as it was read over${rest(scene)}`, async ({ view }) => {
    const ear = await openEar(view.page);
    await view.show(scene);
    if (!longLists.includes(scene)) await isHeardAsKept(ear, `${scene}-en`);
    await ear.close();
    await looksAsKept(view.page, `${scene}-en-light`);
  });

  test(`${scene} is heard and looks as it did, in German and in the dark @all`, async ({
    view,
  }) => {
    const ear = await openEar(view.page);
    await view.show(scene, { language: 'de', theme: 'dark' });
    if (!longLists.includes(scene)) await isHeardAsKept(ear, `${scene}-de`);
    await ear.close();
    await looksAsKept(view.page, `${scene}-de-dark`);
  });
}

/** Scenes whose state is told by colour elsewhere: here it has to be told by lines and shapes. */
const contrasts = [
  'sign-in-mistakes',
  'list-selected',
  'list-ending',
  'list-menu',
  'details-revealed',
  'generate-more',
  'delete-one',
  'settings',
  'commands',
  'quick-access',
];

for (const [n, scene] of contrasts.entries())
  test(`${scene} looks as it did in forced colours${n < 3 ? '' : ' @all'}`, async ({ view }) => {
    await view.show(scene, { forcedColors: true });
    await looksAsKept(view.page, `${scene}-forced`);
  });

test('what is heard or seen otherwise is found', async ({ view }) => {
  test.skip(test.info().config.updateSnapshots === 'all', 'it would be kept as what is meant');
  const ear = await openEar(view.page);
  await view.show('settings');
  await view.page.addStyleTag({ content: '[role=dialog] h2 { visibility: hidden }' });
  const picture = expect(view.page).toHaveScreenshot('settings-en-light.png', compared);
  await expect(picture).rejects.toThrow(/pixels/);
  const tree = await ear.hear();
  await ear.close();
  expect(() => {
    expect(tree).toMatchSnapshot('settings-en.txt');
  }).toThrow(/heading "Settings"/);
});
