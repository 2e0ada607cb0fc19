import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktopEntry } from '../../scripts/package/desktop-entry.ts';
import { missingOf, readTargets, type Targets } from '../../scripts/package/targets.ts';
import { root } from '../../scripts/root.ts';

let targets: Targets;
let folder: string;

beforeAll(async () => {
  targets = await readTargets();
  folder = mkdtempSync(join(tmpdir(), 'targets-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('electron-builder takes the whole configuration, with every target', () => {
  expect(targets.names).toEqual([
    'linux deb',
    'linux rpm',
    'linux AppImage',
    'linux tar.gz',
    'mac dmg',
    'mac zip',
    'windows nsis',
  ]);
});

test('what it does not know is refused: a key, and a target', async () => {
  await expect(readTargets({ linx: {} } as object)).rejects.toThrow(/unknown property 'linx'/);
  await expect(readTargets({ linux: { target: 'debb' } })).rejects.toThrow();
});

test('every file that it names is there', async () => {
  expect(targets.files).toContain('build/entitlements.mac.plist');
  expect(targets.files).toContain('build/linux/app.tokenvault.TokenVault.metainfo.xml');
  expect(await missingOf(targets.files)).toEqual([]);
  expect(await missingOf(['build/none.icns'])).toEqual(['build/none.icns']);
});

const complaints = (command: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? '' : `${stdout}${stderr}` || String(status);
};

test.runIf(process.platform === 'linux')(
  'the desktop file is one, under its own name',
  async () => {
    const { name, text } = await desktopEntry(targets);
    expect(name).toBe('app.tokenvault.TokenVault.desktop');
    const file = join(folder, name);
    writeFileSync(file, text);
    expect(complaints('desktop-file-validate', file)).toBe('');
    expect(text).toContain('\nStartupWMClass=app.tokenvault.TokenVault\n');
    expect(text).not.toContain('--no-sandbox');
    writeFileSync(file, text.replace('Type=Application', 'Type=App'));
    expect(complaints('desktop-file-validate', file)).toContain('Type');
  },
);

const metainfo = join(root, 'build/linux/app.tokenvault.TokenVault.metainfo.xml');

test.runIf(process.platform === 'linux')(
  'the AppStream data are valid, and of this version',
  () => {
    expect(complaints('appstreamcli', 'validate', '--no-net', metainfo)).toBe('');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(readFileSync(metainfo, 'utf8')).toContain(`<release version="${version}"`);
  },
);

test('a package that is removed says that values stay; else it does as electron-builder’s own', () => {
  const own = readFileSync(join(root, 'build/linux/after-remove.tpl'), 'utf8');
  const theirs = 'node_modules/app-builder-lib/templates/linux/after-remove.tpl';
  expect(own.startsWith(readFileSync(join(root, theirs), 'utf8').trimEnd())).toBe(true);
  const script = own.slice(own.indexOf('# An update removes'));
  const said = (step: string): string =>
    execFileSync('sh', ['-c', script, 'postrm', step], { encoding: 'utf8' });
  expect(said('remove')).toContain('Saved token values stay in your keyring');
  expect(said('upgrade')).toBe('');
});

test('Windows knows the app by one id, in the program and in its shortcut', () => {
  const [, packed] =
    /^appId: (.+)$/m.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) ?? [];
  const source = readFileSync(join(root, 'main/shell/app-icon.ts'), 'utf8');
  expect(source).toContain(`const appUserModelId = '${packed}';`);
});
