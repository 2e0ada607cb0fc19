import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { shrinkPng } from './palette.ts';

/** Bytes that one picture may have: the repository carries every one of them. */
const largest = 120 * 1024;
/** Room around what is cut out of the window, in pixels. */
const margin = 16;

/** Takes the pictures of the guide and sees to it that they stay small. */
export class Camera {
  readonly #folder: string;
  readonly #taken: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The names of the files so far. */
  get taken(): readonly string[] {
    return this.#taken;
  }

  /** The whole page, or `part` of it with some room around. */
  async take(name: string, page: Page, part?: Locator): Promise<void> {
    const path = join(this.#folder, `${name}.png`);
    const clip = part && (await cutOut(page, part));
    const png = await page.screenshot({ animations: 'disabled', ...(clip && { clip }) });
    const small = shrinkPng(png);
    if (small.length > largest)
      throw new Error(`${name}.png has ${small.length} bytes; ${largest} are allowed`);
    await writeFile(path, small);
    this.#taken.push(`${name}.png`);
  }
}

/** Gives the app's window the size of the pictures. */
export async function frame(app: ElectronApplication, page: Page, size: Size): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await page.waitForFunction(
    ([width, height]) => {
      const seen = globalThis as unknown as { innerWidth: number; innerHeight: number };
      return seen.innerWidth === width && seen.innerHeight === height;
    },
    [size.width, size.height] as const,
  );
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

async function cutOut(page: Page, part: Locator) {
  const box = await part.boundingBox();
  const { width, height } = await page.evaluate(() => {
    const seen = globalThis as unknown as { innerWidth: number; innerHeight: number };
    return { width: seen.innerWidth, height: seen.innerHeight };
  });
  if (box === null) throw new Error('what is to be photographed is not there');
  const x = Math.max(0, box.x - margin);
  const y = Math.max(0, box.y - margin);
  return {
    x,
    y,
    width: Math.min(width, box.x + box.width + margin) - x,
    height: Math.min(height, box.y + box.height + margin) - y,
  };
}
