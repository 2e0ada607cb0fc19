import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changesOf, isVersion } from '../../scripts/release/changelog.ts';
import { checksums, collect, mergeChannels } from '../../scripts/release/collect.ts';
import { complaintsOf, type Release } from '../../scripts/release/complaints.ts';
import { findElectron } from '../../scripts/electron/locate.ts';
import { complaintsOfSigning } from '../../scripts/release/signing.ts';
import { root } from '../../scripts/root.ts';

const changelog = [
  '# Changelog',
  '',
  '## [Unreleased]',
  '',
  '## [1.3.0-beta.1] - 2026-12-02',
  '',
  '### Added',
  '- Rotation.',
  '',
  '## [1.2.3] - 2026-12-01',
  '- Mended.',
  '',
  '[1.2.3]: https://example.com/1.2.3',
].join('\n');

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = mkdtempSync(join(tmpdir(), 'release-'));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(made, name, '..'), { recursive: true });
    writeFileSync(join(made, name), text);
  }
  return made;
}

test('the changelog is read version by version', () => {
  expect(changesOf(changelog, '1.3.0-beta.1')).toBe('### Added\n- Rotation.');
  expect(changesOf(changelog, '1.2.3')).toBe('- Mended.');
  expect(changesOf(changelog, 'Unreleased')).toBe('');
  expect(changesOf(changelog, '1.2')).toBeUndefined();
});

test.each([
  ['1.2.3', true],
  ['1.2.3-beta.1', true],
  ['1.2', false],
  ['v1.2.3', false],
  ['1.2.3 ', false],
])('%j is a version: %s', (text, is) => {
  expect(isVersion(text)).toBe(is);
});

describe('a release', () => {
  const good: Release = {
    version: '1.2.3',
    changelog,
    metainfo: '<release version="1.2.3" date="2026-12-01"/>',
    electron: 'official',
    changed: '',
  };

  test('may be made of a clean checkout with the official Electron', () => {
    expect(complaintsOf('v1.2.3', good)).toEqual([]);
  });

  test.each<[string, string, Partial<Release>, RegExp]>([
    ['another tag', 'v1.2.4', {}, /tag is "v1\.2\.4".*version 1\.2\.3/],
    ['no changes', 'v1.2.3', { changelog: '## [1.2.3] - 2026-12-01\n' }, /says nothing of 1\.2\.3/],
    ['no date', 'v1.2.3', { changelog: '## [1.2.3]\n- Mended.' }, /no date for 1\.2\.3/],
    [
      'older data',
      'v1.2.3',
      { metainfo: '<release version="1.2.2"' },
      /AppStream data do not list/,
    ],
    ['the fallback', 'v1.2.3', { electron: 'fallback' }, /not the official one \(fallback\)/],
    ['a change', 'v1.2.3', { changed: ' M main/index.ts' }, /not the commit: {2}M main\/index\.ts/],
  ])('is refused for %s, in a sentence', (_, tag, changes, sentence) => {
    const complaints = complaintsOf(tag, { ...good, ...changes });
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(sentence);
  });
});

