import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { computeArchToTargetNamesMap } from 'app-builder-lib/out/targets/targetFactory.js';
import { Arch } from 'builder-util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findElectron } from '../../scripts/electron/locate.ts';
import { fallbackOptions } from '../../scripts/package/fallback-options.ts';
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

test.each([
  ['linux', '--x64', Arch.x64, ['deb', 'rpm', 'AppImage', 'tar.gz']],
  ['mac', '--arm64', Arch.arm64, ['dmg', 'zip']],
  ['mac', '--x64', Arch.x64, ['dmg', 'zip']],
  ['win', '--x64', Arch.x64, ['nsis']],
] as const)('%s %s builds for that processor alone', (system, _, arch, names) => {
  const packager = targets.packagers[system];
  const asked = computeArchToTargetNamesMap(new Map([[arch, []]]), packager, packager.platform);
  expect([...asked]).toEqual([[arch, [...names]]]);
});

test('what a release stands on is so in the configuration', () => {
  const { appId, artifactName, linux, deb, rpm, mac, win, nsis, publish } = targets.config;
  expect({ appId, artifactName, publish }).toEqual({
    appId: 'app.tokenvault.desktop',
    // Read by scripts/release/collect.ts and by the workflow.
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    publish: { provider: 'github', releaseType: 'draft' },
  });
  expect(linux?.executableName).toBe('token-vault');
  for (const removing of [deb, rpm])
    expect(removing?.afterRemove).toBe('build/linux/after-remove.tpl');
  expect(deb?.depends).toContain('libsecret-1-0');
  expect(rpm?.depends).toContain('libsecret');
  expect(deb?.recommends?.[0]).toContain('gnome-keyring');
  expect(rpm?.fpm).toContain('--rpm-tag=Recommends:gnome-keyring');
  expect(mac).toMatchObject({ hardenedRuntime: true });
  expect(win).toMatchObject({ verifyUpdateCodeSignature: true });
  expect(nsis).toMatchObject({ deleteAppDataOnUninstall: false, include: 'build/installer.nsh' });
});

test('of the hardened runtime nothing is taken back but what V8 needs', () => {
  const plist = readFileSync(join(root, 'build/entitlements.mac.plist'), 'utf8');
  expect([...plist.matchAll(/<key>(.+)<\/key>/g)].map(([, key]) => key)).toEqual([
    'com.apple.security.cs.allow-jit',
  ]);
});

test.runIf(existsSync('/usr/bin/readelf') && existsSync('/usr/bin/dpkg'))(
  'the deb asks for each library that Electron links, itself or by another',
  { tags: 'long' },
  () => {
    const electron = findElectron();
    if (!electron) throw new Error('No Electron is set up.');
    const linked = execFileSync('readelf', ['-d', electron.executable], { encoding: 'utf8' });
    const names = [...linked.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name = '']) => name);
    expect(names).toContain('libgbm.so.1');
    const asked = targets.config.deb?.depends?.flatMap((one) => one.split(' | ')) ?? [];
    const closure = ['apt-cache', 'depends', '--recurse', '--no-recommends', '--no-suggests'];
    const [apt = '', ...options] = [
      ...closure,
      ...['--no-conflicts', '--no-breaks', '--no-replaces', '--no-enhances'],
    ];
    const { stdout } = spawnSync(apt, [...options, ...asked], { encoding: 'utf8' });
    const packages = new Set(stdout.match(/^[\w.+-]+$/gm));
    const found = spawnSync('dpkg', ['-S', ...names.map((name) => `*/${name}`)], {
      encoding: 'utf8',
    });
    const owners = [...found.stdout.matchAll(/^([\w.+-]+)[:,].*\/([^/\n]+)$/gm)];
    const missing = names.filter((name) => {
      const owning = owners.filter(([, , file]) => file === name);
      // What lies beside the program is no package's.
      return owning.length > 0 && !owning.some(([, owner = '']) => packages.has(owner));
    });
    expect(owners.length).toBeGreaterThan(10);
    expect(packages.size).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  },
);

test('a build with the fallback Electron says so in its name and its files', () => {
  const options = fallbackOptions({
    kind: 'fallback',
    version: '33.2.1',
    folder: '/e',
    executable: '/e/electron',
  });
  expect(options).toContain('-c.artifactName=${name}-${version}-fallback-${os}-${arch}.${ext}');
  expect(options).toContain('-c.productName=Token Vault (fallback build)');
});
