import { readdir, readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { add, schema, setup, text } from './names-file.ts';

const now = 7;

describe('a file', () => {
  test('that is not there holds what is given for empty, and is made by the first change', async () => {
    const { file, text: written, folder } = await setup();
    const names = file();
    expect(await names.load(now)).toEqual({ names: [] });
    expect(await readdir(folder)).toEqual([]);
    await names.change(add('one'));
    expect(JSON.parse(await written())).toEqual({ version: 1, names: ['one'] });
  });

  test('is read by the next run', async () => {
    const { file } = await setup();
    await file().change(add('one'));
    const next = file();
    expect(await next.load(now)).toEqual({ names: ['one'] });
    expect(next.setAside).toBe(false);
  });

  test('takes changes one after another, each on the one before', async () => {
    const { file, text: written } = await setup();
    const names = file();
    const all = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(all.map((name) => names.change(add(name))));
    expect(names.content).toEqual({ names: all });
    expect(JSON.parse(await written())).toEqual({ version: 1, names: all });
  });

  test('keeps its content where a change cannot be written, and takes the next one', async () => {
    const { file, files } = await setup();
    const names = file();
    await names.change(add('one'));
    files.failWrites = () => true;
    await expect(names.change(add('lost'))).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(names.content).toEqual({ names: ['one'] });
    files.failWrites = () => false;
    expect(await names.change(add('two'))).toEqual({ names: ['one', 'two'] });
  });

  test('is not replaced by what could not be read again, nor is the generation before it', async () => {
    const short = v.object({ names: v.array(v.pipe(v.string(), v.maxLength(3))) });
    const { file, text: written, folder } = await setup(text(['two']), { schema: short });
    const names = file({ keepOld: true });
    await names.load(now);
    await names.change(() => ({ names: ['one'] }));
    await expect(names.change(add('three'))).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(names.content).toEqual({ names: ['one'] });
    expect([await written(), await written('.old')]).toEqual([text(['one']), text(['two'])]);
    expect(await readdir(folder)).toEqual(['names.json', 'names.json.old']);
    expect(await names.change(add('six'))).toEqual({ names: ['one', 'six'] });
  });

  test('holds what could not be written for this run', async () => {
    const { file } = await setup(text(['one']));
    const names = file();
    await names.load(now);
    names.hold({ names: ['held'] });
    expect(names.content).toEqual({ names: ['held'] });
    expect(await file().load(now)).toEqual({ names: ['one'] });
  });
});

describe('a broken file', () => {
  test.each([
    ['nothing', ''],
    ['a torn one', '{"version":1,"names":["on'],
    ['zeros', '\0'.repeat(100)],
    ['JSON of something else', '{"name":"my-app","private":true}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a version in words', '{"version":"1","names":[]}'],
    ['version 0', '{"version":0,"names":[]}'],
    ['half a version', '{"version":1.5,"names":[]}'],
    ['other content', '{"version":1,"names":"one"}'],
  ])('is set aside and never lost: %s', async (_, content) => {
    const { file, text: written } = await setup(content);
    const names = file();
    expect(await names.load(now)).toEqual({ names: [] });
    expect(names.setAside).toBe(true);
    await names.change(add('one'));
    expect(await written('.broken-7')).toBe(content);
    expect(await file().load(now)).toEqual({ names: ['one'] });
  });

  test('takes up the generation before', async () => {
    const { file, path } = await setup(undefined, { keepOld: true });
    const names = file();
    await names.change(add('one'));
    await names.change(add('two'));
    await writeFile(path, '{"version":1,"na');
    const next = file();
    expect(await next.load(now)).toEqual({ names: ['one'] });
    expect(next.setAside).toBe(true);
  });

  test('takes up the generation before where the file itself is gone', async () => {
    const { file, path, files } = await setup(undefined, { keepOld: true });
    const names = file();
    await names.change(add('one'));
    await names.change(add('two'));
    await files.remove(path);
    expect(await file().load(now)).toEqual({ names: ['one'] });
  });

  test.each([
    ['gone', null],
    ['broken', 'half of it'],
  ])('is set aside where it is the generation before, and the file is %s', async (_, main) => {
    const { file, path, text: written } = await setup(undefined, { keepOld: true });
    await writeFile(`${path}.old`, '{"version":1,"na');
    if (main !== null) await writeFile(path, main);
    const names = file();
    expect(await names.load(now)).toEqual({ names: [] });
    expect(names.setAside).toBe(true);
    await names.change(add('one'));
    await names.change(add('two'));
    expect(await written('.old.broken-7')).toBe('{"version":1,"na');
  });

  test('never becomes the generation before', async () => {
    const { file, path, text: written } = await setup(undefined, { keepOld: true });
    const names = file();
    await names.change(add('one'));
    await names.change(add('two'));
    await writeFile(path, 'broken');
    await names.change(add('three'));
    expect(JSON.parse(await written('.old'))).toEqual({ version: 1, names: ['one'] });
  });

  test('is known for what it is at every byte where it may be torn', async () => {
    const whole = text(['one', 'zwölf', '漢字']);
    const bytes = Buffer.from(whole);
    const { file, path, files } = await setup(undefined, { keepOld: true });
    const outcomes: string[] = [];
    for (let end = 0; end <= bytes.length; end += 1) {
      await writeFile(`${path}.old`, text(['before']));
      await writeFile(path, bytes.subarray(0, end));
      const names = file();
      const [first = ''] = (await names.load(end)).names;
      outcomes.push(`${first}${names.setAside ? ', set aside' : ''}`);
      if (names.setAside)
        expect(await readFile(`${path}.broken-${end}`)).toEqual(bytes.subarray(0, end));
    }
    expect(files.writes).toEqual([]);
    // Whole with its last newline, and without.
    expect(outcomes.slice(-2)).toEqual(['one', 'one']);
    expect(new Set(outcomes.slice(0, -2))).toEqual(new Set(['before, set aside']));
  });
});

test('whatever is in a file, loading gives content or refuses, and loses nothing', async () => {
  const { file, path, text: written } = await setup();
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record({ version: fc.jsonValue(), names: fc.jsonValue() })
      .map((content) => JSON.stringify(content)),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(anything, async (content) => {
      run += 1;
      await writeFile(path, content);
      const names = file();
      const loaded = await names.load(run).catch((error: unknown) => error);
      expect(loaded).toSatisfy(
        (outcome) => v.is(schema, outcome) || v.is(v.object({ code: v.literal(refusal) }), outcome),
      );
      if (names.setAside) expect(await written(`.broken-${run}`)).toBe(content);
      expect(await written()).toBe(content);
    }),
    { numRuns: 100 },
  );
});

const refusal = 'FILE_FROM_NEWER_VERSION';
