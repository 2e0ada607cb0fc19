import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/**
 * The unit tests that put another module in the place of one that the app imports, as paths from
 * the checkout. Each needs its modules for itself: the others of its process have the real one.
 */
export const replacingModules = (): string[] =>
  globSync('test/{main,preload,scripts}/**/*.test.ts', { cwd: root })
    .filter((file) =>
      /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(join(root, file), 'utf8')),
    )
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
