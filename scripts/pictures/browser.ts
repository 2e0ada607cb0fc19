import { chromium, type Browser } from 'playwright';
import { findChromium, rootSwitches } from '../../test/support/chromium.ts';

/** The Chromium of the component tests, to draw with; ends with `close()`. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    args: [...rootSwitches],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}
