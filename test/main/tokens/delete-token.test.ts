import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { operation } from '../../support/sandbox-control.ts';
import { leftOf, nothing, remove, setup } from './deleting.ts';

describe('a saved token', () => {
  test('goes from the server first, then from here', async () => {
    const { core, id } = await setup();
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('that somebody else deleted goes from here: a fresh list of its own user lacks it', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('goes where the first answer was lost', async () => {
    const { core, id } = await setup();
    const answer = { kind: 'reset', when: 'after' } as const;
    await core.control.fault({ ...operation.delete, answer });
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('in memory goes too', async () => {
    const { core, id } = await setup({ keyring: 'no-service' });
    await remove(core, id);
    expect(core.app.workspace.stores.session.has(tokenItem(id))).toBe(false);
    expect(core.app.atRisk.session).toHaveLength(0);
    expect(await leftOf(core, id)).toEqual(nothing);
  });
});

test('a token that is not saved here is deleted without a word to the keyring', async () => {
  const { core } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  core.keytar.calls.length = 0;
  await remove(core, kid);
  expect(await leftOf(core, kid)).toEqual(nothing);
  expect(core.keytar.calls).toEqual([]);
});

describe('where the token is gone but its value cannot be removed', () => {
  test('the keyring being locked: it stays until it can be, and is never called live', async () => {
    const { core, id } = await setup();
    core.keytar.mode = 'locked';
    await remove(core, id);
    expect(await leftOf(core, id)).toMatchObject({ live: false, stored: true, filed: true });
    core.keytar.mode = 'unlocked';
    await core.app.lists.refresh();
    expect((await leftOf(core, id)).shown).toBe('gone');
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('the disk being full: the row stays and says that the token is gone', async () => {
    const { core, id } = await setup();
    core.files.failWrites = () => true;
    await remove(core, id);
    core.files.failWrites = () => false;
    await core.app.lists.refresh();
    expect(await leftOf(core, id)).toMatchObject({ live: false, filed: true, shown: 'gone' });
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });
});

test("the app's own token takes the sign-in with it; list and vault stay", async () => {
  const { core, id } = await setup();
  const own = core.app.accounts.current?.ownTokenId ?? '';
  await remove(core, own);
  expect(core.state.session.account).toMatchObject({
    authorised: false,
    email: 'empty@example.com',
  });
  expect(core.state.list.tokens.map((token) => token.id)).toEqual([id]);
  expect(core.keytar.items().has(tokenItem(id))).toBe(true);
  await expect(remove(core, id)).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
});

test('a refused sign-in is said', async () => {
  const { core, id } = await setup();
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 401 } });
  await expect(remove(core, id)).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
  expect(core.state.session.account?.authorised).toBe(false);
});
