import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { signOut } from '../../../main/accounts/sign-out.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import {
  interrupted,
  named,
  pass,
  resetAfter,
  resetBefore,
  start,
} from '../../support/core/interrupted.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const listings = async (core: Core): Promise<number> =>
  (await core.control.requests(operation.list)).length;

const live = async (core: Core, id: string | undefined): Promise<boolean | undefined> =>
  (await core.control.tokens('empty')).find(({ kid }) => kid === id)?.live;

/** Until nothing of a request can show up any more. */
async function untilOver(core: Core): Promise<void> {
  for (const ms of [0, 5_000, 30_000, 120_000, 30_000]) await pass(core, ms);
}

describe('an unknown outcome', () => {
  test('is looked into at once, after 5 s, 30 s and 2 min, and when nothing can come any more', async () => {
    const { core } = await interrupted(resetBefore);
    const seen: unknown[] = [];
    for (const ms of [0, 5_000, 30_000, 120_000]) {
      if (ms > 0) await pass(core, ms - 1);
      const before = await listings(core);
      await pass(core, Math.min(ms, 1));
      const [ghost] = core.state.ghosts;
      const next = ghost?.nextCheckAt ?? null;
      seen.push([(await listings(core)) - before, ghost?.status, next && next - core.clock.now()]);
    }
    expect(seen).toEqual([
      [1, 'waiting', 5_000],
      [1, 'waiting', 30_000],
      [1, 'waiting', 120_000],
      // The server says its time in whole seconds.
      [1, 'waiting', expect.closeTo(25_500, -3.1)],
    ]);
    await pass(core, 26_000);
    expect(core.state.ghosts).toMatchObject([{ status: 'none', nextCheckAt: null }]);
    await pass(core, 24 * 3_600_000);
    expect(await listings(core)).toBe(5);
    expect(await core.journal()).toHaveLength(1);
  });

  test('is closed at the next start, when nothing came', async () => {
    const { core } = await interrupted(resetBefore);
    for (const ms of [0, 5_000, 30_000, 120_000, 60_000]) await pass(core, ms);
    await start(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test('is not closed by starts that follow each other too soon', async () => {
    const late = { ...resetAfter, late: { seconds: 45 } };
    const { core, made } = await interrupted(late);
    for (let starts = 0; starts < 8; starts += 1) await start(core);
    expect(await core.journal()).toHaveLength(1);
    core.clock.advance(46_000);
    await start(core);
    expect(named(core)).toEqual(await made());
  });

  test('names the token that was made, with its time', async () => {
    const { core, made, operationId } = await interrupted();
    await pass(core, 0);
    const [id] = await made();
    expect(core.state.ghosts).toEqual([
      {
        operationId,
        startedAt: core.clock.now(),
        purpose: 'vault',
        label: 'deploy',
        status: 'found',
        account: null,
        candidates: [{ tokenId: id, createdAt: core.clock.now(), sure: false }],
        nextCheckAt: core.clock.now() + 5_000,
      },
    ]);
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id }));
  });

  test.each(['request', 'appearance'] as const)(
    'names a token that appears 45 s late, dated by its %s',
    async (dated) => {
      const { core, made } = await interrupted({ ...resetAfter, late: { seconds: 45, dated } });
      await pass(core, 0);
      await pass(core, 5_000);
      await pass(core, 30_000);
      expect(named(core)).toEqual([]);
      await pass(core, 120_000);
      expect(named(core)).toEqual(await made());
    },
  );

  test("names another program's token of that moment too: which is ours cannot be known", async () => {
    const { core, made } = await interrupted({ ...resetAfter, secondClient: { when: 'before' } });
    await pass(core, 0);
    expect(await made()).toHaveLength(2);
    expect(new Set(named(core))).toEqual(new Set(await made()));
  });

  test("does not name another program's token of another lifetime", async () => {
    const { core, made } = await interrupted({ ...resetBefore, secondClient: { ttl: 7200 } });
    await pass(core, 0);
    expect(await made()).toHaveLength(1);
    expect(named(core)).toEqual([]);
  });

  test.each([3_600, -86_400])('is judged by the clock of a server %d s ahead', async (seconds) => {
    const core = await setupCore({ sandbox: { clockOffsetSeconds: seconds } });
    await core.signIn('empty');
    await core.control.fault({ ...operation.generate, ...resetAfter });
    await expect(core.generate()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await pass(core, 0);
    expect(named(core)).toHaveLength(1);
  });

  test('is named again after a crash', async () => {
    const { core, made } = await interrupted();
    await start(core);
    expect(named(core)).toEqual(await made());
  });
});

describe('the person', () => {
  test('keeps what was found: nothing is deleted, the question is closed', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    await core.app.settler.keep(operationId, null);
    expect(core.state.ghosts).toMatchObject([{ status: 'answered', candidates: [] }]);
    const [id] = await made();
    expect(await live(core, id)).toBe(true);
    await untilOver(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
    await pass(core, 24 * 3_600_000);
    expect(core.state.ghosts).toEqual([]);
  });

  test('keeps while the list is being read: it is not asked again', async () => {
    const { core, operationId } = await interrupted();
    await pass(core, 0);
    await core.control.clearLog();
    const held = await core.control.fault({ ...operation.list, hold: 'after' });
    const checked = core.app.settler.check(operationId);
    await core.control.waitForLog((log) => log.length === 1);
    await core.app.settler.keep(operationId, null);
    await core.control.release(held);
    await checked;
    expect(core.state.ghosts).toMatchObject([{ status: 'answered', candidates: [] }]);
    await untilOver(core);
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('revokes what was found: it is deleted, the question is closed', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    await core.app.settler.revoke(operationId, id);
    expect(await live(core, id)).toBe(false);
    await untilOver(core);
    expect(core.state.ghosts).toEqual([]);
    expect(core.state.list.tokens.map((token) => token.id)).not.toContain(id);
    expect(await core.journal()).toEqual([]);
  });

  test('revokes one of two: the other stays in question', async () => {
    const { core, operationId, made } = await interrupted({
      ...resetAfter,
      secondClient: { when: 'before' },
    });
    await pass(core, 0);
    const [first = '', second = ''] = await made();
    await core.app.settler.revoke(operationId, first);
    expect(named(core)).toEqual([second]);
    expect(await core.journal()).toHaveLength(1);
    await core.app.settler.revoke(operationId, second);
    await untilOver(core);
    expect(await core.journal()).toEqual([]);
  });

  test('cannot revoke what is not in question', async () => {
    const { core, operationId } = await interrupted();
    await pass(core, 0);
    const own = core.app.accounts.current?.ownTokenId ?? '';
    await expect(core.app.settler.revoke(operationId, own)).rejects.toMatchObject({
      code: 'NOTHING_PENDING',
    });
    await expect(core.app.settler.revoke(own, own)).rejects.toMatchObject({
      code: 'NOTHING_PENDING',
    });
    expect(await live(core, own)).toBe(true);
  });

  test('is told when a 404 does not prove that it is gone', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    const answer = { kind: 'status', status: 404 } as const;
    await core.control.fault({ ...operation.delete, answer });
    await expect(core.app.settler.revoke(operationId, id)).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
    expect(named(core)).toEqual([id]);
    expect(await core.journal()).toHaveLength(1);
  });

  test.each([
    ['somebody else deleted it', async (core: Core, id: string) => core.control.deleteToken(id)],
    [
      'the answer was lost',
      async (core: Core) => core.control.fault({ ...operation.delete, ...resetAfter }),
    ],
  ])('revokes where %s', async (_, happen) => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    await happen(core, id);
    await core.app.settler.revoke(operationId, id);
    expect(await live(core, id)).toBe(false);
    await untilOver(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test.each([
    ['revokes', (core: Core, id: string, found: string) => core.app.settler.revoke(id, found)],
    [
      'keeps, as its own,',
      (core: Core, id: string, found: string) => core.app.settler.keep(id, found),
    ],
    ['keeps, as another’s,', (core: Core, id: string) => core.app.settler.keep(id, null)],
  ])('%s what another program made, and is asked about what comes late', async (_, answer) => {
    const { core, operationId, made } = await interrupted({
      ...resetAfter,
      secondClient: { when: 'before' },
      late: { seconds: 45 },
    });
    await pass(core, 0);
    const [found = ''] = named(core);
    expect(named(core)).toHaveLength(1);
    await answer(core, operationId, found);
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    expect(named(core)).toEqual((await made()).filter((id) => id !== found));
    await start(core);
    expect(named(core)).toEqual((await made()).filter((id) => id !== found));
  });

  test('answers while nobody is signed in: it goes on when somebody is', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    await core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? '');
    await pass(core, 5_000);
    expect(core.state.ghosts).toMatchObject([{ status: 'found', nextCheckAt: null }]);
    await core.app.settler.keep(operationId, id);
    expect(await core.journal()).toMatchObject([{ answered: [id] }]);
    await core.signIn('empty');
    await untilOver(core);
    expect(named(core)).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test('looks again whenever they like', async () => {
    const { core, operationId, made } = await interrupted({ ...resetAfter, late: { seconds: 2 } });
    await pass(core, 0);
    expect(named(core)).toEqual([]);
    core.clock.advance(3_000);
    await core.app.settler.check(operationId);
    expect(named(core)).toEqual(await made());
    expect(core.clock.waits.filter((ms) => ms <= 120_000)).toHaveLength(1);
  });
});

describe('while the list cannot be read', () => {
  test.each<[string, FaultInput]>([
    ['the server is busy', { answer: { kind: 'status', status: 503 } }],
    ['a proxy stands between', { answer: { kind: 'html' } }],
    ['it takes no calls for a minute', { answer: { kind: 'status', status: 429, retryAfter: 60 } }],
  ])('it is asked now and then, and nothing is concluded: %s', async (_, fault) => {
    const { core, made } = await interrupted();
    await core.control.fault({ ...operation.list, times: 'always', ...fault });
    await pass(core, 0);
    expect(core.state.ghosts).toMatchObject([{ status: 'waiting', candidates: [] }]);
    await core.control.clearLog();
    for (let seconds = 0; seconds < 60; seconds += 1) await pass(core, 1_000);
    expect(await listings(core)).toBeLessThanOrEqual(12 * 3);
    expect(await listings(core)).toBeGreaterThan(0);
    await core.control.clearFaults();
    await pass(core, 5_000);
    expect(named(core)).toEqual(await made());
  });

  test('without a network it does not spin', async () => {
    const { core } = await interrupted();
    await core.sandbox.close();
    await pass(core, 0);
    const { waits } = core.clock;
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(5_000);
    expect(core.state.ghosts).toMatchObject([
      { status: 'waiting', nextCheckAt: core.clock.now() + 5_000 },
    ]);
  });

  test('what was found stays in view', async () => {
    const { core, made } = await interrupted();
    await pass(core, 0);
    const answer = { kind: 'status', status: 503 } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer });
    await pass(core, 5_000);
    expect(core.state.ghosts).toMatchObject([{ status: 'found' }]);
    expect(named(core)).toEqual(await made());
  });

  test('a sign-in that ended is not tried again, and its question waits for the next', async () => {
    const { core, made } = await interrupted();
    await core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? '');
    await pass(core, 0);
    expect(core.state.session.account?.authorised).toBe(false);
    await core.control.clearLog();
    await pass(core, 3_600_000);
    expect(await listings(core)).toBe(0);
    await core.signIn('empty');
    await pass(core, 0);
    expect(named(core)).toHaveLength(1);
    expect(await made()).toEqual(expect.arrayContaining(named(core)));
  });
});

