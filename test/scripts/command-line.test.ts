// @module-tag long
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/root.ts';

it.each([
  ['tour', ['--bogus'], "Unknown option '--bogus'."],
  ['tour', ['word'], "Unexpected argument 'word'."],
  ['tour', ['--out'], "Option '--out <value>' argument missing."],
  ['tour', ['--out', ''], '--out needs the name of a folder.'],
  ['screenshots', ['--bogus'], "Unknown option '--bogus'."],
  ['first-minute', ['--bogus'], "Unknown option '--bogus'."],
  ['faults', ['--bogus'], "Unknown option '--bogus'."],
  ['kills', ['--bogus'], "Unknown option '--bogus'."],
  ['electron-path', ['--bogus'], "Unknown option '--bogus'."],
])('%s %j is refused in one line with the usage, and does nothing', (name, args, sentence) => {
  const script = join(root, 'scripts', `${name}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    timeout: 35_000,
  });
  expect(stderr).toContain(`${sentence} Usage: npm run `);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
