import { expect, sceneNames, test } from './support.ts';

/** Half as large as on a screen: small files, in which a word that is gone is still seen. */
const looks = [
  { language: 'en', theme: 'light', tag: '' },
  { language: 'de', theme: 'dark', tag: ' @all' },
] as const;

for (const { language, theme, tag } of looks)
  for (const scene of sceneNames)
    test(`${scene} looks as it did, ${language} ${theme}${tag}`, async ({ view }) => {
      await view.show(scene, { language, theme });
      await expect(view.page).toHaveScreenshot(`${scene}-${language}-${theme}.png`, {
        animations: 'disabled',
        maxDiffPixels: 40,
      });
    });
