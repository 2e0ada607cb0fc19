import { describe, expect, test } from 'vitest';
import { accounts as users, type AccountName } from '../../../main/sandbox/accounts.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { rebuildIndex } from '../../../main/tokens/rebuild-index.ts';
import { signInItem } from '../../../main/vault/secret-store.ts';
import type { State } from '../../../preload/contract.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const names = ['plain', 'twoContracts', 'nearlyFull', 'empty', 'twoFactor'] as const;

const contractOf = (name: AccountName): number | null =>
  name === 'twoContracts' ? users.twoContracts.contracts[0] : null;

/** Signed in to each of these, in their order; a two-factor account by a token of the console. */
async function setup(asked: readonly AccountName[] = names) {
  const core = await setupCore();
  for (const name of asked) {
    if (name === 'twoFactor')
      await core.signInWithToken((await core.control.consoleToken(name)).value);
    else await core.signIn(name, contractOf(name));
  }
  const idOf = (name: AccountName): string => {
    const found = core.index.accounts.find(({ userId }) => userId === users[name].userId);
    return found?.id ?? '';
  };
  return { core, idOf };
}

/** The control plane fills an account up to 100 tokens, the own one included. */
async function fill(core: Core, name: AccountName, accountId: string): Promise<void> {
  const contract = contractOf(name) ?? users[name].contracts[0];
  const own = core.state.list.accounts.find((list) => list.accountId === accountId);
  const taken = own?.listed ?? 0;
  if (taken < 100) await core.control.seed({ account: name, count: 100 - taken, contract });
}

const rowsOf = (core: Core, accountId: string) =>
  core.state.list.tokens.filter((token) => token.accountId === accountId);

describe('five accounts of 100 tokens each', () => {
  test(
    'are one list, each row with its account; one that fails hides no other',
    { tags: ['long'] },
    async () => {
      const { core, idOf } = await setup();
      for (const name of names) await fill(core, name, idOf(name));
      await core.app.lists.refreshAnew();
      expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
      expect(core.state.list.tokens).toHaveLength(500);
      for (const name of names) expect(rowsOf(core, idOf(name))).toHaveLength(100);
      expect(core.state.list.accounts.map(({ listed }) => listed)).toEqual([
        100, 100, 100, 100, 100,
      ]);
      expect(core.state.list.accounts[2]).toMatchObject({
        accountId: idOf('nearlyFull'),
        expired: 37,
      });

      await core.control.changeAccount('empty', { password: 'another' });
      const own = core.app.accounts.find(idOf('empty'))?.ownTokenId ?? '';
      await core.control.deleteToken(own);
      await core.restart();
      await core.app.start();
      expect(core.state.list.tokens).toHaveLength(500);
      expect(core.state.list).toMatchObject({ status: 'failed', error: { code: 'SIGN_IN_ENDED' } });
      const stale = core.state.list.accounts.filter(({ stale: isStale }) => isStale);
      expect(stale).toMatchObject([{ accountId: idOf('empty'), status: 'failed' }]);
      expect(rowsOf(core, idOf('plain')).every(({ state }) => state !== 'cannot-tell')).toBe(true);
      expect(rowsOf(core, idOf('empty')).every(({ state }) => state !== 'saved')).toBe(true);
    },
  );
});

test('the lists are read side by side: a slow one delays no other', async () => {
  const { core, idOf } = await setup(['plain', 'empty']);
  await core.control.clearLog();
  // The first that asks is held until the others have their lists.
  const held = await core.control.fault({ ...operation.list, hold: 'after' });
  const refreshed = core.app.lists.refresh();
  const ready = await core.until(({ list }) =>
    list.accounts.some(({ status }) => status === 'ready'),
  );
  expect(ready.list.accounts.map(({ status }) => status).sort()).toEqual(['loading', 'ready']);
  expect(ready.list.status).toBe('loading');
  await core.control.release(held);
  await refreshed;
  expect(core.state.list.status).toBe('ready');
  expect(rowsOf(core, idOf('empty'))).toHaveLength(1);
});

test('a start reads the sign-in of each account, and nothing else, from the keychain', async () => {
  const { core, idOf } = await setup(['plain', 'empty', 'twoContracts']);
  await core.generate();
  await core.app.generated.close();
  await core.restart();
  core.keytar.calls.length = 0;
  await core.app.start();
  const read = core.keytar.calls.filter((call) => call.startsWith('get '));
  const wanted = ['plain', 'empty', 'twoContracts'].map(
    (name) => `get ${signInItem(idOf(name as AccountName))}`,
  );
  expect(read.filter((call) => !call.includes('sentinel')).sort()).toEqual(wanted.sort());
});

