import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { path, setup } from './importing.ts';
import { unsaid } from '../../support/unsaid.ts';

describe('a file', () => {
  async function opened() {
    const { core, id, value } = await setup();
    core.tokenFiles.texts.set(path, `${value}\n`);
    core.tokenFiles.chosen = path;
    return { core, id, value };
  }

  test('that was chosen or dropped is read like a pasted text, and named', async () => {
    const { core, id } = await opened();
    const chosen = await core.app.imports.openFile();
    expect(chosen).toMatchObject({ id, fileName: 'token.txt' });
    expect(await core.app.imports.openDropped(path)).toEqual(chosen);
    core.tokenFiles.chosen = null;
    expect(await core.app.imports.openFile()).toBeNull();
    await expect(core.app.imports.openDropped('/none')).rejects.toMatchObject({
      code: 'FILE_NOT_READ',
    });
  });

  test('that holds more than the value is not ours to delete', async () => {
    const { core, id, value } = await opened();
    core.tokenFiles.texts.set(path, `IONOS_TOKEN=${value}\nIONOS_API_URL=https://x\n`);
    expect(await core.app.imports.openFile()).toMatchObject({
      id,
      fileName: 'token.txt',
      fileHasMore: true,
    });
    await core.app.imports.keep(unsaid);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
  });

  test('is deleted when its value is kept, not before', async () => {
    const { core } = await opened();
    await core.app.imports.openFile();
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
    await core.app.imports.keep(unsaid);
    await core.app.imports.deleteFile();
    expect(core.tokenFiles.texts.has(path)).toBe(false);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('that cannot be deleted is said, and can be tried again', async () => {
    const { core } = await opened();
    await core.app.imports.openFile();
    await core.app.imports.keep(unsaid);
    core.tokenFiles.fails = true;
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    core.tokenFiles.fails = false;
    await core.app.imports.deleteFile();
    expect(core.tokenFiles.texts.has(path)).toBe(false);
  });

  test.each(['no-service', 'no-bus'] as const)(
    'is the only lasting copy without a keychain (%s), and stays until there is one',
    async (mode) => {
      const { core, id } = await opened();
      core.keytar.mode = mode;
      await core.app.imports.openFile();
      expect(await core.app.imports.keep(unsaid)).toEqual({ tokenId: id, kept: 'session' });
      const only = { code: 'FILE_ONLY_COPY' };
      await expect(core.app.imports.deleteFile()).rejects.toMatchObject(only);
      expect(core.tokenFiles.texts.has(path)).toBe(true);
      core.keytar.mode = 'unlocked';
      await core.app.unlock();
      await core.until(() => core.keytar.items().has(tokenItem(id)));
      await core.app.imports.deleteFile();
      expect(core.tokenFiles.texts.has(path)).toBe(false);
    },
  );

  test('stays where the keychain holds its value no longer, or cannot be asked', async () => {
    const { core, id } = await opened();
    await core.app.imports.openFile();
    expect(await core.app.imports.keep(unsaid)).toEqual({ tokenId: id, kept: 'keychain' });
    core.keytar.mode = 'locked';
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    core.keytar.mode = 'unlocked';
    await core.app.values.forget(id);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'FILE_ONLY_COPY' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
  });

  test('that is another by now is left alone', async () => {
    const { core } = await opened();
    await core.app.imports.openFile();
    await core.app.imports.keep(unsaid);
    core.tokenFiles.texts.set(path, 'another text');
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(core.tokenFiles.texts.get(path)).toBe('another text');
  });

  test('is left alone where the import was given up, or another value was pasted', async () => {
    const { core, value } = await opened();
    await core.app.imports.openFile();
    core.app.imports.cancel();
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    await core.app.imports.openFile();
    core.app.imports.read(value);
    await core.app.imports.keep(unsaid);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
  });
});
