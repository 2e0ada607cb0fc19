import { readFile, writeFile } from 'node:fs/promises';

/** Around the menu in the guide; what stands between is written by `npm run screenshots`. */
const begin =
  '<!-- The tray menu, read from the running app over D-Bus by `npm run screenshots`. -->';
const end = '<!-- The end of the tray menu. -->';

/** Writes the tray's menu, as the desktop would draw it, into the guide in place of the one there. */
export async function writeTrayMenu(guide: string, labels: readonly string[]): Promise<void> {
  const text = await readFile(guide, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${guide} has no place for the tray menu`);
  const lines = labels.map((label) => label || '────────────────');
  const block = [begin, '', '```text', ...lines, '```', '', ''].join('\n');
  await writeFile(guide, text.slice(0, from) + block + text.slice(to));
}
