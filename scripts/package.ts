// npm run package: builds what is shipped, by electron-builder (electron-builder.yml).
// `npm run package -- --dir` builds the packed app without an installer. Nothing is published here.

import { ensureFreshBuild } from './build/fresh.ts';
import { findElectron } from './electron/locate.ts';
import { runInTerminal } from './electron/run.ts';
import { fallbackOptions } from './package/fallback-options.ts';

const electron = findElectron();
if (electron === undefined) {
  console.error('Nothing is set up here yet. Run: npm run setup');
  process.exit(1);
}
const asked = process.argv.slice(2);
if (electron.kind === 'fallback' && !(asked.length === 1 && asked[0] === '--dir')) {
  console.error(
    `Here is only the fallback Electron ${electron.version}, and nothing to give away is built with ` +
      'it: a release build refuses it. What works is: npm run package -- --dir',
  );
  process.exit(1);
}

// A secret of a workflow that is not there is an empty text, which electron-builder takes for a path.
for (const name of ['CSC_LINK', 'CSC_KEY_PASSWORD', 'WIN_CSC_LINK', 'APPLE_ID'])
  if (process.env[name] === '') Reflect.deleteProperty(process.env, name);

ensureFreshBuild();
process.exitCode = await runInTerminal(process.execPath, [
  'node_modules/electron-builder/cli.js',
  ...asked,
  '--publish=never',
  ...(electron.kind === 'fallback' ? fallbackOptions(electron) : []),
]);
if (process.exitCode === 0 && electron.kind === 'fallback') {
  console.log('This is a fallback build: for a look at the packed app on this machine only.');
}
