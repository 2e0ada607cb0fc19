import { violations } from '../support/axe.ts';
import { rest, sceneNames, storyNames } from './names.ts';
import { expect, languages, test, themes } from './support.ts';

/** Of the components; of the scenes it is done beside the longer words (fit.spec.ts). */
const short = 'de dark';

for (const language of languages)
  for (const theme of themes)
    for (const what of [...sceneNames, ...storyNames]) {
      const how = `${language} ${theme}`;
      const tag = how === short && storyNames.includes(what) ? rest(what) : ' @all';
      test(`axe finds nothing in ${what}, ${how}${tag}`, async ({ view }) => {
        await view.show(what, { language, theme });
        expect(await violations(view.page)).toEqual([]);
      });
    }

test('what axe is to find is found', async ({ view }) => {
  await view.show('settings', { theme: 'dark' });
  await view.page.addStyleTag({ content: '[role=dialog] label { color: var(--line) }' });
  await view.page.evaluate("document.querySelector('[role=dialog] select').id = ''");
  const found = (await violations(view.page)).join('\n');
  expect(found).toContain('color-contrast: ');
  expect(found).toContain('select-name: ');
});
