import { describe, expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import {
  isLive,
  isStored,
  journaled,
  newId,
  nothing,
  notesOf,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

test('none is made in place of one that is being deleted', async () => {
  const { core, old } = await setup();
  const { workspace, accounts: signedIn, lists } = core.app;
  await core.control.clearLog();
  const deleting = deleteToken(workspace, signedIn, lists, old);
  const [outcome] = await core.app.rotations.begin([old], null);
  await deleting;
  expect(outcome).toMatchObject({ stage: null, error: { code: 'TOKEN_NOT_FOUND' } });
  expect(await core.control.requests(operation.generate)).toEqual([]);
});

describe('a token that is rotated', () => {
  test('gets a new one of the same life, stored and used once, that has all that was said of it', async () => {
    const { core, old } = await setup();
    await core.control.clearLog();
    expect(await rotate(core, old)).toEqual({ tokenId: old, stage: 'open', error: null });
    const made = newId(core);
    expect(shown(core)).toMatchObject({ oldTokenId: old, stage: 'open', ...{ label: 'deploy' } });
    expect([notesOf(core, made), notesOf(core, old)]).toEqual([said, nothing]);
    // The old one lives, and its value is still here.
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([true, true]);
    expect([isStored(core, old), isStored(core, made)]).toEqual([true, true]);
    const tokens = await core.control.tokens('empty');
    const [before, now] = [old, made].map((id) => tokens.find(({ kid }) => kid === id));
    expect((now?.expiresAt ?? 0) - (now?.createdAt ?? 0)).toBe(86_400);
    expect((before?.expiresAt ?? 0) - (before?.createdAt ?? 0)).toBe(86_400);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('can get one of another life', async () => {
    const { core, old } = await setup();
    await rotate(core, old, 7_200);
    const made = (await core.control.tokens('empty')).find(({ kid }) => kid === newId(core));
    expect((made?.expiresAt ?? 0) - (made?.createdAt ?? 0)).toBe(7_200);
  });

  test('stays rotated over a restart, however long the app was closed', async () => {
    const { core, old } = await setup();
    await rotate(core, old, 30 * 86_400);
    const before = shown(core);
    core.clock.advance(7 * 86_400_000);
    await start(core);
    expect(shown(core)).toEqual(before);
  });

  test('whose value is not here is rotated all the same', async () => {
    const { core } = await setup();
    const { kid } = await core.control.consoleToken('empty');
    await core.app.lists.refreshAnew();
    expect(await rotate(core, kid)).toMatchObject({ stage: 'open' });
  });
});

describe('nothing is made', () => {
  const fails = (code: string) => ({ stage: null, error: { code } });

  test('at the limit', async () => {
    const { core, old } = await setup();
    await core.control.seed({ account: 'empty', count: 98 });
    expect(await rotate(core, old)).toMatchObject(fails('LIMIT_REACHED'));
    expect(journaled(core)).toEqual([]);
  });

  test('of a token that signs an account in', async () => {
    const { core } = await setup();
    const own = core.app.accounts.current?.ownTokenId ?? '';
    expect(await rotate(core, own)).toMatchObject(fails('VALUE_SIGNS_IN'));
  });

  test('of one that is being rotated already, by either of its tokens', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    expect(await rotate(core, old)).toMatchObject(fails('ROTATION_OPEN'));
    expect(await rotate(core, newId(core))).toMatchObject(fails('ROTATION_OPEN'));
  });

  test('of one that is on no list', async () => {
    const { core } = await setup();
    const id = '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01';
    expect(await rotate(core, id)).toMatchObject(fails('TOKEN_NOT_FOUND'));
  });

  test.each([
    [59, 'TTL_TOO_SHORT'],
    [31_536_001, 'TTL_TOO_LONG'],
    [3_600.5, 'TTL_NOT_A_NUMBER'],
  ])('with a life of %d s', { tags: 'long' }, async (ttlSeconds, code) => {
    const { core, old } = await setup();
    await core.control.clearLog();
    expect(await rotate(core, old, ttlSeconds)).toMatchObject(fails(code));
    expect(await core.control.log()).toEqual([]);
    expect(journaled(core)).toEqual([]);
  });

  test('with a sign-in that the server refuses, which is said of the account', async () => {
    const { core, old } = await setup();
    await core.control.deleteToken(core.app.accounts.require().ownTokenId ?? '');
    expect(await rotate(core, old)).toMatchObject(fails('SIGN_IN_ENDED'));
    expect(core.state.session.account).toMatchObject({ authorised: false, ended: 'refused' });
  });

  test('without a keychain, which alone would keep the new value', async () => {
    const { core, old } = await setup();
    core.keytar.mode = 'no-service';
    expect(await rotate(core, old)).toMatchObject(fails('STORE_ABSENT'));
    expect(await core.control.tokens('empty')).toHaveLength(2);
  });

  test('that would stay: a value that cannot be kept is revoked at once', async () => {
    const { core, old } = await setup();
    core.before('rotate', 'store-value', () => {
      core.keytar.failNextSet = 'Quota exceeded';
    });
    expect(await rotate(core, old)).toMatchObject(fails('STORE_FAILED'));
    const live = (await core.control.tokens('empty')).filter((token) => token.live);
    expect(live).toHaveLength(2);
    expect([journaled(core), core.state.ghosts, await core.journal()]).toEqual([[], [], []]);
    expect(await lostTokens(core)).toEqual([]);
  });
});

test('a value that cannot be kept or revoked is named', async () => {
  const { core, old } = await setup();
  core.before('rotate', 'store-value', async () => {
    core.keytar.failNextSet = 'Quota exceeded';
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
  });
  expect(await rotate(core, old)).toMatchObject({
    stage: null,
    error: { code: 'OUTCOME_UNKNOWN' },
  });
  await core.control.clearFaults();
  await pass(core, 0);
  expect(core.state.ghosts).toMatchObject([{ status: 'found', candidates: [{ sure: true }] }]);
  expect(await lostTokens(core)).toEqual([]);
  const [ghost] = core.state.ghosts;
  await core.app.settler.answers.revoke(
    ghost?.operationId ?? '',
    ghost?.candidates[0]?.tokenId ?? '',
  );
  await core.app.lists.refreshAnew();
  await core.until(({ rotations }) => rotations.length === 0);
});

test(
  'a request without an answer is settled by listing; the rotation ends with it',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    const reset = { kind: 'reset', when: 'after' } as const;
    await core.control.fault({ ...operation.generate, answer: reset });
    expect(await rotate(core, old)).toMatchObject({
      stage: null,
      error: { code: 'OUTCOME_UNKNOWN' },
    });
    await pass(core, 0);
    const [ghost] = core.state.ghosts;
    expect(ghost).toMatchObject({ status: 'found', label: 'deploy' });
    expect(journaled(core)).toMatchObject([{ stage: 'making' }]);
    await core.app.settler.answers.revoke(
      ghost?.operationId ?? '',
      ghost?.candidates[0]?.tokenId ?? '',
    );
    for (const ms of [5_000, 30_000, 120_000, 60_000]) await pass(core, ms);
    await core.app.lists.refreshAnew();
    await core.until(({ rotations }) => rotations.length === 0);
    expect(notesOf(core, old)).toEqual(said);
    expect(await isLive(core, old)).toBe(true);
  },
);

test('nothing else is made meanwhile', { tags: 'long' }, async () => {
  const { core, old } = await setup();
  const held = await core.control.fault({ ...operation.generate, hold: 'after' });
  const rotating = core.app.rotations.begin([old], null);
  await core.control.waitForLog((log) => log.some(({ path }) => path.includes('/generate')));
  await expect(core.app.rotations.begin([old], null)).rejects.toMatchObject({ code: 'BUSY' });
  await expect(core.generate()).rejects.toMatchObject({ code: 'BUSY' });
  await expect(core.app.signOut({ revoke: false })).rejects.toMatchObject({ code: 'BUSY' });
  expect(core.app.atRisk.running).toHaveLength(1);
  await core.control.release(held);
  await rotating;
});

describe('an answer that is no new token', () => {
  /** A cache gives the value of a token that was there before. */
  async function stale(core: Core, value: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = { kind: 'custom', headers, body: JSON.stringify({ token: value }) } as const;
    await core.control.fault({ ...operation.generate, carryOut: false, answer });
  }

  test.each(['the old one', 'another one'])(
    'is an unknown outcome, and stays: %s',
    { tags: 'long' },
    async (which) => {
      const { core, old } = await setup();
      const another = await core.control.consoleToken('empty');
      await core.app.lists.refreshAnew();
      const value =
        which === 'the old one' ? (core.keytar.items().get(tokenItem(old)) ?? '') : another.value;
      await stale(core, value);
      expect(await rotate(core, old)).toMatchObject({
        stage: null,
        error: { code: 'OUTCOME_UNKNOWN' },
      });
      expect([await isLive(core, old), await isLive(core, another.kid)]).toEqual([true, true]);
      expect(isStored(core, another.kid)).toBe(false);
    },
  );
});

test(
  'a new token that is just being made is no question, whatever else looks for open requests',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    let asked: unknown = null;
    core.before('rotate', 'store-value', () => {
      core.app.settler.resume();
      asked = core.state.ghosts;
    });
    expect(await rotate(core, old)).toMatchObject({ stage: 'open' });
    expect(asked).toEqual([]);
  },
);
