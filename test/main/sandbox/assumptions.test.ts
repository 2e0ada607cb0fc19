import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it('every source that assumes something is named in the docs, and the other way round', async () => {
  const folder = join(root, 'main/sandbox');
  const assuming: string[] = [];
  for (const name of await readdir(folder))
    if (/assumed/i.test(await readFile(join(folder, name), 'utf8'))) assuming.push(name);
  const docs = await readFile(join(root, 'docs/sandbox.md'), 'utf8');
  const [, section = ''] = /\n## What is assumed\n([^]*?)\n## /.exec(docs) ?? [];
  const named = [...section.matchAll(/`([\w-]+\.ts)`/g)].map(([, name]) => name);
  expect([...new Set(named)].sort()).toEqual(assuming.sort());
});
