import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { fetchedFolder } from '../../../main/updates/fetched-folder.ts';

test.each([
  ['linux', {}, '/home/kim/.cache'],
  ['linux', { XDG_CACHE_HOME: '/cache' }, '/cache'],
  ['darwin', {}, '/home/kim/Library/Caches'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local'],
  ['win32', {}, '/home/kim/AppData/Local'],
] as const)('what an update was fetched to lies on %s with %j in %s', (platform, env, folder) => {
  expect(fetchedFolder({ platform, env, home: '/home/kim' })).toBe(
    join(folder, `${manifest.name}-updater`),
  );
});
