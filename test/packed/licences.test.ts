import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import type { Licence } from '../../renderer/licences.ts';
import { launchApp } from '../support/app.ts';
import { startDesktop } from '../support/desktop.ts';
import { findPacked, makeInspectable, type Packed } from '../support/packed.ts';

let packed: Packed;
let licences: readonly Licence[];

beforeAll(() => {
  packed = findPacked();
  licences = JSON.parse(readFileSync(join(root, 'out/licences.json'), 'utf8')) as Licence[];
});

/** In no bundle: what carries the app, and keytar with what its binding is compiled from. */
const beside = ['electron', 'keytar', 'node-addon-api'];
/** In them without a module of their own: what they wrote. */
const written = ['@inlang/paraglide-js', 'rolldown', 'vite'];

/** The packages that the bundles come from, as their source maps tell. */
function mappedPackages(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'token-vault-maps-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const options = ['build', '--sourcemap', '--outDir', folder];
  execFileSync(process.execPath, [tool, ...options], { cwd: root, stdio: 'pipe' });
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const sources = maps.flatMap((name) => {
    const map = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { sources: string[] };
    return map.sources;
  });
  const names = sources.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

test(
  'the packages named are those that are in the bundles, and what lies beside them',
  { timeout: 180_000 },
  () => {
    const mapped = mappedPackages();
    // What only another package asks for is there as well.
    expect(mapped).toEqual(expect.arrayContaining(['xml2js', 'sax', 'svelte', 'tabbable']));
    const names = licences.map(({ name }) => name);
    expect([...new Set(names)].toSorted()).toEqual([...mapped, ...beside, ...written].toSorted());
  },
);

test('each has its version, its licence and the text of that', () => {
  for (const { name, version, licence, text } of licences) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
    expect(licence, name).toMatch(/^[\w.-]+( OR [\w.-]+)*$/);
    expect(text.length, name).toBeGreaterThan(300);
  }
});

test('they lie as a text beside the app, with those of Chromium', () => {
  const notices = readFileSync(join(packed.resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const { name, version, text } of licences) {
    expect(notices).toContain(`\n${name} ${version} (`);
    expect(notices).toContain(text);
  }
});

test('the packed app shows each of them in About', async () => {
  const desktop = await startDesktop();
  try {
    const executable = await makeInspectable(packed);
    const { app, page, close } = await launchApp({ desktop, executable });
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    await app.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('about')?.click();
    });
    const about = page.getByRole('dialog', { name: 'About Token Vault' });
    const file = await about.getByLabel('Licences of Chromium').inputValue();
    expect(readFileSync(file, 'utf8')).toContain('Chromium');
    await about.getByText('Licences of the software in this app').click();
    await about.getByRole('listitem').first().waitFor();
    const shown = await about.getByRole('listitem').locator('summary').allTextContents();
    expect(shown.map((words) => words.replaceAll(/\s+/g, ' ').trim())).toEqual(
      licences.map(({ name, version, licence }) => `${name} ${version} · ${licence}`),
    );
    await close();
  } finally {
    await desktop.close();
  }
});
