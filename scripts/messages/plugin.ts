import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** What the page imports first; main answers with the language that the app speaks (main/shell/app-protocol.ts). */
const spokenFile = './spoken.js';

/** As paraglide's registry.js, which makes a rule for each sentence that it says. */
const plural = `const rules = new Map();
const registry = {
  plural(locale, input, options) {
    const name = locale + (options?.type ?? '');
    const rule = rules.get(name) ?? new Intl.PluralRules(locale, options);
    rules.set(name, rule);
    return rule.select(Number(input));
  },
};`;

/**
 * In the built page each language is a file of its own, and only the one that the app speaks is fetched:
 * both together are half of what a start would have to read. What main alone says is in neither.
 *
 * Everywhere else `#messages` has all languages (paraglide's own output), and
 * `renderer/text/sentences.ts` has nothing to fetch.
 */
export function languageFiles(root: string): Plugin {
  const posix = (path: string): string => path.replaceAll('\\', '/');
  const generated = posix(resolve(root, 'messages/generated/messages'));
  const renderer = posix(resolve(root, 'renderer'));
  const virtual = '\0sentences';
  /** Its name is how main finds it. */
  const ofLanguage = /sentences-(en|de)\.js$/;
  return {
    name: 'language-files',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === spokenFile) return { id, external: true };
      if (ofLanguage.test(id)) return `\0${id}`;
      const ofPage = id === './sentences.ts' && posix(importer ?? '').startsWith(renderer);
      return id === '#messages' || ofPage ? virtual : undefined;
    },
    load(id) {
      const language = ofLanguage.exec(id)?.[1];
      if (language !== undefined) return `export * from '${generated}/${language}.js';`;
      if (id !== virtual) return undefined;
      // Each message is looked up when it is said: tables of them are made before.
      return `
        import { getLocale } from '#runtime';
        import * as spoken from '${spokenFile}';
        const files = {
          en: () => import('./sentences-en.js'),
          de: () => import('./sentences-de.js'),
        };
        const here = { [document.documentElement.lang]: spoken };
        const said = {};
        export const m = new Proxy(said, {
          get: (_, name) => (said[name] ??= (inputs = {}) => here[getLocale()][name](inputs)),
        });
        export function fetchSentences(language) {
          if (here[language]) return null;
          return files[language]().then((words) => { here[language] = words; });
        }`;
    },
    transform(code, id) {
      if (!/\/messages\/(en|de)\.js$/.test(id) || !posix(id).startsWith(generated))
        return undefined;
      const kept = code
        // A namespace that is fetched is kept whole: what only main says would come with it.
        .replace(/^export const main_\w+ = .*?^};$/gms, '')
        // One file is one to wait for; and each rule is made once.
        .replace(/^import \* as registry from .*$/m, plural);
      if (/registry\.(?!plural)/.test(kept)) throw new Error('sentences format more than plurals');
      return { code: kept, map: null };
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => ({
        // Nothing is painted that would be thrown away at once.
        html: html.replace('<script type="module"', '<script type="module" blocking="render"'),
        tags: [
          {
            tag: 'link',
            attrs: { rel: 'modulepreload', href: `./assets/${spokenFile.slice(2)}` },
            injectTo: 'head-prepend',
          },
        ],
      }),
    },
  };
}
