import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { withSaved } from '../../../main/vault/index-file.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { ids, setup } from './listing.ts';

const busy = { kind: 'status', status: 503 } as const;

const savedThen = ({ clock }: Core) => ({
  issuedAt: clock.now(),
  expiresAt: clock.now() + 3_600_000,
  savedAt: clock.now(),
});

const states = (core: Core): string[] => core.state.list.tokens.map(({ state }) => state);

async function realIds(core: Core): Promise<string[]> {
  return (await core.control.tokens('plain')).map(({ kid }) => kid);
}

describe('a list', () => {
  test('is what the server has, with its age', async () => {
    const core = await setup();
    core.clock.advance(5_000);
    await core.app.lists.refresh();
    expect(new Set(ids(core))).toEqual(new Set(await realIds(core)));
    expect(core.state.list).toMatchObject({
      status: 'ready',
      fetchedAt: core.clock.now(),
      stale: false,
      error: null,
      limit: 100,
      clockOffsetMs: 0,
    });
  });

  test('is shown at the next start before anything is asked', async () => {
    const core = await setup();
    const before = ids(core);
    const { fetchedAt } = core.state.list;
    core.clock.advance(3_600_000);
    await core.restart();
    expect(ids(core)).toEqual(before);
    expect(core.state.list).toMatchObject({ status: 'loading', fetchedAt, stale: true });
    expect(new Set(states(core))).toEqual(new Set(['cannot-tell', 'expired']));
    expect(await core.control.log()).toEqual([]);
    await core.app.start();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
    expect(states(core)).toContain('saved');
  });

  test('stays in view where it cannot be read, and nothing is claimed any more', async () => {
    const core = await setup();
    const before = ids(core);
    await core.control.fault({ ...operation.list, times: 'always', answer: busy });
    await core.app.lists.refresh();
    expect(ids(core)).toEqual(before);
    expect(core.state.list).toMatchObject({
      status: 'failed',
      stale: true,
      error: { code: 'SERVER_ERROR' },
    });
    expect(new Set(states(core))).toEqual(new Set(['cannot-tell', 'expired']));
    await core.control.clearFaults();
    await core.app.lists.refresh();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
  });

  test('says how long the server wants to be left alone', async () => {
    const core = await setup();
    const answer = { kind: 'status', status: 429, retryAfter: 60 } as const;
    await core.control.fault({ ...operation.list, answer });
    await core.app.lists.refresh();
    expect(core.state.list.error).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 60 });
  });

  test('asks to sign in again where the sign-in ended, and is not asked for any more', async () => {
    const core = await setup();
    const before = ids(core);
    await core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? '');
    await core.app.lists.refresh();
    expect(core.state.session.account?.authorised).toBe(false);
    expect(core.state.list).toMatchObject({ status: 'failed', error: { code: 'SIGN_IN_ENDED' } });
    expect(ids(core)).toEqual(before);
    await core.control.clearLog();
    await core.app.lists.refresh();
    expect(await core.control.log()).toEqual([]);
    await core.signIn('plain');
    expect(core.state.session.account?.authorised).toBe(true);
    expect(core.state.list).toMatchObject({ status: 'ready', error: null });
  });

  test('is read once for those who ask at the same time', async () => {
    const core = await setup();
    await Promise.all([core.app.lists.refresh(), core.app.lists.refresh()]);
    expect(await core.control.requests(operation.list)).toHaveLength(1);
  });

  test('is kept in memory where its cache cannot be written', async () => {
    const core = await setup();
    core.files.failWrites = () => true;
    const { kid } = await core.control.consoleToken('plain');
    await core.app.lists.refresh();
    expect(ids(core)).toContain(kid);
    expect(core.state.list).toMatchObject({ status: 'ready', error: null });
  });

  test('has the tokens of all accounts, each with its own', async () => {
    const core = await setup();
    const plain = ids(core);
    const first = core.app.accounts.current?.id ?? '';
    await core.signIn('empty');
    const { id: second = '', ownTokenId } = core.app.accounts.current ?? {};
    expect(ids(core)).toEqual([...plain, ownTokenId]);
    expect(core.state.list.tokens.map(({ accountId }) => accountId)).toEqual([
      ...plain.map(() => first),
      second,
    ]);
  });

  test('has what is saved here of other servers and of whom nobody knows any more', async () => {
    const core = await setup();
    const { kid } = await core.control.consoleToken('plain');
    const { app } = core;
    await app.signOut({ revoke: true });
    expect(ids(core)).toEqual([]);
    const other = { id: kid, origin: 'https://iam.example.com', contractNumber: 40001 };
    await app.workspace.index.change((index) =>
      withSaved(index, { ...other, ...savedThen(core), userId: null, madeBy: null }),
    );
    app.show();
    expect(core.state.list.tokens).toMatchObject([{ ...other, state: 'cannot-tell', email: null }]);
    await core.signIn('empty');
    expect(core.state.list.tokens.find(({ id }) => id === kid)).toMatchObject({
      ...other,
      state: 'cannot-tell',
      listed: false,
    });
  });

  test("is read for the account that signs in while another's is still on its way", async () => {
    const core = await setup();
    const held = await core.control.fault({ ...operation.list, hold: 'after' });
    const refreshed = core.app.lists.refresh();
    await core.control.waitForLog((log) => log.length === 1);
    await core.signIn('empty');
    const own = core.app.accounts.current?.ownTokenId;
    await core.control.release(held);
    await refreshed;
    await core.until(({ list }) => list.status === 'ready' && !list.stale);
    expect(ids(core)).toContain(own);
  });

  test("that fails for one account leaves the other's alone", async () => {
    const core = await setup();
    const answer = { kind: 'status', status: 401 } as const;
    const held = await core.control.fault({ ...operation.list, hold: 'after', answer });
    const refreshed = core.app.lists.refresh();
    await core.control.waitForLog((log) => log.length === 1);
    await core.signIn('empty');
    await core.control.release(held);
    await refreshed;
    const { list } = await core.until((state) => state.list.status === 'failed');
    expect(list.error).toEqual({ code: 'SIGN_IN_ENDED' });
    expect(list.accounts).toMatchObject([
      { status: 'failed', stale: true },
      { status: 'ready', stale: false, error: null },
    ]);
    expect(core.state.session.accounts.map(({ authorised }) => authorised)).toEqual([false, true]);
  });
});

test("saved values of another user are no token of this one's that is gone", async () => {
  const core = await setupCore();
  await core.signIn('plain');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  // In memory only, so that the user behind the address is not known.
  core.keytar.mode = 'no-service';
  await core.signIn('empty');
  expect(core.app.accounts.current).toMatchObject({
    email: accounts.empty.email,
    signIn: 'password',
  });
  const row = core.state.list.tokens.find(({ id }) => id === tokenId);
  expect(row?.state ?? 'not shown').not.toBe('gone');
});
