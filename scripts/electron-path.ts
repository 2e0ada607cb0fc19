// npm run -s electron:path prints the executable that setup installed, so that any outside driver
// can start `<that> <this folder>`.

import { findElectron } from './electron/locate.ts';

const found = findElectron();
if (found === undefined) {
  console.error('No Electron is installed here. Run: npm run setup');
  process.exit(1);
}
console.log(found.executable);
