import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../../main/remove-everything.ts';
import { blankNote } from '../../main/vault/index-file.ts';
import { journaled } from '../../main/vault/journal.ts';
import { sentinelItem, sentinelValue, tokenItem } from '../../main/vault/secret-store.ts';
import { anIntent } from '../support/core/an-intent.ts';
import { setupProfiles, type ProfilesCore } from '../support/core/setup-profiles.ts';
import { generate, inTrial, own, request, signedIn, trial } from './trial-setup.ts';

const inventory = (core: ProfilesCore) => inventoryOf(core.profiles.current.workspace, core.folder);

const shown = async (core: ProfilesCore): Promise<string[]> =>
  (await inventory(core)).values.map(({ id }) => id);

interface Options {
  readonly revoke?: boolean;
  readonly elsewhere?: boolean;
  readonly values?: readonly string[];
  /** What the person says to the last question. */
  readonly meant?: boolean;
}

const remove = async (
  core: ProfilesCore,
  { revoke = false, elsewhere = false, values, meant = true }: Options = {},
): Promise<boolean> =>
  core.profiles.removeEverything({ values: values ?? (await shown(core)), revoke, elsewhere }, () =>
    Promise.resolve(meant),
  );

const items = (core: ProfilesCore): string[] => [...core.keytar.items(own).keys()];

describe('what is kept', () => {
  test('is listed before it goes', async () => {
    const core = await signedIn();
    const id = await generate(core);
    const { journal } = core.profiles.current.workspace;
    await journal.change(journaled(anIntent({ accountId: randomUUID() })));
    expect(await inventory(core)).toEqual({
      values: [{ id, label: 'tried' }],
      others: 1,
      accounts: [core.state.session.account?.email],
      notes: 1,
      requests: 1,
      folder: core.folder,
    });
  });

  test('is listed where it is in memory only', async () => {
    const core = await signedIn();
    const id = randomUUID();
    await core.profiles.current.workspace.stores.session.set(tokenItem(id), 'value');
    expect(await shown(core)).toContain(id);
    await remove(core);
    expect(core.profiles.atRisk.session).toEqual([]);
  });
});

describe('removing everything', () => {
  test('leaves nothing in the keychain and no file, and the next start knows nobody', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.put('of another program', 'stays', 'Other');
    expect(items(core).length).toBeGreaterThan(2);
    await remove(core);
    expect(items(core)).toEqual([]);
    expect(core.keytar.items('Other').size).toBe(1);
    expect(await readdir(core.folder)).toEqual([]);
    await core.restart();
    expect(core.state.session.status).toBe('signed-out');
  });

  test('takes the own token, too, where signing out brought it there: it was dead already', async () => {
    const core = await signedIn();
    const { accounts, workspace } = core.profiles.current;
    const { ownTokenId } = accounts.require();
    await accounts.api().delete(String(ownTokenId));
    // No list names it any more.
    await workspace.lists.change(() => ({ lists: [] }));
    await remove(core, { revoke: true });
    expect(items(core)).toEqual([]);
  });

  test('takes what a trial has left that could not be gone on with', async () => {
    const core = await signedIn();
    const note = { ...blankNote(randomUUID()), label: 'tried' };
    const rest = { accounts: [], currentAccount: null, tokens: [], notes: [note] };
    await mkdir(join(core.folder, 'trial'));
    const text = JSON.stringify({ version: 2, ...rest });
    await writeFile(join(core.folder, 'trial', 'index.json'), text);
    core.keytar.put(tokenItem(note.id), 'value', trial);
    await remove(core);
    expect([...core.keytar.items(trial).keys()]).toEqual([]);
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('of a vault that nobody signed in to has nothing to fear', async () => {
    const core = await setupProfiles();
    await remove(core);
    expect(items(core)).toEqual([]);
  });

  test('deletes the own token on the server first, where it is to', async () => {
    const core = await signedIn();
    const { accounts } = core.profiles.current;
    const api = accounts.api();
    await remove(core, { revoke: true });
    await expect(api.list()).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
  });

  test('leaves the own token alone where it is not to', async () => {
    const core = await signedIn();
    const api = core.profiles.current.accounts.api();
    await remove(core);
    await expect(api.list()).resolves.toBeDefined();
  });

  test('takes what broken files and a lost index no longer name, as far as others do', async () => {
    const core = await signedIn();
    const id = await generate(core);
    await core.end();
    for (const name of ['index.json', 'index.json.old'])
      await writeFile(join(core.folder, 'vault', name), 'broken');
    await core.open();
    await core.profiles.start();
    expect(await inventory(core)).toMatchObject({ values: [], others: 2 });
    await remove(core);
    // The last list of the account names it still.
    expect(items(core)).not.toContain(tokenItem(id));
    expect(await readdir(core.folder)).toEqual([]);
  });
});

describe('nothing is removed', () => {
  async function expectAll(core: ProfilesCore, code: string, options?: Options): Promise<void> {
    const before = items(core);
    const files = await readdir(join(core.folder, 'vault'));
    expect(before.length).toBeGreaterThan(0);
    await expect(remove(core, options)).rejects.toMatchObject({ code });
    expect(items(core)).toEqual(before);
    expect(await readdir(join(core.folder, 'vault'))).toEqual(files);
    expect(core.state.session.status).toBe('signed-in');
  }

  test('where a value came since the list was shown', async () => {
    const core = await signedIn();
    const values = await shown(core);
    await generate(core);
    await expectAll(core, 'LIST_CHANGED', { values });
  });

  test('where a value went since then, and another came', async () => {
    const core = await signedIn();
    await generate(core);
    await expectAll(core, 'LIST_CHANGED', { values: [randomUUID()] });
  });

  test('where the keychain is locked and the person says no', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.mode = 'locked';
    await expectAll(core, 'STORE_LOCKED');
  });

  test('where there is no keychain to ask', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.mode = 'no-service';
    await expectAll(core, 'STORE_ABSENT');
  });

  test('where another keychain is open than the one that holds the values', async () => {
    const core = await signedIn();
    await generate(core);
    await core.end();
    const back = core.keytar.swap();
    await core.open();
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
    expect(await readdir(join(core.folder, 'vault'))).toContain('index.json');
    back();
    await core.restart();
    await remove(core);
    expect(items(core)).toEqual([]);
  });

  test('where the own token could not be revoked', async () => {
    const core = await signedIn();
    await generate(core);
    const { accounts, workspace } = core.profiles.current;
    core.files.failWrites = (path) => path.endsWith('journal.json');
    await expectAll(core, 'FILE_NOT_WRITTEN', { revoke: true });
    expect(accounts.connected).toBe(true);
    expect(workspace.index.content.accounts).toHaveLength(1);
  });

  test('while a value is shown', async () => {
    const core = await signedIn();
    await core.profiles.current.generation.generate(request);
    await expectAll(core, 'BUSY');
  });

  test('where the person did not mean it after all', async () => {
    const core = await signedIn();
    await generate(core);
    const before = items(core);
    expect(await remove(core, { meant: false, revoke: true })).toBe(false);
    expect(items(core)).toEqual(before);
    expect(core.state.session.account?.authorised).toBe(true);
  });

  test('where another keychain is open that has a sentinel of its own', async () => {
    const core = await signedIn();
    await generate(core);
    await core.end();
    core.keytar.swap();
    core.keytar.put('sentinel', sentinelValue);
    await core.open();
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
    expect(await readdir(join(core.folder, 'vault'))).toContain('index.json');
  });

  test('in the trial', async () => {
    const core = await inTrial();
    await expect(remove(core)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(core.state.session.status).toBe('signed-in');
  });
});

