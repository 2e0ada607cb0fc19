import { test as base, type Page } from '@playwright/test';
import { addressOf, type Shown } from '../renderer/playground/address.ts';
import { openPlayground } from './playground.ts';

export type Language = Shown['language'];
export type Theme = Exclude<Shown['theme'], 'system'>;

export const languages: readonly Language[] = ['en', 'de'];
export const themes: readonly Theme[] = ['light', 'dark'];

/** The window as it opens first, the least that it can be, that at 200 %, and a large screen. */
export const sizes = {
  usual: { width: 1120, height: 700 },
  least: { width: 480, height: 400 },
  zoomed: { width: 240, height: 200 },
  large: { width: 3840, height: 2160 },
} as const;

/** What there is in a small window only. */
const isNarrow = (scene: string): boolean => scene.startsWith('narrow-');

const isQuick = (scene: string): boolean => scene.startsWith('quick-access');

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Quick access has a window of its own, which grows with its zoom: its page is always as large; where a narrow one is meant, it is not wide at first. */
export function sizeOf(scene: string, size: keyof typeof sizes): Size {
  if (isQuick(scene)) return { width: 560, height: 400 };
  return isNarrow(scene) && size === 'usual' ? sizes.least : sizes[size];
}

/** The moment of all scenes: pictures and trees name it. */
const moment = new Date('2026-11-05T13:02:11Z');

/** Beside what the address says of a scene. */
interface Media {
  readonly forcedColors?: boolean;
  /** Nobody has asked for less motion. */
  readonly motion?: boolean;
}

interface View {
  readonly page: Page;
  /** Shows a scene, or "story/" and the name of one, and waits until it stands. */
  readonly show: (what: string, how?: Partial<Shown> & Media) => Promise<void>;
  readonly resize: (size: Size) => Promise<void>;
}

/** What asks for the room there is has been told by then. */
const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** One page for each worker: a scene is a new address on it, and costs a fifth of a new page. */
export const test = base.extend<object, { view: View }>({
  view: [
    async ({ browser }, use) => {
      const playground = await openPlayground();
      const page = await browser.newPage({
        deviceScaleFactor: 0.5,
        timezoneId: 'Europe/Berlin',
        locale: 'en-GB',
      });
      await page.clock.setFixedTime(moment);
      await use({
        page,
        resize: async (size) => {
          await page.setViewportSize(size);
          await page.evaluate(drawn);
        },
        show: async (what, { forcedColors = false, motion = false, ...how } = {}) => {
          // Each time: the page is that of the scene before.
          await page.emulateMedia({
            reducedMotion: motion ? 'no-preference' : 'reduce',
            forcedColors: forcedColors ? 'active' : 'none',
          });
          const shown = { language: 'en', theme: 'light', pseudo: false, ownFonts: true } as const;
          await page.setViewportSize(sizeOf(what, 'usual'));
          await page.goto(playground.origin + addressOf({ ...shown, ...how, what }));
          const html = page.locator('html[data-stands]');
          const why = await html.getAttribute('data-stands', { timeout: 15_000 });
          if (why) throw new Error(`${what}: ${why.slice(0, 300)}`);
          // A long list is drawn in parts.
          await page.locator('table[data-drawing]').waitFor({ state: 'detached' });
          await page.evaluate(drawn);
        },
      });
      await page.close();
      await playground.close();
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';
