import { expect, sceneNames, test } from './support.ts';

/** Hundreds of rows tell a screen reader nothing that 24 do not. */
const longLists = ['list-full', 'list-500', 'list-few-left', 'list-long'];

for (const scene of sceneNames.filter((name) => !longLists.includes(name)))
  test(`${scene} is heard as it was read over`, async ({ view }) => {
    await view.show(scene);
    await expect(view.page.locator('body')).toMatchAriaSnapshot({ name: `${scene}.aria.yml` });
  });
