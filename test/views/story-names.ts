import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

const folder = join(root, 'test/renderer/playground/stories');

/** The pages of components, as an address has them. */
export const stories = readdirSync(folder)
  .filter((file) => file.endsWith('.svelte') && !/^Stor?y|^State/.test(file))
  .map((file) => `story/${file.replace('.svelte', '')}`);
