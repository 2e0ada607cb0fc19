import { describe, expect, test } from 'vitest';
import { readToken } from '../../../main/auth-api/jwt.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { storeHealth } from '../../../main/vault/store-health.ts';

async function setup(): Promise<{ core: Core; id: string; value: string }> {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId, value } = await core.generate({ label: 'deploy' });
  await core.app.generated.close();
  return { core, id: tokenId, value };
}

const fails = (code: string) => ({ code });

describe('a saved value', () => {
  test('is copied, seen and downloaded as it was made', async () => {
    const { core, id, value } = await setup();
    core.clipboard.clearsAt = 7;
    expect(await core.app.values.copy(id)).toEqual({ clearsAt: 7 });
    expect(core.clipboard.secrets).toEqual([value]);
    expect(await core.app.values.reveal(id)).toEqual({ value });
    expect(await core.app.values.download(id)).toEqual({ saved: true });
    expect(core.saveDialog.saved).toEqual([
      { name: `ionos-token-${id.slice(0, 8)}.txt`, content: value },
    ]);
  });

  test('is there after a restart, before anything was read from the server', async () => {
    const { core, id, value } = await setup();
    await core.restart();
    expect((await core.app.values.reveal(id)).value).toBe(value);
  });

  test('has a card: what it says of itself, without the value', async () => {
    const { core, id, value } = await setup();
    const card = await core.app.values.card(id);
    const { privileges, ...claims } = readToken(value);
    expect(card).toEqual({ ...claims, privileges, bytes: Buffer.byteLength(value) });
    expect(JSON.stringify(card)).not.toContain(value.slice(0, 20));
  });

  test('of another token under its name is refused, and nothing is copied', async () => {
    const { core, id } = await setup();
    const other = await core.generate({ label: 'other' });
    await core.app.generated.close();
    core.keytar.put(tokenItem(id), other.value);
    for (const act of ['copy', 'reveal', 'download', 'card'] as const)
      await expect(core.app.values[act](id)).rejects.toMatchObject(fails('STORE_MISMATCH'));
    expect(core.clipboard.secrets).toEqual([]);
    expect(core.saveDialog.saved).toEqual([]);
  });

  test.each(['', 'text of another program', '{}', '11111111-1111-4111-8111-111111111111'])(
    'that is none is refused as such: %j',
    async (text) => {
      const { core, id } = await setup();
      core.keytar.put(tokenItem(id), text);
      await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('STORE_MISMATCH'));
    },
  );

  test('is not missing where the keyring was restarted: the list cannot tell until a new start', async () => {
    const { core, id, value } = await setup();
    const own = core.app.accounts.current?.ownTokenId;
    core.keytar.mode = 'restarted';
    await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('STORE_RESTARTED'));
    const state = await core.until(({ store }) => store.state === 'restarted');
    expect(state.list.status).toBe('ready');
    expect(state.list.tokens.map((token) => [token.id, token.state])).toEqual(
      expect.arrayContaining([
        [id, 'cannot-tell'],
        [own, 'cannot-tell'],
      ]),
    );
    // Whoever asks to look again learns the same.
    await core.app.unlock();
    expect(core.state.store.state).toBe('restarted');
    core.keytar.mode = 'unlocked';
    await core.restart();
    await core.app.start();
    expect((await core.app.values.reveal(id)).value).toBe(value);
    expect(core.state.list.tokens.find((token) => token.id === id)?.state).toBe('saved');
  });

  test('is not missing where there is no keychain to look into', async () => {
    const { core, id } = await setup();
    core.keytar.mode = 'no-service';
    await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('STORE_ABSENT'));
    expect(core.state.list.tokens.find((token) => token.id === id)?.state).toBe('cannot-tell');
  });

  test('is missing only in a store that is open', async () => {
    const { core, id } = await setup();
    core.keytar.take(tokenItem(id));
    core.keytar.mode = 'locked';
    await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('STORE_LOCKED'));
    core.keytar.mode = 'unlocked';
    await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('VALUE_MISSING'));
    expect(core.index.tokens.some((token) => token.id === id)).toBe(true);
  });

  test('that the open keychain does not hold is called saved no longer, till it is there again', async () => {
    const { core, id, value } = await setup();
    const row = () =>
      core.state.list.tokens
        .filter((token) => token.id === id)
        .map(({ state, kept, label }) => ({ state, kept, label }));
    core.keytar.take(tokenItem(id));
    await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('VALUE_MISSING'));
    const notHere = [{ state: 'not-here', kept: 'no', label: 'deploy' }];
    expect(row()).toEqual(notHere);
    await core.restart();
    await core.app.start();
    expect(row()).toEqual(notHere);
    core.keytar.put(tokenItem(id), value);
    expect(await core.app.rebuild()).toEqual({ found: 1, refused: 0, missing: 0 });
    expect(row()).toEqual([{ state: 'saved', kept: 'keychain', label: 'deploy' }]);
    expect(await core.app.values.reveal(id)).toEqual({ value });
  });
});