describe('what a crash left', () => {
  /** Killed before `step` of a generate; then started again. */
  async function killed(step: string) {
    const core = await setupCore();
    await core.signIn('empty');
    const own = core.app.accounts.current?.ownTokenId;
    const dead = core.dieAt('generate', step);
    void core.generate();
    await dead;
    const [id = ''] = (await core.control.tokens('empty'))
      .map(({ kid }) => kid)
      .filter((kid) => kid !== own);
    return { core, id };
  }

  test('is taken up from the keychain: the value was stored, and nothing is lost', async () => {
    const { core, id } = await killed('read-back');
    await start(core);
    expect(core.index.tokens).toMatchObject([{ id }]);
    expect(core.index.notes).toMatchObject([{ id, label: 'deploy' }]);
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, state: 'saved' }));
    expect(await core.journal()).toEqual([]);
  });

  test('is taken up by the next sign-in even where the index was lost with it', async () => {
    const { core, id } = await killed('read-back');
    await Promise.all(['', '.old'].map((end) => rm(`${core.folder}/index.json${end}`)));
    await core.restart();
    expect(core.state.session.status).toBe('signed-out');
    await core.signIn('empty');
    await pass(core, 0);
    expect(core.index.tokens).toContainEqual(expect.objectContaining({ id }));
    expect(core.index.notes).toContainEqual(expect.objectContaining({ id, label: 'deploy' }));
  });

  test.each([
    ['was cut', (value: string) => value.slice(0, 200)],
    ['is no token', () => 'something'],
  ])('is in question where the stored value %s', async (_, spoil) => {
    const { core, id } = await killed('read-back');
    const item = tokenItem(id);
    core.keytar.put(item, spoil(core.keytar.items().get(item) ?? ''));
    await start(core);
    expect(named(core)).toEqual([id]);
    expect(core.index.tokens).toEqual([]);
    expect(core.keytar.items().has(item)).toBe(true);
  });

  test('is in question where another value stands in its place', async () => {
    const { core, id } = await killed('read-back');
    const { value } = await core.control.consoleToken('empty');
    core.keytar.put(tokenItem(id), value);
    await start(core);
    expect(named(core)).toEqual([id]);
    expect(core.index.tokens).toEqual([]);
  });

  test('raises no prompt while the keyring is locked, and is taken up once it is open', async () => {
    const { core, id } = await killed('read-back');
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await start(core);
    expect(core.keytar.calls).toEqual([]);
    expect(await core.journal()).toHaveLength(1);
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    await pass(core, 0);
    expect(core.index.tokens).toMatchObject([{ id }]);
  });

  test('raises no prompt either where the keyring was locked meanwhile', async () => {
    const { core, made } = await interrupted();
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await pass(core, 0);
    expect(named(core)).toEqual(await made());
    expect(core.keytar.calls).toEqual([]);
  });

  test('goes on for this run where the journal cannot be written', async () => {
    const { core, id } = await killed('store-value');
    await core.restart();
    await core.app.start();
    core.files.failWrites = (path) => path.endsWith('journal.json');
    await pass(core, 0);
    expect(named(core)).toEqual([id]);
    await pass(core, 5_000);
    expect(core.state.ghosts).toMatchObject([
      { status: 'found', nextCheckAt: core.clock.now() + 30_000 },
    ]);
  });

  test('is not offered when it was revoked elsewhere, and forgotten at a later start', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate({ keep: false });
    await core.control.deleteToken(tokenId);
    await start(core);
    expect(core.state.ghosts).toMatchObject([{ candidates: [] }]);
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    core.clock.advance(60_000);
    await start(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test('one list that lacks a known id proves nothing: it may be listed late', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const late = await core.control.fault({ ...operation.generate, late: { seconds: 45 } });
    expect(late).toBeGreaterThan(0);
    const { tokenId } = await core.generate({ keep: false });
    await start(core);
    expect(core.state.ghosts).toMatchObject([{ candidates: [] }]);
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    expect(core.state.ghosts).toMatchObject([{ status: 'found', candidates: [{ tokenId }] }]);
  });
});

