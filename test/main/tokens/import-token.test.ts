import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { tokenWith } from '../../support/core/token-values.ts';

const path = '/home/paula/Downloads/token.txt';
/** Nothing is said of it. */
const nothing = { label: '', note: '', usedIn: '', color: 'none' } as const;
const kid = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';

async function setup(): Promise<{ core: Core; id: string; value: string }> {
  const core = await setupCore();
  await core.signIn('plain');
  const made = await core.control.consoleToken('plain');
  await core.app.lists.refresh();
  return { core, id: made.kid, value: made.value };
}

describe('a value that is read', () => {
  test.each<[string, (value: string) => string]>([
    ['as it is', (value) => value],
    ['with white space around it', (value) => `  ${value}\r\n`],
    ['in quotes', (value) => `"${value}"`],
    ['with "Bearer" before it', (value) => `Bearer ${value}`],
    ['in a line of a shell', (value) => `export IONOS_TOKEN="${value}"\n`],
  ])('%s says what it is, and is not kept yet', async (_, written) => {
    const { core, id, value } = await setup();
    expect(core.app.imports.read(written(value))).toMatchObject({
      id,
      contractNumber: accounts.plain.contracts[0],
      userId: accounts.plain.userId,
      role: 'owner',
      bytes: Buffer.byteLength(value),
      expired: false,
      otherContract: false,
      otherUser: false,
      alreadySaved: false,
      fileName: null,
      fileHasMore: false,
    });
    expect(core.keytar.items().has(tokenItem(id))).toBe(false);
    expect(core.index.tokens.some((token) => token.id === id)).toBe(false);
  });

  test.each([
    ['', 'TOKEN_EMPTY'],
    [' \n', 'TOKEN_EMPTY'],
    [kid, 'TOKEN_IS_UUID'],
    [` ${kid.toUpperCase()}\n`, 'TOKEN_IS_UUID'],
    [`${'0123456789abcdef'.repeat(2)}.${'aB3-_'.repeat(10)}`, 'TOKEN_IS_API_KEY'],
    ['a word', 'TOKEN_NOT_JWT'],
    ['eyJ.eyJ.x', 'TOKEN_NOT_JWT'],
    [tokenWith({}, {}), 'TOKEN_NOT_JWT'],
    [tokenWith({ kid: 'no id' }, {}), 'TOKEN_NOT_JWT'],
    [`${tokenWith({ kid }, {})}.more`, 'TOKEN_NOT_JWT'],
    [tokenWith({ kid }, { iat: 1 }).replace(/(.{70})/g, '$1\n'), 'TOKEN_BROKEN'],
    [`${tokenWith({ kid }, { iat: 1 })},${tokenWith({ kid }, { iat: 2 })}`, 'TOKEN_SEVERAL'],
  ])('%j is refused: %s', async (text, code) => {
    const { core, value } = await setup();
    core.app.imports.read(value);
    expect(() => core.app.imports.read(text)).toThrow(expect.objectContaining({ code }) as Error);
    // What was read before is no longer waiting: nobody keeps it by mistake.
    await expect(core.app.imports.keep(nothing)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('needs an account', async () => {
    const core = await setupCore();
    expect(() => core.app.imports.read(tokenWith({ kid }, {}))).toThrow('NOT_SIGNED_IN');
  });
});

describe('a value that is kept', () => {
  test('is matched by its id: saved and live, under the label that was given', async () => {
    const { core, id, value } = await setup();
    core.app.imports.read(`${value}\n`);
    expect(await core.app.imports.keep({ ...nothing, label: '  from the console ' })).toEqual({
      tokenId: id,
      kept: 'keychain',
    });
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id, state: 'saved', label: 'from the console' }),
    );
    expect(core.app.imports.read(value).alreadySaved).toBe(true);
  });

  test('has with it all that was said of it', async () => {
    const { core, id, value } = await setup();
    expect(core.app.imports.read(value).notes).toEqual(nothing);
    const said = {
      label: ' ci ',
      note: ' ask Paula\n',
      usedIn: ' nightly ',
      color: 'teal',
    } as const;
    await core.app.imports.keep(said);
    const written = { label: 'ci', note: 'ask Paula', usedIn: 'nightly', color: 'teal' };
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, ...written }));
    await core.restart();
    await core.app.start();
    expect(core.app.imports.read(value).notes).toEqual(written);
  });

  test('that was saved before goes on from what is written down of it', async () => {
    const { core, id, value } = await setup();
    const written = { label: 'ci', note: 'ask Paula', usedIn: 'nightly', color: 'teal' } as const;
    core.app.imports.read(value);
    await core.app.imports.keep(written);
    const again = core.app.imports.read(value);
    expect(again).toMatchObject({ alreadySaved: true, notes: written });
    await core.app.imports.keep(again.notes);
    expect(core.index.notes).toContainEqual({ id, ...written });
    core.app.imports.read(value);
    await core.app.imports.keep({ ...again.notes, label: 'renamed', note: '' });
    expect(core.index.notes).toContainEqual({ id, ...written, label: 'renamed', note: '' });
  });

  test.each(['unlocked', 'no-service'] as const)(
    'never takes the place of another value of the same token (%s)',
    async (keyring) => {
      const core = await setupCore({ keyring });
      await core.signIn('plain');
      const { value } = await core.control.consoleToken('plain');
      core.app.imports.read(value);
      const { tokenId } = await core.app.imports.keep({ ...nothing, label: 'ci' });
      // What a careless selection leaves of it: three parts still, and the same id.
      const cut = value.slice(0, -20);
      core.tokenFiles.texts.set(path, cut);
      expect(await core.app.imports.openDropped(path)).toMatchObject({ id: tokenId });
      await expect(core.app.imports.keep({ ...nothing, label: 'cut' })).rejects.toMatchObject({
        code: 'VALUE_DIFFERS',
      });
      expect(await core.app.values.reveal(tokenId)).toEqual({ value });
      expect(core.index.notes).toContainEqual(
        expect.objectContaining({ id: tokenId, label: 'ci' }),
      );
      await expect(core.app.imports.deleteFile()).rejects.toMatchObject({
        code: 'NOTHING_PENDING',
      });
      // A person who knows better says so by forgetting the saved one.
      await core.app.values.forget(tokenId);
      await core.app.imports.keep(nothing);
      expect(await core.app.values.reveal(tokenId)).toEqual({ value: cut });
    },
  );

  test('is not taken for missing where only the index forgot it', async () => {
    const { core, id, value } = await setup();
    core.keytar.put(tokenItem(id), value);
    core.app.imports.read(value.slice(0, -20));
    await expect(core.app.imports.keep(nothing)).rejects.toMatchObject({ code: 'VALUE_DIFFERS' });
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  });

  test('takes the place of what is no value of this token', async () => {
    const { core, id, value } = await setup();
    core.keytar.put(tokenItem(id), 'text of another program');
    core.app.imports.read(value);
    await core.app.imports.keep(nothing);
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  });

  test('in memory only has its label, too', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('plain');
    const made = await core.control.consoleToken('plain');
    await core.app.lists.refresh();
    core.app.imports.read(made.value);
    await core.app.imports.keep({ ...nothing, label: 'ci' });
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: made.kid, label: 'ci', kept: 'session', state: 'saved' }),
    );
  });

  test('is kept once', async () => {
    const { core, value } = await setup();
    core.app.imports.read(value);
    await core.app.imports.keep(nothing);
    await expect(core.app.imports.keep(nothing)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('that is younger than the list is never said to be gone', async () => {
    const { core } = await setup();
    const young = await core.control.consoleToken('plain');
    core.clock.advance(1_000);
    core.app.imports.read(young.value);
    const states: string[] = [];
    const end = core.onChange(({ list }) => {
      states.push(...(list?.tokens ?? []).filter(({ id }) => id === young.kid).map((t) => t.state));
    });
    await core.app.imports.keep(nothing);
    await core.until(({ list }) =>
      list.tokens.some(({ id, state }) => id === young.kid && state === 'saved'),
    );
    end();
    expect(new Set(states)).toEqual(new Set(['cannot-tell', 'saved']));
  });

  test('of another contract and user is said to be, and filed under its own', async () => {
    const { core } = await setup();
    const other = await core.control.consoleToken('empty');
    expect(core.app.imports.read(other.value)).toMatchObject({
      otherContract: true,
      otherUser: true,
    });
    await core.app.imports.keep(nothing);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({
        id: other.kid,
        state: 'cannot-tell',
        contractNumber: accounts.empty.contracts[0],
      }),
    );
  });

  test('that has expired is said to have, and can be kept all the same', async () => {
    const { core } = await setup();
    const ttl = 3600;
    const createdAt = Math.floor(core.clock.now() / 1000) - 2 * ttl;
    const old = await core.control.consoleToken('plain', { createdAt, ttl });
    expect(core.app.imports.read(old.value).expired).toBe(true);
    await core.app.imports.keep(nothing);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: old.kid, state: 'expired', kept: 'keychain' }),
    );
  });

  test('stays to be kept where the keychain could not take it', async () => {
    const { core, id, value } = await setup();
    core.app.imports.read(value);
    core.keytar.mode = 'locked';
    await expect(core.app.imports.keep(nothing)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.index.tokens.some((token) => token.id === id)).toBe(false);
    core.keytar.mode = 'unlocked';
    expect(await core.app.imports.keep(nothing)).toEqual({ tokenId: id, kept: 'keychain' });
  });

  test('does not take along what was read meanwhile', async () => {
    const { core, id, value } = await setup();
    const other = await core.control.consoleToken('plain');
    core.app.imports.read(value);
    const kept = core.app.imports.keep(nothing);
    core.app.imports.read(other.value);
    expect(await kept).toEqual({ tokenId: id, kept: 'keychain' });
    expect(await core.app.imports.keep(nothing)).toEqual({ tokenId: other.kid, kept: 'keychain' });
  });
});

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
    await core.app.imports.keep(nothing);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
  });

  test('is deleted when its value is kept, not before', async () => {
    const { core } = await opened();
    await core.app.imports.openFile();
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
    await core.app.imports.keep(nothing);
    await core.app.imports.deleteFile();
    expect(core.tokenFiles.texts.has(path)).toBe(false);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('that cannot be deleted is said, and can be tried again', async () => {
    const { core } = await opened();
    await core.app.imports.openFile();
    await core.app.imports.keep(nothing);
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
      expect(await core.app.imports.keep(nothing)).toEqual({ tokenId: id, kept: 'session' });
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
    expect(await core.app.imports.keep(nothing)).toEqual({ tokenId: id, kept: 'keychain' });
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
    await core.app.imports.keep(nothing);
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
    await core.app.imports.keep(nothing);
    await expect(core.app.imports.deleteFile()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(core.tokenFiles.texts.has(path)).toBe(true);
  });
});

test('a value that went missing is imported again, killed before it was filed, and saved at the next start', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { value, kid } = await core.control.consoleToken('empty');
  const said = { label: 'first', note: '', usedIn: '', color: 'none' } as const;
  core.app.imports.read(value);
  await core.app.imports.keep(said);
  await core.untilListed();
  core.keytar.take(tokenItem(kid));
  await expect(core.app.values.copy(kid)).rejects.toMatchObject({ code: 'VALUE_MISSING' });
  const died = core.dieAt('import', 'write-index');
  core.app.imports.read(value);
  void core.app.imports.keep({ ...said, label: 'second' });
  await died;
  await core.restart();
  await core.app.start();
  await core.untilListed();
  expect(core.state.list.tokens).toContainEqual(
    expect.objectContaining({ id: kid, state: 'saved', label: 'second' }),
  );
});

test('a value that cannot be read at the next start is taken up when it can', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { value, kid } = await core.control.consoleToken('empty');
  const died = core.dieAt('import', 'write-index');
  core.app.imports.read(value);
  void core.app.imports.keep({ label: 'x', note: '', usedIn: '', color: 'none' });
  await died;
  await core.restart();
  core.keytar.misread = (text) => text.slice(0, 40);
  await core.app.start();
  expect(core.index.tokens).toEqual([]);
  await core.restart();
  core.keytar.misread = (text) => text;
  await core.app.start();
  await core.untilListed();
  expect(core.index.tokens.map(({ id }) => id)).toEqual([kid]);
});
