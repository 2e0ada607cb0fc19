// @module-tag long
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../scripts/root.ts';

/** A checkout that was never built, and whose build fails with these words. */
function unbuilt(words: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'unbuilt-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const part of ['main', 'preload', 'scripts', 'test/support', 'docs'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const scripts = { messages: `echo ${words} && exit 1` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts }));
  return folder;
}

it.each(['tour', 'screenshots'])(
  '%s shows no app that was not built from these sources',
  (name) => {
    const folder = unbuilt('the build was tried');
    const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${name}.ts`], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 35_000,
    });
    expect(stderr).toContain('npm run messages failed:\nthe build was tried');
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'tour'))).toBe(false);
  },
);
