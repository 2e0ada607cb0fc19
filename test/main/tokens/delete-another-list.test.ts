import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { tokenWith } from '../../support/core/token-values.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { everything, leftOf, remove, setup } from './deleting.ts';

describe("a 404 is no proof where the list is not that of the value's own", () => {
  const [first, second] = accounts.twoContracts.contracts;

  test.each([
    ['signed in by password', (core: Core) => core.signIn('twoContracts', second)],
    [
      'signed in by a token of the first contract, for the second',
      async (core: Core) => {
        const { value } = await core.control.consoleToken('twoContracts', { contract: first });
        await core.signInWithToken(value, second);
      },
    ],
  ])('contract, %s', async (_, signInToSecond) => {
    const core = await setupCore();
    await core.signIn('twoContracts', first);
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.app.signOut({ revoke: false });
    await signInToSecond(core);
    await expect(remove(core, tokenId)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, tokenId)).toMatchObject(everything);
  });

  test('user', async () => {
    const { core, id } = await setup();
    await core.app.signOut({ revoke: false });
    await core.signIn('plain');
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('user, of the same contract', async () => {
    const { core, id } = await setup();
    await core.app.signOut({ revoke: false });
    await core.control.changeAccount('plain', { contracts: accounts.empty.contracts });
    await core.signIn('plain');
    expect(core.app.accounts.current?.contractNumber).toBe(accounts.empty.contracts[0]);
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('user, who is not known with a password in memory', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    core.keytar.mode = 'locked';
    await core.signIn('empty');
    core.keytar.mode = 'unlocked';
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
  });

  test.each([
    ['names nobody', (id: string) => tokenWith({ kid: id }, {})],
    ['was cut', (_: string, value: string) => value.slice(0, 200)],
  ])('value %s', async (_, spoil) => {
    const { core, id, value } = await setup();
    await core.control.deleteToken(id);
    core.keytar.put(tokenItem(id), spoil(id, value));
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
  });

  test('id: another value stands in its place', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    const { value } = await core.control.consoleToken('empty');
    core.keytar.put(tokenItem(id), value);
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  });
});