describe('with several accounts', () => {
  test('a question is settled by the list of its own account alone', async () => {
    const { core, made } = await interrupted();
    await pass(core, 0);
    const [intent] = await core.journal();
    await core.signIn('plain');
    expect(core.state.ghosts).toMatchObject([{ status: 'elsewhere' }]);
    await pass(core, 5_000);
    await pass(core, 180_000);
    expect(await core.journal()).toEqual([intent]);
    const { settler } = core.app;
    const { id = '' } = intent ?? {};
    const [token = ''] = await made();
    const pending = { code: 'NOTHING_PENDING' };
    await expect(settler.check(id)).rejects.toMatchObject(pending);
    await expect(settler.keep(id, null)).rejects.toMatchObject(pending);
    await expect(settler.revoke(id, token)).rejects.toMatchObject(pending);
    await core.signIn('empty');
    await pass(core, 0);
    expect(await made()).toEqual(expect.arrayContaining(named(core)));
    expect(named(core)).toHaveLength(1);
  });

  test.each([
    ['by password', (core: Core) => core.signIn('empty')],
    [
      'by a token',
      async (core: Core) => {
        const { value } = await core.control.consoleToken('empty', { ttl: 7200 });
        await core.signInWithToken(value);
      },
    ],
  ])('a question outlives signing out and in again %s', async (_, signInAgain) => {
    const { core } = await interrupted();
    await pass(core, 0);
    const before = named(core);
    const { workspace, accounts: who, lists } = core.app;
    await signOut(workspace, who, lists, { revoke: true });
    expect(core.state.ghosts).toEqual([]);
    await pass(core, 200_000);
    expect(await core.journal()).toHaveLength(1);
    await signInAgain(core);
    await pass(core, 0);
    expect(named(core)).toEqual(before);
    expect(await lostTokens(core)).toEqual([]);
  });
});

test('a token of its own that a crash left is filed under the next sign-in', async () => {
  const core = await setupCore();
  const dead = core.dieAt('sign-in', 'read-back');
  void core.signIn('empty');
  await dead;
  await core.restart();
  const [left] = await core.control.tokens('empty');
  const [item = ''] = [...core.keytar.items().keys()].filter((name) => name.startsWith('sign-in:'));
  await core.signIn('empty');
  await pass(core, 0);
  expect(item).toBe(signInItem(core.app.accounts.current?.id ?? ''));
  expect(core.index.tokens).toMatchObject([{ id: left?.kid, userId: accounts.empty.userId }]);
  expect(named(core)).toEqual([]);
  expect(await lostTokens(core)).toEqual([]);
});
