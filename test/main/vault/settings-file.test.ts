import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { durableFiles } from '../../../main/vault/files.ts';
import { defaultSettings, readSettings, settingsFile } from '../../../main/vault/settings-file.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const now = Date.UTC(2026, 0, 2);
let path: string;

beforeEach(async () => {
  path = join(await temporaryFolder(), 'settings.json');
});

test('settings that are there are in use', async () => {
  await writeFile(path, '{"version":1,"clipboardClearSeconds":60}');
  const settings = settingsFile(durableFiles, path);
  expect(await readSettings(settings, now, new RecordingLog())).toBe(true);
  expect(settings.content).toEqual({ ...defaultSettings, clipboardClearSeconds: 60 });
});

test('what cannot be read gives way to the usual ones, and is not written over', async () => {
  await mkdir(path);
  const settings = settingsFile(durableFiles, path);
  expect(await readSettings(settings, now, new RecordingLog())).toBe(false);
  expect(settings.content).toEqual(defaultSettings);
  await expect(
    settings.change((content) => ({ ...content, lockAfterMinutes: 5 })),
  ).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(settings.content).toEqual(defaultSettings);
});

test('what could not be read at the start is not written over later, when it can be', async () => {
  const text = '{"version":1,"clipboardClearSeconds":120}';
  await writeFile(path, text);
  let isFirst = true;
  const read = (asked: string): Promise<string | null> => {
    if (!isFirst) return durableFiles.read(asked);
    isFirst = false;
    return Promise.reject(new Error('EACCES'));
  };
  const settings = settingsFile({ ...durableFiles, read }, path);
  expect(await readSettings(settings, now, new RecordingLog())).toBe(false);
  await expect(
    settings.change((content) => ({ ...content, lockAfterMinutes: 5 })),
  ).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(await readFile(path, 'utf8')).toBe(text);
});

test("a newer app's are refused and left alone", async () => {
  const newer = '{"version":2}';
  await writeFile(path, newer);
  const settings = settingsFile(durableFiles, path);
  await expect(readSettings(settings, now, new RecordingLog())).rejects.toMatchObject({
    code: 'FILE_FROM_NEWER_VERSION',
  });
  expect(await readFile(path, 'utf8')).toBe(newer);
});
