// node scripts/tray-images.ts: draws the tray's images anew from build/*.svg, by the Chromium of the
// component tests, and writes main/shell/tray-images.ts. Run it after a change of the drawings.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { format, resolveConfig } from 'prettier';
import { takeNothing } from './command-line.ts';
import { openBrowser } from './pictures/browser.ts';
import { root } from './root.ts';

/** What a tray asks for, in pixels at a scale of 1. */
const size = 22;

async function draw(browser: Browser, drawing: string, deviceScaleFactor: number): Promise<string> {
  const viewport = { width: size, height: size };
  const page = await browser.newPage({ viewport, deviceScaleFactor });
  await page.setContent(`<style>body { margin: 0; font-size: 0 }</style>${drawing}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return `data:image/png;base64,${png.toString('base64')}`;
}

async function drawAll(): Promise<string> {
  const browser = await openBrowser();
  const lines: string[] = ['// Written by scripts/tray-images.ts: not to be edited.', ''];
  try {
    for (const [name, file, what] of [
      [
        'coloredImage',
        'build/tray.svg',
        'It brings its own ground: it can be seen on light and dark panels.',
      ],
      [
        'templateImage',
        'build/tray-template.svg',
        'For macOS, which takes nothing of it but how opaque it is.',
      ],
    ] as const) {
      const drawing = await readFile(join(root, file), 'utf8');
      const [normal, double] = [await draw(browser, drawing, 1), await draw(browser, drawing, 2)];
      lines.push(
        `/** ${file} at ${size} and ${2 * size} px. ${what} */`,
        `export const ${name} = ${JSON.stringify({ normal, double })} as const;`,
        '',
      );
    }
  } finally {
    await browser.close();
  }
  return lines.join('\n');
}

takeNothing('Usage: node scripts/tray-images.ts');
const target = join(root, 'main/shell/tray-images.ts');
const config = await resolveConfig(target);
await writeFile(target, await format(await drawAll(), { ...config, filepath: target }));
console.log(`The images are in ${target}`);
