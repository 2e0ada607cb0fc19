import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { JsonFile, type JsonFileOptions } from '../../../main/vault/json-file.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';
import { TestFiles } from '../../support/core/test-files.ts';

export interface Names {
  readonly names: readonly string[];
}

export const schema = v.object({ names: v.array(v.string()) });
export type Options = Partial<JsonFileOptions<Names>>;

/** A file of names, with what stands in it at first. */
export async function setup(content?: string, options: Options = {}) {
  const folder = await temporaryFolder();
  const path = join(folder, 'names.json');
  if (content !== undefined) await writeFile(path, content);
  const files = new TestFiles();
  const file = (more: Options = {}): JsonFile<Names> =>
    new JsonFile(files, {
      path,
      version: 1,
      schema,
      empty: { names: [] },
      ...options,
      ...more,
    });
  const text = (suffix = ''): Promise<string> => readFile(path + suffix, 'utf8');
  return { folder, path, files, file, text };
}

/** As the file has them. */
export const text = (names: readonly string[], version = 1): string =>
  `${JSON.stringify({ version, names }, null, 1)}\n`;

export const add =
  (name: string) =>
  ({ names }: Names): Names => ({ names: [...names, name] });
