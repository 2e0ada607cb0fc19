import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** `npx vite test/renderer/preview` shows the scenes: http://localhost:5173/#list-full */
export default defineConfig({
  plugins: [svelte({ configFile: '../../../svelte.config.js' })],
  server: { fs: { allow: ['../../..'] } },
  build: { outDir: '../../../out/preview', emptyOutDir: true },
});
