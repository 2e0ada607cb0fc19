// npm run screenshots: every view in both languages and themes into docs/pictures, and the tray menu
// into docs/guide.md, from the running app. Linux only: it brings desktops, keyrings and sandboxes of
// its own and leaves the person's alone.

import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureFreshBuild } from './build/fresh.ts';
import { takeNothing } from './command-line.ts';
import { root } from './root.ts';
import { writeTrayMenu } from './screenshots/tray-in-guide.ts';
import { views } from './screenshots/views.ts';

takeNothing('Usage: npm run screenshots');
ensureFreshBuild();
// It speaks by the messages, which are there once they are compiled.
const { takeSet } = await import('./screenshots/take-set.ts');

const pictures = join(root, 'docs/pictures');
const fresh = `${pictures}.new`;
await rm(fresh, { recursive: true, force: true });
for (const language of ['en', 'de'] as const) {
  const taken = await takeSet(fresh, language);
  const missed = views.filter((view) => !taken.views.includes(view));
  if (missed.length > 0) throw new Error(`no scene takes ${missed.join(', ')}`);
  if (language === 'en') await writeTrayMenu(join(root, 'docs/guide.md'), taken.trayMenu);
  console.log(`${taken.views.length} views were taken in ${language}, light and dark`);
}
// Whole or not at all; what no scene takes any more is not left lying about.
await rm(pictures, { recursive: true, force: true });
await rename(fresh, pictures);
