import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canKeepFiles, keepPrivate, removeOurs } from '../../../main/shell/user-data.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test.skipIf(process.platform === 'win32')(
  'our own folders are closed to others, said once; the folder above stays as its owner has it',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-vault-rights-'));
    chmodSync(folder, 0o755);
    for (const [name, mode] of [
      ['vault', 0o777],
      ['trial', 0o750],
      ['logs', 0o700],
      ['other', 0o755],
    ] as const) {
      mkdirSync(join(folder, name));
      chmodSync(join(folder, name), mode);
    }
    const log = new RecordingLog();
    keepPrivate(folder, log);
    for (const name of ['vault', 'trial', 'logs']) expect(modeOf(join(folder, name))).toBe(0o700);
    expect(modeOf(join(folder, 'other'))).toBe(0o755);
    expect(modeOf(folder)).toBe(0o755);
    const said = ['vault', 'trial'].map((name) => ({ level: 'warn', facts: { name } }));
    expect(log.entries).toMatchObject(said);
    keepPrivate(folder, log);
    expect(log.entries).toHaveLength(2);
  },
);

test('a folder that is not there, or leads nowhere, is no matter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-vault-rights-'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'logs'));
  const log = new RecordingLog();
  keepPrivate(folder, log);
  expect(log.entries).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'our own files are closed to others too, and nothing behind a link is touched',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-vault-rights-'));
    mkdirSync(join(folder, 'logs'), { mode: 0o700 });
    const open = ['settings.json', join('logs', 'main.log')];
    for (const name of open) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o644);
    }
    mkdirSync(join(folder, 'elsewhere'));
    chmodSync(join(folder, 'elsewhere'), 0o755);
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'vault'));
    keepPrivate(folder, new RecordingLog());
    expect(open.map((name) => modeOf(join(folder, name)))).toEqual([0o600, 0o600]);
    expect(modeOf(join(folder, 'elsewhere'))).toBe(0o755);
  },
);

test.skipIf(process.platform === 'win32')(
  'a folder that is not there yet is made for its owner alone, those above it too',
  () => {
    const parent = join(mkdtempSync(join(tmpdir(), 'token-vault-rights-')), 'new');
    const before = process.umask(0);
    try {
      expect(canKeepFiles(join(parent, 'data'))).toBe(true);
    } finally {
      process.umask(before);
    }
    expect([modeOf(parent), modeOf(join(parent, 'data'))]).toEqual([0o700, 0o700]);
  },
);

test('a folder that cannot be made is told apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-vault-rights-'));
  writeFileSync(join(folder, 'file'), '');
  expect(canKeepFiles(join(folder, 'file', 'data'))).toBe(false);
});

test('what is ours goes, with what stands beside our files; what else lies there stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-vault-remove-'));
  const ours = ['vault', 'trial', 'logs'];
  const files = [
    'settings.json',
    'settings.json.version-1',
    'window.json',
    'updates.json.123',
    '.updaterId',
  ];
  const others = ['Local State', 'settings.jsonl', 'my vault', 'notes.txt'];
  for (const name of ours) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'vault', 'index.json'), '{}');
  for (const name of [...files, ...others]) writeFileSync(join(folder, name), '');
  const fetched = mkdtempSync(join(tmpdir(), 'token-vault-fetched-'));
  writeFileSync(join(fetched, 'app.AppImage'), '');
  expect(removeOurs(folder, fetched)).toEqual([]);
  expect(existsSync(fetched)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(others.sort());
});

test.runIf(process.platform === 'linux')(
  'what cannot be removed is named, and the rest goes',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-vault-remove-'));
    writeFileSync(join(folder, 'settings.json'), '');
    // Not even root can.
    expect(removeOurs(folder, '/proc/version')).toEqual(['/proc/version']);
    expect(readdirSync(folder)).toEqual([]);
  },
);
