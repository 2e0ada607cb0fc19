import { wholeApp } from './scenes/app.ts';
import { firstStart } from './scenes/first-start.ts';
import { importing } from './scenes/import.ts';
import { list } from './scenes/list.ts';
import { store } from './scenes/store.ts';
import { token } from './scenes/token.ts';
import { seedVault } from './seed.ts';
import type { Scene } from './stage.ts';

const seed: Scene = ({ sandbox, page }) => seedVault(sandbox.control, page);

/** Everything that is photographed, in the order in which it can be. */
export const scenes: readonly Scene[] = [
  ...firstStart,
  seed,
  ...list,
  ...token,
  importing,
  ...wholeApp,
  ...store,
];
