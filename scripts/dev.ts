// npm run dev: the app with hot reload of all three parts. A change of the page is swapped in, one
// of the preload reloads the page, one of main restarts the app. What follows "--" goes to the app.

import { forgetBuild } from './build/fresh.ts';
import { findElectron } from './electron/locate.ts';
import { hasDisplay, isRoot, runInTerminal } from './electron/run.ts';
import { npm } from './npm.ts';

const electron = findElectron();
if (electron === undefined) {
  console.error('Nothing is set up here yet. Run: npm run setup');
  process.exit(1);
}
if (!hasDisplay()) {
  console.error('Hot reload needs a display; there is none here (DISPLAY is not set).');
  process.exit(1);
}

forgetBuild(); // what hot reload leaves in out/ is no build to test or start from
const messages = npm(['run', '-s', 'messages']);
if (!messages.ok) {
  console.error(messages.stdout + messages.stderr);
  process.exit(1);
}
process.exitCode = await runInTerminal(
  process.execPath,
  [
    'node_modules/electron-vite/bin/electron-vite.js',
    'dev',
    '--watch',
    ...(isRoot() ? ['--noSandbox'] : []),
    '--',
    ...process.argv.slice(2),
  ],
  { ...process.env, ELECTRON_EXEC_PATH: electron.executable },
);
