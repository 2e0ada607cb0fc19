import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceFingerprint } from '../../scripts/build/fingerprint.ts';

let folder: string;

const write = (path: string, content: string): void => {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  write('main/index.ts', 'one');
  write('messages/en.json', '{}');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a changed, a new, a renamed and a removed source each ask for a new build', () => {
  const seen = new Set([sourceFingerprint(folder)]);
  write('main/index.ts', 'two');
  seen.add(sourceFingerprint(folder));
  write('renderer/App.svelte', 'three');
  seen.add(sourceFingerprint(folder));
  rmSync(join(folder, 'renderer/App.svelte'));
  write('renderer/Vault.svelte', 'three');
  seen.add(sourceFingerprint(folder));
  rmSync(join(folder, 'main/index.ts'));
  seen.add(sourceFingerprint(folder));
  expect(seen.size).toBe(5);
});

test.each([
  ['a file that the build does not read', 'docs/architecture.md'],
  ['the compiled messages', 'messages/generated/messages.js'],
])('%s asks for none', (_, path) => {
  const before = sourceFingerprint(folder);
  write(path, 'anything');
  expect(sourceFingerprint(folder)).toBe(before);
});

test('new times on old contents ask for none: a fresh clone has them', () => {
  const before = sourceFingerprint(folder);
  utimesSync(join(folder, 'main/index.ts'), 0, 0);
  expect(sourceFingerprint(folder)).toBe(before);
});
