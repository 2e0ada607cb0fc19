// npm start: the app in a window; the build is brought up to date before. What follows "--" goes to
// the app: `npm start -- --user-data-dir=DIR`. Without a display it takes the guided tour instead.

import { ensureFreshBuild } from './build/fresh.ts';
import { findElectron } from './electron/locate.ts';
import { hasDisplay, isRoot, runInTerminal } from './electron/run.ts';
import { root } from './root.ts';

/** The tour, on a virtual screen: the app is driven as a person would, and photographed. */
function takeTour(): Promise<number> {
  console.log('There is no display here, so the app takes its guided tour on a virtual one.');
  console.log('The pictures go to tour/.');
  return runInTerminal(process.execPath, ['scripts/tour.ts', '--out', 'tour']);
}

const electron = findElectron();
if (electron === undefined) {
  console.error('Nothing is set up here yet. Run: npm run setup');
  process.exit(1);
}
if (ensureFreshBuild()) console.log('The app was built first.');
process.exitCode = hasDisplay()
  ? await runInTerminal(electron.executable, [
      root,
      ...(isRoot() ? ['--no-sandbox'] : []),
      ...process.argv.slice(2),
    ])
  : await takeTour();
