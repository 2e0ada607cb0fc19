// Builds the app when out/ does not match the sources. Used by setup; npm start and npm test do the
// same in their own process.

import { ensureFreshBuild } from './fresh.ts';

try {
  console.log(ensureFreshBuild() ? 'App: built into out/.' : 'App: built, and up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