test('what went before the keychain failed is called missing, and the rest goes the next time', async () => {
  const core = await signedIn();
  const [first, second] = [await generate(core), await generate(core)];
  core.keytar.failDelete = tokenItem(second);
  await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(items(core)).toContain(tokenItem(second));
  expect(items(core)).not.toContain(tokenItem(first));
  expect(await shown(core)).toEqual([second]);
  core.keytar.failDelete = null;
  await remove(core);
  expect(items(core)).toEqual([]);
  expect(await readdir(core.folder)).toEqual([]);
});

test('whoever lost what signs them in by a failure in the middle is told so', async () => {
  const core = await signedIn();
  core.keytar.failDelete = sentinelItem;
  await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(core.state.session.account).toMatchObject({ authorised: false, ended: 'missing' });
});

describe('what is left can be removed', () => {
  test('where the app was killed when the keychain was empty, and the files were not', async () => {
    const core = await signedIn();
    const id = await generate(core);
    core.files.failRemoves = true;
    await expect(remove(core)).rejects.toMatchObject({ code: 'INTERNAL' });
    await core.restart();
    // Nothing is called saved that is gone.
    expect(await inventory(core)).toMatchObject({ values: [] });
    expect(core.state.list.tokens.find((token) => token.id === id)?.kept).not.toBe('keychain');
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
    await remove(core, { elsewhere: true });
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('where the keychain that held it is gone for good', async () => {
    const core = await signedIn();
    await generate(core);
    await core.end();
    core.keytar.mode = 'no-service';
    await core.open();
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    await remove(core, { elsewhere: true });
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('where somebody took the sentinel away, which tells nothing of the values', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.take(sentinelItem);
    await core.restart();
    await remove(core);
    expect(items(core)).toEqual([]);
  });

  test('where every file is broken: their texts name it still', async () => {
    const core = await signedIn();
    const id = await generate(core);
    await core.end();
    const folder = join(core.folder, 'vault');
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      await writeFile(join(folder, name), text.slice(0, -3));
    }
    await core.open();
    expect((await inventory(core)).others).toBeGreaterThan(0);
    expect(items(core)).toContain(tokenItem(id));
    await remove(core);
    expect(items(core)).toEqual([]);
  });
});
