import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { root } from '../root.ts';
import type { Picture } from './drawings.ts';

/** In icon.svg the plate is 824 of 1024 px; cut to 941.714 it is 28 of 32. */
const whole = 'viewBox="0 0 1024 1024"';
const part = 'viewBox="41.143 41.143 941.714 941.714"';

async function read({ drawing, cut }: Picture): Promise<string> {
  const svg = await readFile(join(root, 'build', drawing), 'utf8');
  if (cut !== true) return svg;
  if (!svg.includes(whole)) throw new Error(`build/${drawing} is not drawn on 1024 px`);
  return svg.replace(whole, part);
}

/** Draws pictures by a browser, as PNGs on a clear ground. */
export async function drawer(browser: Browser): Promise<(picture: Picture) => Promise<Buffer>> {
  const page = await browser.newPage();
  return async (picture) => {
    const { size } = picture;
    await page.setViewportSize({ width: size, height: size });
    const style = 'body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }';
    await page.setContent(`<style>${style}</style>${await read(picture)}`);
    return page.screenshot({ omitBackground: true });
  };
}
