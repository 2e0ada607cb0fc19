import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { root } from '../root.ts';
import type { Picture } from './drawings.ts';

/** In icon.svg the plate is 824 of 1024 px; cut to 941.714 it is 28 of 32. */
const whole = 'viewBox="0 0 1024 1024"';
const part = 'viewBox="41.143 41.143 941.714 941.714"';

/** Amber, which is seen on the blue of the icon, and on light and dark panels. */
const dotColor = '#ffa31a';

/**
 * The drawing with a dot in its upper right corner. The ring around it is cut out of the drawing, so that
 * it is seen on any ground, and in a template too, of which nothing counts but how opaque it is.
 */
export function withDot(svg: string): string {
  const [, head = '', side = '', body = ''] =
    /^(<svg[^>]*viewBox="0 0 (\d+) \d+"[^>]*>)(.*)<\/svg>\s*$/s.exec(svg) ?? [];
  if (head === '') throw new Error('a drawing of another kind');
  const width = Number(side);
  // Of the width of 16 px the dot has 5 and the ring 1: the keyhole stays whole.
  const at = `cx="${(width * 13.25) / 16}" cy="${(width * 2.75) / 16}"`;
  const circle = (r: number, fill: string): string =>
    `<circle ${at} r="${(width * r) / 16}" fill="${fill}" />`;
  return (
    `${head}<mask id="ring"><rect width="${width}" height="${width}" fill="#fff" />` +
    `${circle(3.5, '#000')}</mask><g mask="url(#ring)">${body}</g>${circle(2.5, dotColor)}</svg>`
  );
}

async function read({ drawing, cut, dot }: Picture): Promise<string> {
  const svg = await readFile(join(root, 'build', drawing), 'utf8');
  if (dot === true) return withDot(svg);
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
