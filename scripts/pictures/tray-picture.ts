import type { MenuEntry, StatusNotifierWatcher } from '../../test/support/status-notifier.ts';
import { openBrowser } from './browser.ts';
import type { Camera } from './camera.ts';

const style = `
  body { margin: 0; padding: 24px; background: #fff; font: 14px/1.2 system-ui, sans-serif; color: #1d1d22 }
  main { width: 34rem; padding-bottom: 20px; border-radius: 8px; background: linear-gradient(160deg, #c9d4e8, #e6e9f2); overflow: hidden }
  header { display: flex; gap: 14px; align-items: center; justify-content: flex-end; height: 32px; padding: 0 16px; background: #f1f1f4; border-bottom: 1px solid #d4d4da }
  header canvas { width: 22px; height: 22px; padding: 3px 5px; border-radius: 5px; background: #d9dce6 }
  ul { width: fit-content; margin: 4px 12px 0 auto; padding: 6px; list-style: none; border: 1px solid #c6c6ce; border-radius: 9px; background: #fff; box-shadow: 0 6px 18px #0003 }
  li { padding: 7px 14px; white-space: pre }
  .off { color: #6a6a74; font-size: 13px }
  .line { height: 1px; margin: 6px 8px; padding: 0; background: #dcdce2 }
`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function itemOf({ label, enabled, separator }: MenuEntry): string {
  if (separator) return '<li class="line"></li>';
  return `<li class="${enabled ? 'on' : 'off'}">${escaped(label)}</li>`;
}

/**
 * Draws the icon and the menu, which the app gave the desktop, as a desktop with a light panel would:
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
