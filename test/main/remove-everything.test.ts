import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blankNote } from '../../main/vault/index-file.ts';
import { journaled } from '../../main/vault/journal.ts';
import { tokenItem } from '../../main/vault/secret-store.ts';
import { anIntent } from '../support/core/an-intent.ts';
import { setupProfiles } from '../support/core/setup-profiles.ts';
import { inventory, items, remove, shown } from './removing.ts';
import { generate, signedIn, trial } from './trial-setup.ts';

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
