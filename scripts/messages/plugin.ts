import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { posix, scanPage } from './scan-page.ts';

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
 * In the built page each language is two files: what the first view says, and the rest, which comes with
 * whatever is fetched later. All of both languages would be half of what a start has to read. What main
 * alone says is in none.
 *
 * Everywhere else `#messages` has all languages (paraglide's own output), and
 * `renderer/text/sentences.ts` has nothing to fetch.
 */
export function languageFiles(root: string): Plugin[] {
  const generated = posix(resolve(root, 'messages/generated/messages'));
  const renderer = posix(resolve(root, 'renderer'));
  const scan = scanPage(renderer);
  const virtual = '\0sentences';
  /** Its name is how main finds the first of them. */
  const file = /(sentences|later)-(en|de)\.js$/;
  const files: Plugin = {
    name: 'language-files',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === spokenFile) return { id, external: true };
      if (file.test(id)) return `\0${id}`;
      const ofPage = id === './sentences.ts' && posix(importer ?? '').startsWith(renderer);
      return id === '#messages' || ofPage ? virtual : undefined;
    },
    load(id) {
      if (id === virtual) return lookup;
      const [, part, language] = file.exec(id) ?? [];
      if (language === undefined) return undefined;
      const code = readFileSync(`${generated}/${language}.js`, 'utf8');
      return sentencesOf(code, (name) => scan.first.has(name) === (part === 'sentences'));
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `./assets/${spokenFile.slice(2)}` },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
  const waits: Plugin = {
    name: 'language-files-later',
    apply: 'build',
    // Once Svelte has made code of it.
    enforce: 'post',
    transform(code, id) {
      if (!scan.later.has(posix(id))) return undefined;
      return { code: `import { rest } from '#messages';\nawait rest();\n${code}`, map: null };
    },
    async writeBundle({ dir = '' }) {
      const page = resolve(dir, 'index.html');
      const html = (await readFile(page, 'utf8'))
        // Vite names what the first script imports, by where it would lie beside the page.
        .replace(`<script type="module" crossorigin src="${spokenFile}"></script>`, '')
        // Nothing is painted that would be thrown away at once.
        .replace('<script type="module"', '$& blocking="render"');
      await writeFile(page, html);
    },
  };
  return [files, waits];
}

/** Each message is looked up when it is said: tables of them are made before. */
const lookup = `
import { getLocale } from '#runtime';
import * as spoken from '${spokenFile}';
const files = {
  en: [() => import('./sentences-en.js'), () => import('./later-en.js')],
  de: [() => import('./sentences-de.js'), () => import('./later-de.js')],
};
const here = { [document.documentElement.lang]: { ...spoken } };
const whole = {};
const said = {};
export const m = new Proxy(said, {
  get: (_, name) => (said[name] ??= (inputs = {}) => here[getLocale()][name](inputs)),
});
const fetchAll = (language) =>
  (whole[language] ??= Promise.all(files[language].slice(language in here ? 1 : 0).map((get) => get()))
    .then((parts) => { here[language] = Object.assign({}, here[language], ...parts); }));
export const rest = () => fetchAll(document.documentElement.lang);
export const fetchSentences = (language) => (language in here ? null : fetchAll(language));
`;

/** The sentences of a file of paraglide's that `wanted` names. */
function sentencesOf(code: string, wanted: (name: string) => boolean): string {
  const kept = code
    .replace(/^export const (\w+) = .*?^};$/gms, (all, name: string) =>
      wanted(name) && !name.startsWith('main_') ? all : '',
    )
    // One file is one to wait for; and each rule is made once.
    .replace(/^import \* as registry from .*$/m, plural);
  if (/registry\.(?!plural)/.test(kept)) throw new Error('sentences format more than plurals');
  return kept;
}
