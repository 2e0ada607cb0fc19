import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dump, JSON_SCHEMA, load } from 'js-yaml';
import * as v from 'valibot';

/** What electron-builder writes for the updater, as far as two of them are put together. */
const channelSchema = v.looseObject({
  version: v.string(),
  files: v.array(v.looseObject({ url: v.string() })),
});

/** The list of updates of one system, as each of its builds has written it: one with the files of all. */
export function mergeChannels(texts: readonly string[]): string {
  const channels = texts.map((text) => v.parse(channelSchema, load(text, { schema: JSON_SCHEMA })));
  const [first] = channels;
  if (!first) throw new Error('There is no list of updates to put together.');
  const versions = new Set(channels.map(({ version }) => version));
  if (versions.size > 1)
    throw new Error(`The builds are of several versions: ${[...versions].join(', ')}.`);
  return dump({ ...first, files: channels.flatMap(({ files }) => files) }, { lineWidth: -1 });
}

/** What a release has of its builds: never of one with the fallback Electron, nor one that can be inspected. */
const released = /^token-vault-\d+\.\d+\.\d+-(linux|mac|win)-[\w.-]+$/;

/**
 * Brings the files of all builds into one folder.
 *
 * @param from a folder with a folder of each build.
 * @throws where there is another file than those of a release, or two builds have one of one name that is not a list of updates.
 */
export async function collect(from: string, to: string): Promise<readonly string[]> {
  await mkdir(to, { recursive: true });
  const channels = new Map<string, string[]>();
  const copied = new Set<string>();
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((file) => file.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (/^latest.*\.yml$/.test(entry.name)) {
      const text = await readFile(path, 'utf8');
      channels.set(entry.name, [...(channels.get(entry.name) ?? []), text]);
    } else if (!released.test(entry.name)) {
      throw new Error(`${entry.name} is no file of a release.`);
    } else if (copied.has(entry.name)) {
      throw new Error(`Two builds have made a file of the name ${entry.name}.`);
    } else {
      copied.add(entry.name);
      await copyFile(path, join(to, entry.name));
    }
  }
  for (const [name, texts] of channels) await writeFile(join(to, name), mergeChannels(texts));
  return [...copied, ...channels.keys()].sort();
}

/** The lines that `sha256sum --check` reads, by name. */
export async function checksums(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name !== 'SHA256SUMS').sort();
  const lines: string[] = [];
  for (const name of names) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    lines.push(`${hash.digest('hex')}  ${basename(name)}\n`);
  }
  return lines.join('');
}
