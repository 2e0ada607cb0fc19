import type { Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { misfits } from './misfits.ts';
import { restOfWords, sceneNames } from './names.ts';
import { expect, languages, sizeOf, sizes, test } from './support.ts';

/** What is sized anew has its place a moment later; what stays wrong is told. */
const nothingMisfits = (page: Page, size: string): Promise<void> =>
  expect
    .configure({ soft: true })
    .poll(() => misfits(page), { message: size, timeout: 5_000 })
    .toEqual([]);

const narrowing = ['usual', 'least', 'zoomed'] as const;

for (const scene of sceneNames) {
  // One look for both: to show a scene takes as long as either of them.
  test(`${scene} has room for words that are 40 % longer, at 200 % too, and axe finds nothing in the dark${restOfWords(scene)}`, async ({
    view,
  }) => {
    await view.show(scene, { pseudo: true, theme: 'dark' });
    expect.soft(await violations(view.page)).toEqual([]);
    for (const size of narrowing) {
      await view.resize(sizeOf(scene, size));
      await nothingMisfits(view.page, size);
    }
  });

  for (const language of languages)
    test(`${scene} fits in ${language}, on a large screen too @all`, async ({ view }) => {
      await view.show(scene, { language });
      for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
        await view.resize(sizeOf(scene, size));
        await nothingMisfits(view.page, size);
      }
    });
}

test('what cannot be reached below, and a list that is too narrow, are found', async ({ view }) => {
  await view.show('settings');
  await view.page.addStyleTag({
    content: `
      [role=dialog] { height: 1400px !important; max-height: none !important; overflow: hidden }
      [role=dialog] .body { flex: 1; overflow: visible !important }
      select { max-width: 60px }
    `,
  });
  const found = (await misfits(view.page)).join('\n');
  expect(found).toContain('button "Done" stands out of the window above or below');
  expect(found).toMatch(/select ".*" cuts off what is chosen/);
});

test('what does not fit is found', async ({ view }) => {
  await view.show('sign-in');
  await view.page.addStyleTag({
    content: `
      h1 { width: 2rem; overflow: hidden; white-space: nowrap }
      form button[type='submit'] { position: relative; left: 60rem }
      header p { position: absolute; inset: 0; background: red }
    `,
  });
  const found = (await misfits(view.page)).join('\n');
  expect(found).toContain('h1 "Sign in" is cut off at the side');
  expect(found).toContain('button "Sign in" stands out of the window at its side');
  expect(found).toMatch(/p "Token Vault keeps .*" lies under p "Token Vault for IONOS Cloud"/);
});
