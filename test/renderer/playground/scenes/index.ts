import type { Scenes } from '../scene.ts';
import { accountScenes } from './accounts.ts';
import { appScenes } from './app.ts';
import { backupScenes } from './backup.ts';
import { deleteScenes } from './delete.ts';
import { detailsScenes } from './details.ts';
import { exportScenes } from './export.ts';
import { generateScenes } from './generate.ts';
import { ghostScenes } from './ghosts.ts';
import { importScenes } from './import.ts';
import { listScenes } from './list.ts';
import { quickAccessScenes } from './quick-access.ts';
import { reapScenes } from './reap.ts';
import { removeScenes } from './remove.ts';
import { rotationScenes } from './rotations.ts';
import { signInScenes } from './sign-in.ts';
import { storeScenes } from './store.ts';

/** Every view and state that has a look of its own, by name. */
export const scenes: Scenes = {
  ...signInScenes,
  ...listScenes,
  ...accountScenes,
  ...ghostScenes,
  ...detailsScenes,
  ...generateScenes,
  ...deleteScenes,
  ...reapScenes,
  ...importScenes,
  ...exportScenes,
  ...backupScenes,
  ...appScenes,
  ...storeScenes,
  ...removeScenes,
  ...rotationScenes,
  ...quickAccessScenes,
};