describe('what is done for an account is done with it alone', () => {
  test('a token is made for the one that was chosen, whichever is shown', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    await core.app.accounts.show(idOf('empty'));
    const { tokenId } = await core.generate({ accountId: idOf('plain') });
    await core.app.generated.close();
    const made = await core.control.tokens('plain');
    expect(made.map(({ kid }) => kid)).toContain(tokenId);
    expect(await core.control.tokens('empty')).toHaveLength(1);
    const isThere = ({ list }: State) =>
      list.tokens.some(({ id, state }) => id === tokenId && state === 'saved');
    await core.until(isThere);
    expect(rowsOf(core, idOf('plain')).map(({ id }) => id)).toContain(tokenId);
  });

  test('a token is deleted by the account that lists it', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    const { kid } = await core.control.consoleToken('plain');
    await core.app.lists.refreshAnew();
    await core.app.accounts.show(idOf('empty'));
    const { workspace, accounts, lists } = core.app;
    await deleteToken(workspace, accounts, lists, kid);
    expect((await core.control.tokens('plain')).find((token) => token.kid === kid)?.live).toBe(
      false,
    );
  });

  test('an own token that is deleted ends the sign-in of its account only', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    const own = core.app.accounts.find(idOf('plain'))?.ownTokenId ?? '';
    const { workspace, accounts, lists } = core.app;
    await deleteToken(workspace, accounts, lists, own);
    expect(core.state.session.accounts.map(({ authorised }) => authorised)).toEqual([false, true]);
  });

  test('signing out leaves the other signed in, with its list and what is saved', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    const { tokenId } = await core.generate({ accountId: idOf('plain') });
    await core.app.generated.close();
    const gone = idOf('plain');
    await core.app.signOut({ revoke: true, accountId: gone });
    expect(core.state.session.accounts.map(({ id }) => id)).toEqual([idOf('empty')]);
    expect(core.state.session).toMatchObject({ showAll: false, account: { id: idOf('empty') } });
    expect(core.keytar.items().has(signInItem(gone))).toBe(false);
    expect(core.keytar.items().has(signInItem(idOf('empty')))).toBe(true);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({
        id: tokenId,
        accountId: null,
        listed: false,
        state: 'cannot-tell',
      }),
    );
  });

  test('a rebuild looks through all of them', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    for (const name of ['plain', 'empty'] as const) {
      await core.generate({ accountId: idOf(name) });
      await core.app.generated.close();
    }
    await core.app.workspace.index.change((index) => ({ ...index, tokens: [] }));
    const { workspace, accounts, lists } = core.app;
    expect(await rebuildIndex(workspace, accounts, lists)).toMatchObject({ found: 2 });
  });
});

describe('a person', () => {
  test('names, colours and arranges accounts, and it lasts', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    const { accounts } = core.app;
    await accounts.update({ label: 'Production', color: 'red' }, idOf('plain'));
    await accounts.arrange([idOf('empty'), idOf('plain')]);
    await core.restart();
    expect(core.state.session.accounts).toMatchObject([
      { id: idOf('empty'), label: '' },
      { id: idOf('plain'), label: 'Production', color: 'red' },
    ]);
    await core.signIn('plain');
    expect(core.state.session.accounts[1]).toMatchObject({ label: 'Production', color: 'red' });
  });

  test('sees all or one, and it lasts', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    expect(core.state.session.showAll).toBe(true);
    await core.app.accounts.show(idOf('plain'));
    await core.restart();
    expect(core.state.session).toMatchObject({ showAll: false, account: { id: idOf('plain') } });
    await core.app.accounts.show(null);
    expect(core.state.session.showAll).toBe(true);
  });

  test('knows the tokens of all where one is shown: what ends is told of each', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    const all = core.state.list.tokens.map(({ id }) => id).sort();
    await core.app.accounts.show(idOf('empty'));
    core.app.lists.publish();
    const { tokens, status, fetchedAt } = core.app.lists.everywhere;
    expect(tokens.map(({ id }) => id).sort()).toEqual(all);
    expect({ status, fetchedAt }).toEqual({ status: 'ready', fetchedAt: core.clock.now() });
  });

  test('imports a token of an account that is signed in and not shown: it is filed there', async () => {
    const { core, idOf } = await setup(['plain', 'empty']);
    await core.app.accounts.show(idOf('empty'));
    const { value } = await core.control.consoleToken('plain');
    expect(core.app.imports.read(value)).toMatchObject({
      accountId: idOf('plain'),
      otherContract: false,
      otherUser: false,
    });
    const { value: foreign } = await core.control.consoleToken('twoFactor');
    expect(core.app.imports.read(foreign)).toMatchObject({ accountId: null, otherContract: true });
  });
});
