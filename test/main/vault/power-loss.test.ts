import { join } from 'node:path';
import { expect, test } from 'vitest';
import { durableFiles } from '../../../main/vault/files.ts';
import { JsonFile } from '../../../main/vault/json-file.ts';
import * as v from 'valibot';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';
import { DiskModel } from '../../support/power-loss/disk-model.ts';
import { RecordedDisk } from '../../support/power-loss/recorded-disk.ts';
import { Random } from '../../support/reliability/random.ts';

/** What can be found of one file after power was lost, each content once; null: no file. */
const found = (model: DiskModel, path: string): readonly (string | null)[] => [
  ...new Set(model.states().map((state) => state.get(path) ?? null)),
];

/** Cuts the power before each call of `act` in turn; gives what can then be found of `path`. */
async function cutEverywhere(
  path: string,
  before: (root: string) => Promise<unknown>,
  act: (root: string) => Promise<unknown>,
): Promise<readonly (readonly (string | null)[])[]> {
  const states: (readonly (string | null)[])[] = [];
  for (let call = 0; ; call += 1) {
    const root = await temporaryFolder();
    using disk = RecordedDisk.watch(root);
    await before(root);
    const cut = new Promise<'cut'>((resolve) => {
      disk.cutAt(disk.calls.length + call, () => {
        resolve('cut');
      });
    });
    const end = await Promise.race([cut, act(root).then(() => 'done' as const)]);
    states.push(found(disk.model, path));
    if (end === 'done') return states;
  }
}

test('a write that resolved survives a power cut, and so do the folders that it made', async () => {
  const root = await temporaryFolder();
  using disk = RecordedDisk.watch(root);
  const path = 'user-data/vault/index.json';
  await durableFiles.write(join(root, path), 'one');
  expect(found(disk.model, path)).toEqual(['one']);
  await durableFiles.write(join(root, path), 'two');
  expect(found(disk.model, path)).toEqual(['two']);
});

test('a write that a power cut ends leaves the old content or the new, never half of one', async () => {
  const states = await cutEverywhere(
    'index.json',
    (root) => durableFiles.write(join(root, 'index.json'), 'old'),
    (root) => durableFiles.write(join(root, 'index.json'), 'new'),
  );
  // Created, written, synced, renamed, tidied up, folder synced.
  expect(states.length).toBeGreaterThanOrEqual(5);
  for (const contents of states)
    expect(['old', 'new']).toEqual(expect.arrayContaining([...contents]));
  expect(states[0]).toEqual(['old']);
  expect(states.at(-1)).toEqual(['new']);
});

test('a versioned file that keeps its generation before can be read after any power cut', async () => {
  const file = (root: string) =>
    new JsonFile(durableFiles, {
      path: join(root, 'index.json'),
      version: 1,
      schema: v.object({ n: v.number() }),
      empty: { n: 0 },
      keepOld: true,
    });
  const states = await cutEverywhere(
    'index.json',
    (root) => file(root).change(() => ({ n: 1 })),
    async (root) => {
      const opened = file(root);
      await opened.load(0);
      await opened.change(() => ({ n: 2 }));
    },
  );
  const numbers = states.flat().map((text) => (JSON.parse(text ?? '{}') as { n?: number }).n);
  expect(new Set(numbers)).toEqual(new Set([1, 2]));
});

test('what is copied aside survives a power cut, before anything else is written', async () => {
  const root = await temporaryFolder();
  using disk = RecordedDisk.watch(root);
  await durableFiles.write(join(root, 'index.json'), 'torn');
  await durableFiles.copyAside(join(root, 'index.json'), 'broken');
  expect(found(disk.model, 'index.json.broken')).toEqual(['torn']);
});

test('where there are too many states, all, nothing and each thing alone are among those tried', () => {
  const model = new DiskModel();
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  for (const name of names) model.truncate(name);
  expect(model.states()).toHaveLength(2 ** names.length);
  const some = (seed: number): string[] =>
    model
      .states({ most: 40, random: new Random(seed) })
      .map((state) => [...state.keys()].sort().join(''));
  const found = some(1);
  expect(found.length).toBeLessThanOrEqual(40);
  expect(found).toEqual(expect.arrayContaining(['', names.join(''), ...names]));
  expect(found).toEqual(
    expect.arrayContaining(names.map((lost) => names.filter((name) => name !== lost).join(''))),
  );
  expect(some(1)).toEqual(found);
  expect(some(2)).not.toEqual(found);
});
