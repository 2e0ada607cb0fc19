import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { posix, scanPage } from '../../scripts/messages/scan-page.ts';
import { root } from '../../scripts/root.ts';

const assets = join(root, 'out/renderer/assets');
const scan = scanPage(posix(join(root, 'renderer')));

/** What a built file of sentences says, by the names of the messages. */
async function namesIn(start: string): Promise<readonly string[]> {
  const file = readdirSync(assets).find((name) => name.startsWith(start));
  if (file === undefined) throw new Error(`there is no ${start}`);
  const said = (await import(pathToFileURL(join(assets, file)).href)) as Record<string, unknown>;
  return Object.keys(said);
}

/** Every message but those of main alone. */
function allNames(): readonly string[] {
  const text = readFileSync(join(root, 'messages/en.json'), 'utf8');
  const messages = JSON.parse(text) as Record<string, unknown>;
  return Object.keys(messages).filter((name) => !/^(main_|\$)/.test(name));
}

describe.each(['en', 'de'])('the built page in %s', (language) => {
  test('has every sentence once, in one of its two files', async () => {
    const first = await namesIn(`sentences-${language}-`);
    const later = await namesIn(`later-${language}-`);
    expect([...first, ...later].sort()).toEqual([...allNames()].sort());
  });

  test('has with its first file all that the first view names', async () => {
    const first = await namesIn(`sentences-${language}-`);
    const named = [...scan.first].filter((name) => !name.startsWith('main_'));
    expect(named.length).toBeGreaterThan(100);
    expect(first).toEqual(expect.arrayContaining(named));
  });
});

test('dialogs, details and signing in are fetched later, and the list is not', () => {
  const later = [...scan.later].map((path) => path.replace(/.*\/renderer\//, ''));
  expect(later).toEqual(
    expect.arrayContaining([
      'dialogs/DialogHost.svelte',
      'details/DetailsPane.svelte',
      'views/SignInView.svelte',
    ]),
  );
  const first = [...scan.modules].map((path) => path.replace(/.*\/renderer\//, ''));
  expect(first).toContain('views/TokenTable.svelte');
  expect(first.filter((path) => path.startsWith('dialogs/'))).toEqual([]);
});
