import { existsSync } from 'node:fs';

/** Chromium's switches where it runs as root: its sandbox refuses to. Only ever for tests. */
export const rootSwitches: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * The Chromium that component tests run in: CHROMIUM_PATH, else the operating system's. Undefined
 * where there is none: Playwright then looks for its own, and says how to get it.
 */
export function findChromium(): string | undefined {
  const candidates = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return candidates.find((path) => path !== undefined && existsSync(path));
}
