// npm run -s electron:path prints the executable that setup installed, so that any outside driver
// can start `<that> <this folder>`.

import { takeNothing } from './command-line.ts';
import { findElectron } from './electron/locate.ts';

takeNothing('Usage: npm run -s electron:path');
const found = findElectron();
if (found === undefined) {
  console.error('No Electron is installed here. Run: npm run setup');
  process.exit(1);
}
console.log(found.executable);
