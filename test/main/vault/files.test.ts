import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { durableFiles } from '../../../main/vault/files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

describe('a write', () => {
  test('makes its folders and a file that only its owner can read', async () => {
    const folder = join(await temporaryFolder(), 'a/b');
    const path = join(folder, 'index.json');
    await durableFiles.write(path, 'content');
    expect(await readFile(path, 'utf8')).toBe('content');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('replaces the content and leaves nothing beside it', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'index.json');
    await durableFiles.write(path, 'long content of before');
    await durableFiles.write(path, 'new');
    expect(await durableFiles.read(path)).toBe('new');
    expect(await readdir(folder)).toEqual(['index.json']);
  });

  test('narrows the mode of a file that others could read', async () => {
    const path = join(await temporaryFolder(), 'index.json');
    await writeFile(path, 'old', { mode: 0o644 });
    await durableFiles.write(path, 'new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['a folder below a file', 'file/index.json'],
    ['a folder of that name', 'folder'],
  ])('that cannot be done says so: %s', async (_, name) => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'file'), '');
    await mkdir(join(root, 'folder/full'), { recursive: true });
    const before = await readdir(root);
    const written = durableFiles.write(join(root, name), 'x');
    await expect(written).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(await readdir(root)).toEqual(before);
  });
});

describe('a read', () => {
  test('is null only where there is no file', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'file'), 'x');
    expect(await durableFiles.read(join(root, 'none.json'))).toBeNull();
    await expect(durableFiles.read(root)).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
    await expect(durableFiles.read(join(root, 'file/x'))).rejects.toMatchObject({
      code: 'ENOTDIR',
    });
  });
});

describe('a copy aside', () => {
  test('stands beside the file, which stays', async () => {
    const path = join(await temporaryFolder(), 'index.json');
    await writeFile(path, 'broken');
    const copy = await durableFiles.copyAside(path, 'broken-7');
    expect(copy).toBe(`${path}.broken-7`);
    expect(await Promise.all([path, copy].map((each) => readFile(each, 'utf8')))).toEqual([
      'broken',
      'broken',
    ]);
  });

  test('never overwrites another', async () => {
    const path = join(await temporaryFolder(), 'index.json');
    const copies: string[] = [];
    for (const content of ['first', 'second', 'third']) {
      await writeFile(path, content);
      copies.push(await durableFiles.copyAside(path, 'broken-7'));
    }
    expect(copies.map((copy) => copy.slice(path.length))).toEqual([
      '.broken-7',
      '.broken-7-1',
      '.broken-7-2',
    ]);
    expect(await Promise.all(copies.map((copy) => readFile(copy, 'utf8')))).toEqual([
      'first',
      'second',
      'third',
    ]);
  });
});

test('removing takes a file, a folder with all in it, or nothing', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'folder/inner'), { recursive: true });
  await writeFile(join(root, 'folder/inner/file'), '');
  await writeFile(join(root, 'file'), '');
  for (const name of ['folder', 'file', 'none']) await durableFiles.remove(join(root, name));
  expect(await readdir(root)).toEqual([]);
});

test('removing a link leaves what it points to', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'kept'));
  await symlink(join(root, 'kept'), join(root, 'link'));
  await durableFiles.remove(join(root, 'link'));
  expect(await readdir(root)).toEqual(['kept']);
});

test('exists tells a missing file from one that cannot be looked at', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'file'), '');
  expect(await durableFiles.exists(join(root, 'file'))).toBe(true);
  expect(await durableFiles.exists(root)).toBe(true);
  expect(await durableFiles.exists(join(root, 'none'))).toBe(false);
  await expect(durableFiles.exists(join(root, 'file/none'))).rejects.toMatchObject({
    code: 'ENOTDIR',
  });
});

test('a copy that cannot be made says so, as a write does', async () => {
  const folder = await temporaryFolder();
  await expect(durableFiles.copyAside(join(folder, 'none.json'), 'broken-7')).rejects.toMatchObject(
    {
      code: 'FILE_NOT_WRITTEN',
    },
  );
});

test.skipIf(process.platform === 'win32')(
  'what is no file is not waited for: a pipe, a folder',
  async () => {
    const folder = await temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'index.json')]);
    await expect(durableFiles.read(join(folder, 'index.json'))).rejects.toMatchObject({
      code: 'FILE_NOT_READ',
    });
    await expect(durableFiles.read(folder)).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
  },
);

// Where not even root may write.
test.skipIf(process.platform !== 'linux').each(['/proc/index.json', '/sys/index.json'])(
  'a folder that takes no files says so, as a full disk does: %s',
  async (path) => {
    const refused = { code: 'FILE_NOT_WRITTEN' };
    await expect(durableFiles.write(path, '{}')).rejects.toMatchObject(refused);
  },
);
