import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { finishSteps, rotateSteps, undoSteps } from '../../../main/tokens/rotate-steps.ts';
import { journaled as journal, type RotationIntent } from '../../../main/vault/journal.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';
import {
  describeToken,
  isLive,
  isStored,
  journaled,
  newId,
  notesOf,
  rotate,
  said,
  setup,
  shown,
} from './rotating.ts';

const nothing = { label: '', note: '', usedIn: '', color: 'none' };

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

describe('Finish rotation', () => {
  test('deletes the old token and its value, and ends it', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await core.app.rotations.finish(shown(core).id);
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([false, true]);
    expect([isStored(core, old), isStored(core, made)]).toEqual([false, true]);
    expect(notesOf(core, made)).toEqual(said);
    expect([core.state.rotations, journaled(core)]).toEqual([[], []]);
  });

  test('after a restart', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await start(core);
    await core.app.rotations.finish(shown(core).id);
    expect(await isLive(core, old)).toBe(false);
    expect(core.state.rotations).toEqual([]);
  });

  test('offline leaves all as it was', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const before = shown(core);
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    await expect(core.app.rotations.finish(before.id)).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
    });
    await core.control.clearFaults();
    expect(shown(core)).toEqual(before);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
  });

  test('is what the deletion of the old token is', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    expect(await core.app.rotations.remove(old)).toBe(true);
    expect(core.state.rotations).toEqual([]);
    expect(await isLive(core, old)).toBe(false);
  });

  test('is not needed where somebody else deleted the old token', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.control.deleteToken(old);
    await core.app.lists.refreshAnew();
    await core.until(({ rotations }) => rotations.length === 0);
    expect(journaled(core)).toEqual([]);
  });
});

describe('Undo', () => {
  test('deletes the new token and says of the old one what was said', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await describeToken(core, made, 'deploy-next');
    await core.app.rotations.undo(shown(core).id);
    expect(notesOf(core, old)).toEqual({ ...said, label: 'deploy-next' });
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([true, false]);
    expect([isStored(core, old), isStored(core, made)]).toEqual([true, false]);
    expect([core.state.rotations, journaled(core)]).toEqual([[], []]);
  });

  test('is what the deletion of the new token is', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    expect(await core.app.rotations.remove(newId(core))).toBe(true);
    expect(notesOf(core, old)).toEqual(said);
  });

  test('that was interrupted offline can be done again', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    await expect(core.app.rotations.undo(shown(core).id)).rejects.toThrow();
    await core.control.clearFaults();
    expect(shown(core)).toMatchObject({ stage: 'undoing', newTokenId: made, label: 'deploy' });
    expect(notesOf(core, old)).toEqual(said);
    await start(core);
    await core.app.rotations.undo(shown(core).id);
    expect(await isLive(core, made)).toBe(false);
    expect(core.state.rotations).toEqual([]);
  });
});

describe('a new value that the server does not take', () => {
  /** The list is refused to whoever signs in with another token than the app's own. */
  function refused(core: Core): void {
    const answer = { kind: 'status', status: 401 } as const;
    core.before('rotate', 'use-new', async () => {
      await core.control.fault({ ...operation.list, answer });
    });
  }

  test('moves nothing: it is said, and can be tried again', async () => {
    const { core, old } = await setup();
    refused(core);
    expect(await rotate(core, old)).toMatchObject({
      stage: 'refused',
      error: { code: 'SIGN_IN_ENDED' },
    });
    expect([notesOf(core, old), notesOf(core, newId(core))]).toEqual([said, nothing]);
    expect(core.state.session.account?.authorised).toBe(true);
    expect(await core.app.rotations.goOn(shown(core).id)).toEqual({ stage: 'open' });
    expect(notesOf(core, newId(core))).toEqual(said);
  });

  test('is taken back', async () => {
    const { core, old } = await setup();
    refused(core);
    await rotate(core, old);
    const made = newId(core);
    await core.app.rotations.undo(shown(core).id);
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([true, false]);
    expect(notesOf(core, old)).toEqual(said);
    expect(core.state.rotations).toEqual([]);
  });
});

