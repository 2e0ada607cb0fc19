import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { add, setup, text } from './names-file.ts';

const now = 7;

describe('a file of an older version', () => {
  const migrate = {
    1: (content: unknown) => ({ ...(content as object), second: 'b' }),
    2: (content: unknown) => {
      const { first, second } = content as { first: string; second: string };
      return { names: [first, second] };
    },
  };

  test('is upgraded step by step, and written in the new one', async () => {
    const { file, text: written } = await setup('{"version":1,"first":"a"}', {
      version: 3,
      migrate,
    });
    const names = file();
    expect(await names.load(now)).toEqual({ names: ['a', 'b'] });
    expect(await written()).toBe('{"version":1,"first":"a"}');
    await names.change(add('c'));
    expect(JSON.parse(await written())).toEqual({ version: 3, names: ['a', 'b', 'c'] });
  });

  test('stays beside it as it was, whatever is changed later', async () => {
    const old = '{"version":1,"first":"a"}';
    const { file, folder } = await setup(old, { version: 3, migrate, keepOld: true });
    const names = file();
    await names.load(now);
    await names.change(add('c'));
    await names.change(add('d'));
    expect(await readFile(join(folder, 'names.json.version-1'), 'utf8')).toBe(old);
    expect((await readdir(folder)).sort()).toEqual([
      'names.json',
      'names.json.old',
      'names.json.version-1',
    ]);
  });

  test('is not upgraded where it cannot be kept', async () => {
    const old = '{"version":1,"first":"a"}';
    const { file, folder, text: written } = await setup(old, { version: 3, migrate });
    const names = file();
    await names.load(now);
    await mkdir(join(folder, 'names.json.version-1'));
    await expect(names.change(add('c'))).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(await written()).toBe(old);
  });

  test('that nobody can upgrade is set aside', async () => {
    const { file, folder } = await setup(text(['one']), { version: 2 });
    const names = file();
    expect(await names.load(now)).toEqual({ names: [] });
    expect(names.setAside).toBe(true);
    expect(await readdir(folder)).toEqual(['names.json', 'names.json.broken-7']);
  });
});

describe('a file of a newer version', () => {
  test('is refused and never touched', async () => {
    const newer = '{"version":2,"people":[]}';
    const { file, text: written, folder } = await setup(newer, { keepOld: true });
    const names = file();
    await expect(names.load(now)).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
    await expect(names.change(add('one'))).rejects.toMatchObject({
      code: 'FILE_FROM_NEWER_VERSION',
    });
    expect(await written()).toBe(newer);
    expect(await readdir(folder)).toEqual(['names.json']);
  });

  test('is refused too where only the generation before is whole', async () => {
    const newer = '{"version":2,"people":[]}';
    const { file, path, text: written } = await setup('{"version":2,"peo', { keepOld: true });
    await writeFile(`${path}.old`, newer);
    const names = file();
    await expect(names.load(now)).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
    await expect(names.change(add('one'))).rejects.toMatchObject({
      code: 'FILE_FROM_NEWER_VERSION',
    });
    expect(await written('.old')).toBe(newer);
  });
});

test('what a newer app has written while this one runs is not written over', async () => {
  const newer = '{"version":2,"people":[]}';
  const { file, text: written, folder } = await setup('{"version":1,"names":["a"]}');
  const names = file();
  await names.load(now);
  await writeFile(join(folder, 'names.json'), newer);
  await expect(names.change(add('b'))).rejects.toMatchObject({
    code: 'FILE_FROM_NEWER_VERSION',
  });
  expect(await written()).toBe(newer);
});

test('the generation before of a newer version is copied aside before it is written over', async () => {
  const newer = '{"version":2,"people":[]}';
  const { file, path, folder } = await setup(text(['one']), { keepOld: true });
  await writeFile(`${path}.old`, newer);
  const names = file();
  await names.load(now);
  await names.change(add('two'));
  const aside = (await readdir(folder)).filter((name) => name.includes('newer-'));
  expect(aside).toHaveLength(1);
  expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe(newer);
});
