import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { readAudit } from '../../scripts/supply-chain/audit-report.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly dev?: boolean;
        readonly link?: boolean;
        readonly integrity?: string;
        readonly resolved?: string;
      }
    >
  >;
}

describe('the report of an audit', () => {
  test('without an entry is clean', () => {
    expect(readAudit('npm warn x\n{"vulnerabilities":{}}').outcome).toBe('clean');
  });

  test('with entries names them', () => {
    const report = { vulnerabilities: { left: { severity: 'high', range: '<1.3' } } };
    expect(readAudit(JSON.stringify(report))).toEqual({
      outcome: 'found',
      sentence: 'Known vulnerabilities: left <1.3 (high).',
    });
  });

  test.each([
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example/x"}',
      '405 Method Not Allowed',
    ],
    ['{"message":"request to https://registry.example failed"}', 'request to'],
    ['', 'npm gave no report'],
    ['{"vulnerabilities":', 'npm gave no report'],
  ])('that could not be had is skipped, not clean: %s', (output, why) => {
    const { outcome, sentence } = readAudit(output);
    expect(outcome).toBe('skipped');
    expect(sentence).toContain(`Skipped: ${why}`);
  });
});

test('an audit where npm is set to be offline is skipped, not clean', () => {
  const env = { ...process.env, npm_config_offline: 'true' };
  const { stdout, status } = spawnSync(process.execPath, ['scripts/audit.ts'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect([stdout.trim(), status]).toEqual(['Skipped: npm is set to be offline.', 0]);
});

test(
  'the bill of materials names what ships, and not what only builds and tests',
  { timeout: 120_000 },
  () => {
    const file = join(mkdtempSync(join(tmpdir(), 'token-vault-bill-')), 'bill.json');
    const made = spawnSync(process.execPath, ['scripts/sbom.ts', '--out', file], { cwd: root });
    expect(made.status).toBe(0);
    const { components, metadata } = JSON.parse(readFileSync(file, 'utf8')) as {
      components: readonly { name: string; version: string }[];
      metadata: { component: { name: string } };
    };
    expect(metadata.component.name).toBe('token-vault');
    const names = components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['electron', 'svelte', 'bits-ui', 'keytar', 'valibot', 'dbus-next']),
    );
    for (const tool of ['vitest', '@playwright/test', 'electron-builder', 'eslint', 'vite'])
      expect(names).not.toContain(tool);
    // By bundle, not by what a package asks for: dbus-next's xml2js is in one, what keytar is installed by is not.
    expect(names).toContain('xml2js');
    for (const unused of ['prebuild-install', 'tar-fs', 'esm-env'])
      expect(names).not.toContain(unused);
    const shipped = read('out/licences.json') as readonly { name: string; version: string }[];
    const keyOf = (part: { name: string; version: string }) => `${part.name} ${part.version}`;
    expect(components.map(keyOf).toSorted()).toEqual(
      shipped
        .filter(({ name }) => !['rolldown', 'vite'].includes(name))
        .map(keyOf)
        .toSorted(),
    );
  },
);

describe('what is depended on', () => {
  const { dependencies, devDependencies } = read('package.json') as Manifest;
  const locked = Object.entries((read('package-lock.json') as Lock).packages).filter(
    ([path]) => path !== '',
  );

  test('is pinned, and little of it runs', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
    expect(Object.keys(dependencies)).toEqual([
      ...['@noble/ciphers', 'age-encryption', 'csv-stringify', 'dbus-next', 'electron-log'],
      ...['electron-updater', 'ical.js', 'keytar', 'valibot', 'write-file-atomic'],
    ]);
  });

  test('is there for a reason that the map gives', () => {
    const map = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const reasons = map.slice(map.indexOf('## Libraries, and why'));
    expect(Object.keys(dependencies).filter((name) => !reasons.includes(name))).toEqual([]);
  });

  test('is locked with its integrity', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(
      locked.filter(([, { link, integrity }]) => !link && !integrity).map(([path]) => path),
    ).toEqual([]);
  });

  test('runs an install script only where it is named with a reason', () => {
    const npmrc = readFileSync(join(root, '.npmrc'), 'utf8');
    expect(npmrc).toMatch(/^ignore-scripts=true$/m);
    const named = readFileSync(join(root, 'scripts/setup/install-scripts.mjs'), 'utf8');
    const run = [...named.matchAll(/runInstallScript\('([^']+)'/g)].map(([, name]) => name);
    expect(run).toEqual(['node', 'keytar']);
    for (const name of run) expect(named).toMatch(new RegExp(`^//   ${name} +its script `, 'm'));
  });
});
