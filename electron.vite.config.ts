import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { namesAlone } from './scripts/build/names-alone.ts';
import { languageFiles } from './scripts/messages/plugin.ts';
import { posix, scanPage } from './scripts/messages/scan-page.ts';
import { licencePlugins } from './scripts/licences/plugin.ts';

/** While developing, a changed message is compiled at once; `npm run build` compiles them before. */
const messages = () =>
  paraglideVitePlugin({
    project: resolve('project.inlang'),
    outdir: resolve('messages/generated'),
    strategy: ['globalVariable', 'baseLocale'],
    emitTsDeclarations: true,
    // One file for each language: a page under test asks for each module. As `npm run messages`
    // writes them: another structure would rewrite every file at the start of `npm run dev`, and
    // main, which watches them, would be rebuilt under the starting app.
    outputStructure: 'locale-modules',
  });

const licencesOf = licencePlugins(resolve('.'));

const firstView = scanPage(posix(resolve('renderer'))).modules;
const inFirstView = (id: string): boolean =>
  /node_modules\/(svelte|esm-env|clsx)\//.test(id) || firstView.has(posix(id).split('?')[0] ?? '');

const notShipped = resolve('main/vault/not-shipped.cjs');

export default defineConfig(({ command }) => ({
  main: {
    plugins: [licencesOf('main')],
    resolve: {
      // dbus-next asks for these two and does without: a native socket, and X11's bus lookup. Node
      // would look for them beside the archive, where others may have put something.
      alias: { usocket: notShipped, x11: notShipped },
    },
    build: {
      outDir: 'out/main',
      minify: true,
      // Everything but Electron and keytar's native binding is bundled: unbundled
      // requires are what costs a start its time.
      externalizeDeps: {
        exclude: [
          ...['@noble/ciphers', 'age-encryption', 'csv-stringify', 'dbus-next', 'electron-log'],
          ...['electron-updater', 'ical.js', 'valibot', 'write-file-atomic'],
        ],
      },
      rolldownOptions: {
        input: { index: resolve('main/index.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [namesAlone(resolve('.')), licencesOf('preload')],
    build: {
      outDir: 'out/preload',
      minify: true,
      externalizeDeps: { exclude: ['valibot'] },
      rolldownOptions: {
        input: { index: resolve('preload/index.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [
      ...(command === 'serve' ? [messages()] : []),
      svelte({ configFile: resolve('svelte.config.js') }),
      languageFiles(resolve('.')),
      licencesOf('renderer'),
    ],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // What the first script stands on is named in the page: it is fetched beside it.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve('renderer/index.html') },
        // What the first view stands on is one file: each more is one to wait for.
        output: { codeSplitting: { groups: [{ name: 'first', test: inFirstView }] } },
      },
    },
  },
}));
