import AxeBuilder from '@axe-core/playwright';
import { sceneNames, storyNames } from './names.ts';
import { expect, languages, test, themes } from './support.ts';

/** English in the light is what test/accessibility looks at in the app itself. */
const short = 'de dark';

for (const language of languages)
  for (const theme of themes)
    for (const what of [...sceneNames, ...storyNames]) {
      const how = `${language} ${theme}`;
      const tag = how === short ? '' : ' @all';
      test(`axe finds nothing in ${what}, ${how}${tag}`, async ({ view }) => {
        await view.show(what, { language, theme });
        const { violations } = await new AxeBuilder({ page: view.page })
          .setLegacyMode(true)
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
        );
        expect(found).toEqual([]);
      });
    }
