import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { shrinkPng } from '../pictures/palette.ts';
import { folders, type Language, type View } from './views.ts';

/** Room around what is cut out of the window, in pixels. */
const margin = 16;
/** As many as letters need to look smooth; more make files larger, not better. */
const colors = 64;

/** Takes the pictures of one language, each in both themes. */
export class Camera {
  readonly language: Language;
  readonly #root: string;
  readonly #taken: View[] = [];

  /** @param root holds a folder for each language and theme. */
  constructor(root: string, language: Language) {
    this.#root = root;
    this.language = language;
  }

  /** The views so far. */
  get taken(): readonly View[] {
    return this.#taken;
  }

  /** The whole page, or `part` of it with some room around. */
  async take(view: View, page: Page, part?: Locator): Promise<void> {
    await aside(page);
    const clip = part && (await cutOut(page, part));
    await this.#inEachTheme(view, page, () =>
      page.screenshot({ animations: 'disabled', ...(clip && { clip }) }),
    );
  }

  /** What the window shows, at any zoom: a picture of the page alone would be cut off. */
  async takeWindow(view: View, page: Page, app: ElectronApplication): Promise<void> {
    await aside(page);
    await this.#inEachTheme(view, page, async () => {
      // Until the window has what the page shows.
      await sleep(300);
      const png = await app.evaluate(async ({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((other) => other.isVisible());
        const image = await window?.webContents.capturePage();
        return image?.toPNG().toString('base64') ?? '';
      });
      return Buffer.from(png, 'base64');
    });
  }

  async #inEachTheme(view: View, page: Page, shoot: () => Promise<Buffer>): Promise<void> {
    for (const { name, language, theme } of folders) {
      if (language !== this.language) continue;
      await page.emulateMedia({ colorScheme: theme });
      const folder = join(this.#root, name);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${view}.png`), shrinkPng(await shoot(), colors));
    }
    this.#taken.push(view);
  }
}

/** Nothing is to look as if somebody pointed at it. */
const aside = (page: Page): Promise<void> => page.mouse.move(0, 0);

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Gives the app's window the size of a picture. @param zoom of the page; 1 is 100 %. */
export async function frame(
  app: ElectronApplication,
  page: Page,
  size: Size,
  zoom = 1,
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { width, height, factor }) => {
      const windows = BrowserWindow.getAllWindows();
      const window = windows.find((other) => other.isVisible()) ?? windows[0];
      window?.setContentSize(width, height);
      window?.webContents.setZoomFactor(factor);
    },
    { ...size, factor: zoom },
  );
  await page.waitForFunction(
    ([width, height]) => {
      const seen = globalThis as unknown as { innerWidth: number; innerHeight: number };
      return seen.innerWidth === width && seen.innerHeight === height;
    },
    [size.width / zoom, size.height / zoom] as const,
  );
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