test('a new value that could not be used, since there is no network, is used once there is', async () => {
  const { core, old } = await setup();
  const never = { kind: 'reset', when: 'before' } as const;
  core.before('rotate', 'use-new', async () => {
    await core.control.fault({ ...operation.list, times: 'always', answer: never });
  });
  expect(await rotate(core, old)).toMatchObject({ stage: 'unused' });
  expect(notesOf(core, old)).toEqual(said);
  await core.control.clearFaults();
  await core.app.lists.refreshAnew();
  await core.until(({ rotations }) => rotations[0]?.stage === 'open');
  expect(notesOf(core, newId(core))).toEqual(said);
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

describe('killed', () => {
  test.each(rotateSteps.map(({ name }) => name))('before %s of a rotation', async (step) => {
    const { core, old } = await setup();
    const dead = core.dieAt('rotate', step);
    void core.app.rotations.begin([old], null);
    await dead;
    core.clock.advance(600_000);
    await start(core);
    for (const ms of [0, 5_000, 30_000, 120_000, 60_000]) await pass(core, ms);
    // What the settled request set going has ended then.
    await core.app.rotations.resume();
    // Of one that an earlier run made a person says that it goes on.
    for (const { id, stage } of core.state.rotations)
      if (stage === 'unused') await core.app.rotations.goOn(id);
    expect(await lostTokens(core)).toEqual([]);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
    const { rotations, ghosts } = core.state;
    const made = rotations[0]?.newTokenId;
    // Either it stands where a person can go on, or what may have been made is named, or nothing was.
    if (made) expect([rotations[0]?.stage, notesOf(core, made)]).toEqual(['open', said]);
    else {
      expect(notesOf(core, old)).toEqual(said);
      const live = (await core.control.tokens('empty')).filter((token) => token.live);
      const named = ghosts.filter(({ candidates }) => candidates.length > 0);
      expect(live).toHaveLength(2 + named.length);
    }
  });

  test.each(finishSteps.map(({ name }) => name))('before %s of its end', async (step) => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const dead = core.dieAt('finish-rotation', step);
    void core.app.rotations.finish(shown(core).id);
    await dead;
    const gone = !(await isLive(core, old));
    core.clock.advance(600_000);
    await start(core);
    expect(core.state.rotations.map(({ stage }) => stage)).toEqual(gone ? [] : ['open']);
    expect([await isLive(core, made), isStored(core, made)]).toEqual([true, true]);
    expect(notesOf(core, made)).toEqual(said);
    expect(isStored(core, old)).toBe(!gone);
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each(undoSteps.map(({ name }) => name))('before %s of the way back', async (step) => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const dead = core.dieAt('undo-rotation', step);
    void core.app.rotations.undo(shown(core).id);
    await dead;
    const begun = step !== 'write-undoing';
    const gone = !(await isLive(core, made));
    core.clock.advance(600_000);
    await start(core);
    expect(core.state.rotations.map(({ stage }) => stage)).toEqual(
      gone ? [] : [begun ? 'undoing' : 'open'],
    );
    expect(notesOf(core, begun ? old : made)).toEqual(said);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
    expect(await lostTokens(core)).toEqual([]);
  });
});

test(
  'several are rotated one after the other; what fails for one alone stops no other',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    const { kid } = await core.control.consoleToken('empty');
    await core.app.lists.refreshAnew();
    const own = core.app.accounts.current?.ownTokenId ?? '';
    expect(await core.app.rotations.begin([old, own, kid], null)).toMatchObject([
      { tokenId: old, stage: 'open' },
      { tokenId: own, stage: null, error: { code: 'VALUE_SIGNS_IN' } },
      { tokenId: kid, stage: 'open' },
    ]);
    expect(core.state.rotations).toHaveLength(2);
  },
);

test('what would fail for all stops them', { tags: 'long' }, async () => {
  const { core, old } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  await core.app.lists.refreshAnew();
  await core.control.fault({ ...operation.generate, answer: { kind: 'status', status: 403 } });
  expect(await core.app.rotations.begin([old, kid], null)).toEqual([
    { tokenId: old, stage: null, error: { code: 'TWO_FACTOR_OR_REFUSED' } },
    { tokenId: kid, stage: null, error: null },
  ]);
  expect(core.state.session.account?.canMint).toBe('no');
});

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

describe('a journal that was edited', () => {
  /** Put into the journal, as whoever can write there could; the app is started after it. */
  async function forge(core: Core, change: Partial<RotationIntent>): Promise<void> {
    const forged: RotationIntent = {
      kind: 'rotation',
      id: randomUUID(),
      startedAt: core.clock.now(),
      accountId: core.app.accounts.require().id,
      oldTokenId: randomUUID(),
      generateId: randomUUID(),
      newTokenId: randomUUID(),
      stage: 'open',
      finishAt: null,
      ...change,
    };
    await core.app.workspace.journal.change(journal(forged));
    await start(core);
  }

  test(
    'sends no value to another server, by itself or when a person goes on',
    { tags: 'long' },
    async () => {
      const { core, old } = await setup();
      const other = await setupSandbox({ now: () => core.clock.now() });
      const { value } = await other.control.consoleToken('empty');
      await signInWithToken(core.app, {
        endpoint: other.origin,
        token: value,
        contractNumber: null,
      });
      await core.untilListed();
      const stolen = core.keytar.items().get(tokenItem(old)) ?? '';
      await other.control.clearLog();
      await forge(core, {
        accountId: core.app.accounts.require().id,
        oldTokenId: core.app.accounts.require().ownTokenId ?? '',
        newTokenId: old,
        stage: 'unused',
      });
      await expect(core.app.rotations.goOn(shown(core).id)).rejects.toMatchObject({
        code: 'STORE_MISMATCH',
      });
      expect(JSON.stringify(await other.control.log())).not.toContain(stolen.slice(-40));
      const reads = await other.control.requests(operation.list);
      // The account's own list alone: nothing was asked with another credential.
      expect(reads.length).toBeLessThanOrEqual(1);
    },
  );

  test('deletes nothing by the timer', { tags: 'long' }, async () => {
    const { core, old } = await setup({}, 30 * 86_400);
    await forge(core, { oldTokenId: old, finishAt: core.clock.now() + 3_601_000 });
    core.clock.advance(4_000_000);
    await core.app.rotations.resume();
    expect(await isLive(core, old)).toBe(true);
    expect(shown(core)).toMatchObject({ overdue: true });
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_GONE',
    });
    expect(await isLive(core, old)).toBe(true);
  });
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

describe('Finish rotation asks first', () => {
  test('whether the new token lives', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.control.deleteToken(newId(core));
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_GONE',
    });
    expect(await isLive(core, old)).toBe(true);
  });

  test('whether it has ended', { tags: 'long' }, async () => {
    const { core, old } = await setup({}, 30 * 86_400);
    await rotate(core, old, 3_600);
    core.clock.advance(2 * 3_600_000);
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_GONE',
    });
    expect(await isLive(core, old)).toBe(true);
  });

  test('whether somebody signs in with the old one', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.signInWithToken(core.keytar.items().get(tokenItem(old)) ?? '');
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'VALUE_SIGNS_IN',
    });
    expect(await isLive(core, old)).toBe(true);
  });
});

