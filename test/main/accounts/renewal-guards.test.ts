import { describe, expect, test } from 'vitest';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { day, isLive, isStored, look, nearItsEnd, ownId, renewals, signsIn } from './renewing.ts';
import { item } from './signing-in.ts';

test('a new token of another person takes nobody’s place: the old one signs in', async () => {
  const { core, old } = await nearItsEnd();
  const { value } = await core.control.consoleToken('plain');
  const headers = { 'content-type': 'application/json' };
  const answer = { kind: 'custom', headers, body: JSON.stringify({ token: value }) } as const;
  await core.control.fault({ ...operation.generate, answer });
  await look(core);
  expect([ownId(core), signsIn(core).id, await isLive(core, old)]).toEqual([old, old, true]);
});

test('a value of another token under the name of the new one takes nobody’s place', async () => {
  const { core, old } = await nearItsEnd();
  const { value, kid } = await core.control.consoleToken('empty');
  core.before('take-over', 'use-new', () => {
    core.keytar.put(tokenItem(renewals(core)[0]?.newTokenId ?? ''), value);
  });
  await look(core);
  expect([ownId(core), signsIn(core).id]).toEqual([old, old]);
  expect([await isLive(core, old), await isLive(core, kid)]).toEqual([true, true]);
});

describe('an index that names a saved token as what signs in retires neither', () => {
  /** What signs in ends in six days by the index, which names another token than the keychain. */
  async function edited() {
    const core = await setupCore();
    await core.signIn('empty');
    const own = ownId(core);
    const { tokenId: saved } = await core.generate({ ttlSeconds: 40 * 86_400 });
    await core.app.generated.close();
    core.clock.advance(24 * day);
    await core.app.accounts.update({ ownTokenId: saved });
    await core.control.clearLog();
    /** Both live, and nothing was made in place of one. */
    const isAsBefore = async (): Promise<void> => {
      expect([await isLive(core, own), await isLive(core, saved)]).toEqual([true, true]);
      expect([isStored(core, saved), signsIn(core).id]).toEqual([true, own]);
      expect(await core.control.requests(operation.generate)).toEqual([]);
    };
    return { core, isAsBefore };
  }

  test('by itself', async () => {
    const { core, isAsBefore } = await edited();
    await look(core);
    await isAsBefore();
  });

  test('by hand', async () => {
    const { core, isAsBefore } = await edited();
    const replaced = core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    await expect(replaced).rejects.toMatchObject({ code: 'STORE_MISMATCH' });
    await isAsBefore();
  });
});

test('an index that calls a pasted token minted has it replaced neither by itself nor by hand', async () => {
  const core = await setupCore();
  const { value, kid } = await core.control.consoleToken('empty', { ttl: 10 * 86_400 });
  await core.signInWithToken(value);
  await core.app.accounts.update({ signIn: 'minted' });
  core.clock.advance(5 * day);
  await core.control.clearLog();
  await look(core);
  const replaced = core.app.replaceOwnToken(core.app.accounts.require().id);
  await expect(replaced).rejects.toMatchObject({ code: 'TOKEN_NOT_MINTED' });
  expect(await core.control.requests(operation.generate)).toEqual([]);
  expect([signsIn(core).id, await isLive(core, kid), isStored(core, kid)]).toEqual([
    ...[kid, true, true],
  ]);
});

const nameOf = (core: Core): string => signInItem(core.app.accounts.require().id);

test('what signs in is not written over where it cannot be read any more', async () => {
  const { core, old } = await nearItsEnd();
  core.before('take-over', 'keep-old', () => {
    core.keytar.put(nameOf(core), item(core).slice(0, 100));
  });
  await look(core);
  expect(core.steps).not.toContain('take-over/store-sign-in');
  // It is put back as it was.
  expect([ownId(core), signsIn(core).id, await isLive(core, old)]).toEqual([old, old, true]);
});

test.each<[string, (core: Core, before: string) => void]>([
  [
    'gone',
    (core) => {
      core.keytar.take(nameOf(core));
    },
  ],
  [
    'cut',
    (core, before) => {
      core.keytar.put(nameOf(core), before.slice(0, 100));
    },
  ],
  [
    'the old one',
    (core, before) => {
      core.keytar.put(nameOf(core), before);
    },
  ],
])('the new value stays where it was first kept while what signs in is %s', async (_, spoil) => {
  const { core, old } = await nearItsEnd();
  const before = item(core);
  core.before('retire', 'drop-copy', () => {
    spoil(core, before);
  });
  await look(core);
  const made = ownId(core);
  expect(made).not.toBe(old);
  expect([await isLive(core, made), isStored(core, made)]).toEqual([true, true]);
  expect(core.index.tokens).toMatchObject([{ id: made }]);
});
