import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

const loader = join(root, 'scripts/electron/loader');

/**
 * Puts the loader into the fallback Electron in `folder`, where it stands in for Electron's default
 * app: each file whole, and only what differs, so that apps may start meanwhile. Gives whether
 * anything did.
 */
export function placeLoader(folder: string): boolean {
  const place = join(folder, 'resources/app');
  mkdirSync(place, { recursive: true });
  const stale = readdirSync(loader).filter((name) => {
    const placed = join(place, name);
    return !existsSync(placed) || !readFileSync(placed).equals(readFileSync(join(loader, name)));
  });
  for (const name of stale) {
    const partial = join(place, `.${name}.${process.pid}.part`);
    writeFileSync(partial, readFileSync(join(loader, name)));
    renameSync(partial, join(place, name));
  }
  return stale.length > 0;
}