test(
  'what belongs to an account that was signed out is ended by nobody else, and can be left',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.app.signOut({ revoke: false });
    await core.signIn('plain');
    const { id } = shown(core);
    const gone = { code: 'NOT_SIGNED_IN' };
    await expect(core.app.rotations.finish(id)).rejects.toMatchObject(gone);
    await expect(core.app.rotations.undo(id)).rejects.toMatchObject(gone);
    expect(await isLive(core, old)).toBe(true);
    await core.app.rotations.leave(id);
    expect(core.state.rotations).toEqual([]);
  },
);

test(
  'a list that lacks a token does not end its rotation while the server knows it',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const headers = { 'content-type': 'application/json' };
    const short = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer: short });
    await core.app.lists.refreshAnew();
    await core.app.rotations.resume();
    expect(shown(core)).toMatchObject({ stage: 'open', oldTokenId: old });
  },
);

test('a Stop ends all that are still to be begun', { tags: 'long' }, async () => {
  const { core, old } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  await core.app.lists.refreshAnew();
  await core.control.clearLog();
  const held = await core.control.fault({ ...operation.generate, hold: 'after' });
  const rotating = core.app.rotations.begin([old, kid], null);
  await core.control.waitForLog((log) => log.some(({ path }) => path.includes('/generate')));
  core.app.workspace.patience.cancel();
  await core.control.release(held);
  expect((await rotating)[1]).toEqual({ tokenId: kid, stage: null, error: null });
  expect(await core.control.requests(operation.generate)).toHaveLength(1);
});

describe('what the new token may do that the old could not', () => {
  test('and the reverse, is told from both values', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await core.control.changeAccount('empty', {
      privileges: ['ACCESS_ACTIVITY_LOG', 'MANAGE_DBAAS'],
      role: 'owner',
    });
    await rotate(core, old);
    const [lost] = accounts.empty.privileges.filter((name) => name !== 'ACCESS_ACTIVITY_LOG');
    expect(await core.app.rotations.drift(shown(core).id)).toEqual({
      gained: ['MANAGE_DBAAS'],
      lost: [lost],
      role: { before: 'user', now: 'owner' },
    });
  });

  test('is not known where the old value is not here', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    core.keytar.take(tokenItem(old));
    expect(await core.app.rotations.drift(shown(core).id)).toBeNull();
  });

  test('is not said of a value that is another token’s', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const { value } = await core.control.consoleToken('empty');
    core.keytar.put(tokenItem(old), value);
    await expect(core.app.rotations.drift(shown(core).id)).rejects.toMatchObject({
      code: 'STORE_MISMATCH',
    });
  });
});

test(
  'a deletion that is no part of a rotation is none of its business',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    expect(await core.app.rotations.remove(old)).toBe(false);
    const { workspace, accounts: signedIn, lists } = core.app;
    await deleteToken(workspace, signedIn, lists, old);
    expect(await isLive(core, old)).toBe(false);
  },
);