describe('what the builds have made', () => {
  const channel = (version: string, url: string): string =>
    `version: ${version}\nfiles:\n  - url: ${url}\n    sha512: abc=\n    size: 5\nreleaseDate: '2026-12-01T00:00:00.000Z'\n`;

  test('comes together, with one list of updates for both kinds of Mac', async () => {
    const from = folder({
      'mac-arm64/token-vault-1.2.3-mac-arm64.zip': 'arm',
      'mac-arm64/latest-mac.yml': channel('1.2.3', 'token-vault-1.2.3-mac-arm64.zip'),
      'mac-x64/token-vault-1.2.3-mac-x64.zip': 'x64',
      'mac-x64/latest-mac.yml': channel('1.2.3', 'token-vault-1.2.3-mac-x64.zip'),
      'linux/token-vault-1.2.3-linux-amd64.deb': 'deb',
    });
    const to = join(folder(), 'release');
    expect(await collect(from, to)).toEqual([
      'latest-mac.yml',
      'token-vault-1.2.3-linux-amd64.deb',
      'token-vault-1.2.3-mac-arm64.zip',
      'token-vault-1.2.3-mac-x64.zip',
    ]);
    const list = readFileSync(join(to, 'latest-mac.yml'), 'utf8');
    expect(list).toContain('url: token-vault-1.2.3-mac-arm64.zip');
    expect(list).toContain('url: token-vault-1.2.3-mac-x64.zip');
    expect(list).toContain("releaseDate: '2026-12-01T00:00:00.000Z'");
    expect(list.match(/^version: 1\.2\.3$/gm)).toHaveLength(1);
  });

  test('is not mixed of two versions, nor of two files of one name', async () => {
    expect(() => mergeChannels([channel('1.2.3', 'a'), channel('1.2.4', 'b')])).toThrow(
      'several versions: 1.2.3, 1.2.4',
    );
    expect(() => mergeChannels(['version: 5'])).toThrow();
    const from = folder({
      'one/token-vault-1.2.3-mac-x64.zip': '1',
      'two/token-vault-1.2.3-mac-x64.zip': '2',
    });
    await expect(collect(from, folder())).rejects.toThrow(
      'a file of the name token-vault-1.2.3-mac-x64.zip',
    );
  });

  test.each([
    'token-vault-1.2.3-fallback-linux-amd64.deb',
    'token-vault-inspectable',
    'builder-debug.yml',
    'app.asar',
  ])('is not mixed with %s', async (name) => {
    await expect(collect(folder({ [`linux/${name}`]: '' }), folder())).rejects.toThrow(
      `${name} is no file of a release.`,
    );
  });

  test.runIf(process.platform === 'linux')('has checksums that sha256sum reads', async () => {
    const made = folder({ 'b.deb': 'b', 'a b.zip': 'a', SHA256SUMS: 'of before' });
    writeFileSync(join(made, 'SHA256SUMS'), await checksums(made));
    const check = ['--check', '--strict', 'SHA256SUMS'];
    const { status, stdout } = spawnSync('sha256sum', check, { cwd: made, encoding: 'utf8' });
    expect(stdout).toBe('a b.zip: OK\nb.deb: OK\n');
    expect(status).toBe(0);
  });
});

test('a pre-release is refused: its list of updates would be none', () => {
  const metainfo = '<release version="1.3.0-beta.1"';
  const beta = { version: '1.3.0-beta.1', changelog, metainfo, electron: 'official', changed: '' };
  expect(complaintsOf('v1.3.0-beta.1', beta as Release)).toEqual([
    '1.3.0-beta.1 is a pre-release, and only whole versions are released.',
  ]);
});

describe('signing', () => {
  const all = {
    CSC_LINK: 'x',
    CSC_KEY_PASSWORD: 'x',
    APPLE_ID: 'x',
    APPLE_APP_SPECIFIC_PASSWORD: 'x',
    APPLE_TEAM_ID: 'x',
  };

  test.each(['darwin', 'win32', 'linux'])('has on %s what it takes', (platform) => {
    expect(complaintsOfSigning(platform, all)).toEqual([]);
  });

  test.each([
    ['darwin', 5],
    ['win32', 2],
    ['linux', 0],
  ] as const)('is refused on %s without: %i things', (platform, count) => {
    // A secret of GitHub's that is not there is an empty text.
    const empty = Object.fromEntries(Object.keys(all).map((name) => [name, '']));
    expect(complaintsOfSigning(platform, {})).toHaveLength(count);
    expect(complaintsOfSigning(platform, empty)).toHaveLength(count);
  });
});

test('npm run release -- check says all that is against a release, and fails', () => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(root, 'scripts/release.ts'), 'check', '--tag', 'v0.0.0'],
    { encoding: 'utf8' },
  );
  expect(stderr).toContain('The tag is "v0.0.0"');
  expect(stderr.includes('not the official one (fallback)')).toBe(
    findElectron()?.kind === 'fallback',
  );
  expect(stdout).not.toContain('may be released');
  expect(status).toBe(1);
});

test.each([
  [[], 'Nothing was asked for. Usage: '],
  [['publish'], 'There is no "publish". Usage: '],
  [['check'], 'check needs --tag. Usage: '],
  [['collect', '--from', 'a'], 'collect needs --to. Usage: '],
  [['notes', '--tag', 'v99.0.0'], 'CHANGELOG.md says nothing of v99.0.0. Usage: '],
])('npm run release %j is refused in one line', (args, sentence) => {
  const script = join(root, 'scripts/release.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  expect(stderr).toContain(sentence);
  expect(status).toBe(2);
});
