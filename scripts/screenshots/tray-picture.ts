import type { MenuEntry, StatusNotifierWatcher } from '../../test/support/status-notifier.ts';
import { openBrowser } from '../pictures/browser.ts';
import type { Camera } from './camera.ts';

/** A panel and a menu as desktops draw them, light and dark. */
const style = `
  :root { color-scheme: light dark }
  body { margin: 0; padding: 24px; background: light-dark(#fff, #17171b); font: 14px/1.2 system-ui, sans-serif; color: light-dark(#1d1d22, #ececf1) }
  main { width: 34rem; padding-bottom: 20px; border-radius: 8px; background: light-dark(#dde3ef, #2b3040); overflow: hidden }
  header { display: flex; gap: 14px; align-items: center; justify-content: flex-end; height: 32px; padding: 0 16px; background: light-dark(#f1f1f4, #1f1f25); border-bottom: 1px solid light-dark(#d4d4da, #3a3a44) }
  header canvas { width: 22px; height: 22px; padding: 3px 5px; border-radius: 5px; background: light-dark(#d9dce6, #3d4152) }
  ul { width: fit-content; margin: 4px 12px 0 auto; padding: 6px; list-style: none; border: 1px solid light-dark(#c6c6ce, #45454f); border-radius: 9px; background: light-dark(#fff, #26262d) }
  li { padding: 7px 14px; white-space: pre }
  .off { color: light-dark(#6a6a74, #a3a3ae); font-size: 13px }
  .line { height: 1px; margin: 6px 8px; padding: 0; background: light-dark(#dcdce2, #41414a) }
`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function itemOf({ label, enabled, separator }: MenuEntry): string {
  if (separator) return '<li class="line"></li>';
  return `<li class="${enabled ? 'on' : 'off'}">${escaped(label)}</li>`;
}

/**
 * Draws the icon and the menu, which the app gave the desktop, as a desktop with a panel would:
 * the desktop of the pictures draws none itself.
 */
export async function takeTray(
  camera: Camera,
  icon: Awaited<ReturnType<StatusNotifierWatcher['icon']>>,
  menu: readonly MenuEntry[],
): Promise<void> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(
      `<style>${style}</style><main><header><canvas width="${icon.size}" height="${icon.size}"></canvas></header>
      <ul>${menu.map(itemOf).join('')}</ul></main>`,
    );
    await page.evaluate(paint, { size: icon.size, argb: [...icon.argb] });
    await camera.take('tray', page, page.locator('main'));
  } finally {
    await browser.close();
  }
}

/** Runs in the page: paints the icon's pixels. */
function paint({ size, argb }: { size: number; argb: number[] }): void {
  interface Painter {
    createImageData(width: number, height: number): { data: Uint8ClampedArray };
    putImageData(image: unknown, x: number, y: number): void;
  }
  const { document } = globalThis as unknown as {
    document: { querySelector(what: string): { getContext(kind: string): Painter } };
  };
  const painter = document.querySelector('canvas').getContext('2d');
  const image = painter.createImageData(size, size);
  for (let at = 0; at < argb.length; at += 4) {
    const [alpha = 0, red = 0, green = 0, blue = 0] = argb.slice(at, at + 4);
    image.data.set([red, green, blue, alpha], at);
  }
  painter.putImageData(image, 0, 0);
}
