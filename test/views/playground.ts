import { join } from 'node:path';
import { preview } from 'vite';
import { root } from '../../scripts/root.ts';

export const playgroundConfig = join(root, 'test/renderer/playground/vite.config.ts');

/** Serves what was built of the playground, at a port of its own. */
export async function openPlayground(): Promise<{
  readonly origin: string;
  readonly close: () => Promise<void>;
}> {
  const server = await preview({
    configFile: playgroundConfig,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1' },
  });
  return { origin: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
