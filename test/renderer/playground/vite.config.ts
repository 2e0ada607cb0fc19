import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const root = resolve(here, '../../..');

/** `npm run playground` shows the components and the scenes; test/views looks at a build of them. */
export default defineConfig({
  root: here,
  plugins: [svelte({ configFile: resolve(root, 'svelte.config.js') })],
  resolve: {
    alias: [
      { find: '#messages', replacement: resolve(here, 'messages.ts') },
      // The build fills in the list of the app; here nothing would be in it.
      { find: '../licences.ts', replacement: resolve(here, 'licences.ts') },
    ],
  },
  server: { fs: { allow: [root] } },
  build: {
    outDir: resolve(root, 'test-results/playground'),
    emptyOutDir: true,
    target: 'esnext',
    minify: false,
  },
});
