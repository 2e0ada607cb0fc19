import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageFolder, readLicence } from '../../scripts/licences/package.ts';
import { foldersOf, noticesText, shippedLicences } from '../../scripts/licences/shipped.ts';

let root: string;

const write = (path: string, content: unknown): string => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

/** A package that is installed; gives its folder. */
function install(name: string, manifest: object = {}, files: object = { LICENSE: 'The text' }) {
  const folder = `node_modules/${name}`;
  write(`${folder}/package.json`, { name, version: '1.2.3', license: 'MIT', ...manifest });
  for (const [file, text] of Object.entries(files)) write(`${folder}/${file}`, text);
  return join(root, folder);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'licences-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const chunk = (modules: Readonly<Record<string, number>>) => ({
  modules: Object.fromEntries(
    Object.entries(modules).map(([id, renderedLength]) => [id, { renderedLength }]),
  ),
});

describe('which packages are in a bundle', () => {
  test('those of its modules, the inner one of two, and none of which nothing is left', () => {
    install('outer');
    const inner = install('outer/node_modules/inner');
    install('dropped');
    const folders = foldersOf(
      [
        chunk({
          [join(root, 'main/index.ts')]: 10,
          [join(root, 'node_modules/outer/node_modules/inner/lib/index.js')]: 10,
          [join(root, 'node_modules/dropped/index.js')]: 0,
        }),
      ],
      root,
    );
    expect([...folders]).toEqual([inner]);
  });

  test('a manifest without a name beside some modules is not a package', () => {
    const whole = install('@scope/both');
    write('node_modules/@scope/both/esm/package.json', { type: 'module' });
    expect(packageFolder(join(whole, 'esm/index.js?commonjs-module'))).toBe(whole);
  });

  test('what builds it, where lines of that are in it', () => {
    const folders = foldersOf([chunk({ '\0vite/preload-helper.js': 5 })], root);
    expect([...folders]).toEqual([join(root, 'node_modules/vite')]);
  });

  test('one that cannot be found fails the build', () => {
    const stray = write('node_modules/stray/index.js', '');
    expect(() => packageFolder(stray)).toThrow(/No package could be found/);
  });
});

describe('a licence', () => {
  test.each<[unknown, string]>([
    ['ISC', 'ISC'],
    [{ type: 'MIT/X11' }, 'MIT'],
    [['MIT', 'Apache2'], 'MIT OR Apache-2.0'],
  ])('is named as SPDX does: %j', (license, licence) => {
    expect(readLicence(install('some', { license })).licence).toBe(licence);
  });

  test('may have several files, of any spelling', () => {
    const files = { 'LICENSE.MIT': 'one', 'LICENSE.APACHE2': 'two', 'readme.md': 'no' };
    expect(readLicence(install('some', {}, files)).text).toBe('two\n\none');
    expect(readLicence(install('other', {}, { LICENCE: 'British' })).text).toBe('British');
  });

  test.each<[string, object, object]>([
    ['without a text', {}, { 'readme.md': 'MIT' }],
    ['with an empty text', {}, { LICENSE: ' \n' }],
    ['without a name', { license: undefined }, { LICENSE: 'text' }],
  ])('%s fails the build with a sentence', (_, manifest, files) => {
    const folder = install('nameless', manifest, files);
    expect(() => readLicence(folder)).toThrow(/^The package nameless 1\.2\.3 .*licence.*\.$/);
  });
});

test('all that ships is listed once, by name, and stands in the text', () => {
  const some = install('some');
  const beside = ['electron', 'keytar', 'node-addon-api'];
  for (const name of beside) install(name);
  const licences = shippedLicences(new Set([some]), root);
  expect(licences.map(({ name }) => name)).toEqual([...beside, 'some']);
  const text = noticesText(licences);
  for (const { name } of licences) expect(text).toContain(`\n${name} 1.2.3 (MIT)\n\nThe text`);
});
