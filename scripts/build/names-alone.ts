import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { requestNames } from '../../preload/request-names.ts';

/** Puts the names of all requests in place of the module that works them out from the contract. */
export function namesAlone(root: string): Plugin {
  const file = resolve(root, 'preload/request-names.ts').replaceAll('\\', '/');
  return {
    name: 'names-alone',
    load: (id) =>
      id.replaceAll('\\', '/') === file
        ? `export const requestNames = ${JSON.stringify(requestNames)};`
        : undefined,
  };
}
