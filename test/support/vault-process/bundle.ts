import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from '../../../scripts/root.ts';

/** Where the bundle is: one file that starts three times as fast as its hundred sources. */
export const vaultScript = `${root}/test-results/vault-process/vault-process.mjs`;

/** Vitest's global setup of the kills: bundles vault-process.ts. */
export async function setup(): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['keytar', 'dbus-next', 'write-file-atomic'] },
    build: {
      ssr: fileURLToPath(new URL('vault-process.ts', import.meta.url)),
      outDir: 'test-results/vault-process',
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'vault-process.mjs' } },
    },
  });
}
