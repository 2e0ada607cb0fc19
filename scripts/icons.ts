// npm run icons: draws every icon anew from build/*.svg, by the Chromium of the component tests. Run it
// after a change of a drawing; a test notices when it was forgotten.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeNothing } from './command-line.ts';
import { drawer } from './icons/draw.ts';
import { icon, linuxSizes, macIcon, windowsSizes } from './icons/drawings.ts';
import { macSizes, writeIcns } from './icons/icns.ts';
import { writeIco } from './icons/ico.ts';
import { imageModule } from './icons/modules.ts';
import { openBrowser } from './pictures/browser.ts';
import { root } from './root.ts';

takeNothing('Usage: npm run icons');
const browser = await openBrowser();
try {
  const draw = await drawer(browser);
  const build = join(root, 'build');
  await mkdir(join(build, 'icons'), { recursive: true });
  for (const size of linuxSizes)
    await writeFile(join(build, `icons/${size}x${size}.png`), await draw(icon(size)));

  const windows = [];
  for (const size of windowsSizes) windows.push({ size, png: await draw(icon(size)) });
  await writeFile(join(build, 'icon.ico'), writeIco(windows));

  const mac = new Map<number, Buffer>();
  for (const size of macSizes) mac.set(size, await draw(macIcon(size)));
  const ofMac = (size: number): Buffer => mac.get(size) ?? Buffer.alloc(0);
  await writeFile(join(build, 'icon.png'), ofMac(1024));
  await writeFile(join(build, 'icon.icns'), writeIcns(ofMac));

  const shown = join(root, 'main/shell/icon-images.ts');
  await writeFile(shown, await imageModule(draw, shown));
} finally {
  await browser.close();
}
console.log('The icons are in build/, and main/shell/icon-images.ts.');