describe('forgetting', () => {
  test('removes the value and keeps the token and what was written down', async () => {
    const { core, id } = await setup();
    await core.app.values.forget(id);
    expect(core.keytar.items().has(tokenItem(id))).toBe(false);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id, state: 'not-here', kept: 'no', label: 'deploy' }),
    );
    const live = (await core.control.tokens('empty')).filter(({ kid }) => kid === id);
    expect(live).toMatchObject([{ live: true }]);
  });

  test.each(['locked', 'no-service', 'no-bus'] as const)(
    'changes nothing with a keyring that is %s: the value is still there',
    async (mode) => {
      const { core, id, value } = await setup();
      core.keytar.mode = mode;
      await expect(core.app.values.forget(id)).rejects.toMatchObject({
        code: mode === 'locked' ? 'STORE_LOCKED' : 'STORE_ABSENT',
      });
      core.keytar.mode = 'unlocked';
      expect((await core.app.values.reveal(id)).value).toBe(value);
      expect(core.index.tokens.some((token) => token.id === id)).toBe(true);
    },
  );

  test('that the keychain answers late is looked up then: what it did is said', async () => {
    const { core, id } = await setup();
    core.keytar.mode = 'silent';
    const forgotten = expect(core.app.values.forget(id)).rejects.toMatchObject({
      code: 'STORE_WAITING',
    });
    await core.keytar.prompted();
    core.clock.advance(90_000);
    await forgotten;
    const open = () => core.app.workspace.journal.content.operations;
    expect(open()).toMatchObject([{ kind: 'forget', tokenId: id }]);
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.app.unlock();
    expect(core.keytar.items().has(tokenItem(id))).toBe(false);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id, state: 'not-here', kept: 'no' }),
    );
    expect(open()).toEqual([]);
  });

  test('removes a value that is in memory only', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.app.values.forget(tokenId);
    expect(core.app.atRisk.session).toHaveLength(0);
  });
});

describe("the app's own token", () => {
  test('can be copied from its sign-in item, and is not forgotten', async () => {
    const { core } = await setup();
    const own = core.app.accounts.current?.ownTokenId ?? '';
    expect(readToken((await core.app.values.reveal(own)).value).id).toBe(own);
    await expect(core.app.values.forget(own)).rejects.toMatchObject(fails('VALUE_SIGNS_IN'));
    expect(core.keytar.items().size).toBeGreaterThan(1);
  });

  test.each(['pasted', 'pasted, with another account shown'] as const)(
    '%s, is not forgotten until its account is signed out',
    async (how) => {
      const core = await setupCore();
      const { kid, value } = await core.control.consoleToken('empty');
      await core.signInWithToken(value);
      if (how !== 'pasted') await core.signIn('plain');
      await expect(core.app.values.forget(kid)).rejects.toMatchObject(fails('VALUE_SIGNS_IN'));
      expect((await core.app.values.reveal(kid)).value).toBe(value);
      if (how !== 'pasted') await core.app.signOut({ revoke: true });
      expect(core.state.list.tokens).toContainEqual(
        expect.objectContaining({ id: kid, state: 'saved', own: true, kept: 'keychain' }),
      );
      await core.app.signOut({ revoke: false });
      await core.app.values.forget(kid);
      expect(core.keytar.items().has(tokenItem(kid))).toBe(false);
      expect(core.index.tokens).toEqual([]);
    },
  );

  test('that was pasted and has ended can be forgotten', async () => {
    const core = await setupCore();
    const { kid, value } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    await core.control.deleteToken(kid);
    await core.app.lists.refresh();
    expect(core.state.session.account?.authorised).toBe(false);
    await core.app.values.forget(kid);
    expect(core.keytar.items().has(tokenItem(kid))).toBe(false);
  });

  test('in an index that names another as the own one is refused', async () => {
    const { core, id } = await setup();
    core.keytar.take(tokenItem(id));
    await core.app.accounts.update({ ownTokenId: id });
    await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('STORE_MISMATCH'));
  });
});

test('a value of an account that is not shown, and is missing, keeps its row', async () => {
  const { core, id } = await setup();
  await core.app.signOut({ revoke: true });
  await core.signIn('plain');
  core.keytar.take(tokenItem(id));
  const before = (await storeHealth(core.app.workspace)).saved;
  await expect(core.app.values.copy(id)).rejects.toMatchObject(fails('VALUE_MISSING'));
  expect((await storeHealth(core.app.workspace)).saved).toBe(before - 1);
  for (const again of [false, true]) {
    if (again) {
      await core.restart();
      await core.app.start();
    }
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id, state: 'cannot-tell', kept: 'no', label: 'deploy' }),
    );
  }
});
