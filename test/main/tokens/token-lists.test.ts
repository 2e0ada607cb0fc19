import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { withSaved } from '../../../main/vault/index-file.ts';
import { ListTransport } from '../../support/core/list-transport.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const busy = { kind: 'status', status: 503 } as const;

async function setup(): Promise<Core> {
  const core = await setupCore();
  await core.signIn('plain');
  await core.control.clearLog();
  return core;
}

const savedThen = ({ clock }: Core) => ({
  issuedAt: clock.now(),
  expiresAt: clock.now() + 3_600_000,
  savedAt: clock.now(),
});

const ids = (core: Core): string[] => core.state.list.tokens.map(({ id }) => id);
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

  test("is the account's own: another's stays apart", async () => {
    const core = await setup();
    const plain = ids(core);
    await core.signIn('empty');
    expect(ids(core)).toEqual([core.app.accounts.current?.ownTokenId]);
    await core.signIn('plain');
    expect(ids(core)).toEqual(expect.arrayContaining(plain));
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
    expect(ids(core)).toEqual([own]);
  });

  test("that fails for another account than the one shown says nothing of this one's", async () => {
    const core = await setup();
    const answer = { kind: 'status', status: 401 } as const;
    const held = await core.control.fault({ ...operation.list, hold: 'after', answer });
    const refreshed = core.app.lists.refresh();
    await core.control.waitForLog((log) => log.length === 1);
    await core.signIn('empty');
    await core.control.release(held);
    await refreshed;
    await core.until(({ list }) => list.status === 'ready' && !list.stale);
    expect(core.state.list.error).toBeNull();
    expect(core.state.session.account?.authorised).toBe(true);
  });
});

describe('time', () => {
  test('makes a token expired by itself, with nobody asking', async () => {
    const core = await setup();
    const { tokenId } = await core.generate({ ttlSeconds: 60 });
    const stateOf = () => core.state.list.tokens.find(({ id }) => id === tokenId)?.state;
    await core.control.clearLog();
    core.clock.advance(60_000);
    expect(stateOf()).toBe('saved');
    core.clock.advance(50);
    expect(stateOf()).toBe('expired');
    expect(await core.control.log()).toEqual([]);
  });

  test.each([3_600, -3_600])('is that of the server, %d s from here', async (offsetSeconds) => {
    const core = await setupCore({ sandbox: { clockOffsetSeconds: offsetSeconds } });
    await core.signIn('plain');
    const { kid } = await core.control.consoleToken('plain', { ttl: 600 });
    await core.app.lists.refresh();
    const stateOf = () => core.state.list.tokens.find(({ id }) => id === kid)?.state;
    expect(core.state.list.clockOffsetMs).toBe(offsetSeconds * 1000);
    expect(stateOf()).toBe('not-here');
    core.clock.advance(600_050);
    expect(stateOf()).toBe('expired');
  });

  test('of a year is waited for in one go or in several', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.generate({ ttlSeconds: 31_536_000 });
    expect(core.clock.waits.filter((ms) => ms > 2 ** 31 - 1)).toEqual([]);
  });
});

describe('with a keyring that is locked at the start', () => {
  test('nothing is asked of anybody, and the last list is shown', async () => {
    const core = await setup();
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await core.restart();
    await core.app.start();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: true, error: null });
    expect(core.state.store.state).toBe('locked');
    expect(core.keytar.calls).toEqual([]);
    expect(await core.control.log()).toEqual([]);
  });

  test('a refresh says that it is locked, and unlocking goes on', async () => {
    const core = await setup();
    core.keytar.mode = 'locked';
    await core.restart();
    await core.app.start();
    await core.app.lists.refresh();
    expect(core.state.list).toMatchObject({ status: 'failed', error: { code: 'STORE_LOCKED' } });
    expect(core.state.session.account?.authorised).toBe(true);
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
    expect(core.state.session.account?.authorised).toBe(true);
  });
});

test('with a keyring that comes only after the start, the sign-in is taken up', async () => {
  const core = await setup();
  core.keytar.mode = 'no-service';
  await core.restart();
  await core.app.start();
  expect(core.state.list.status).toBe('failed');
  core.keytar.mode = 'unlocked';
  await core.app.unlock();
  expect(core.state.session.account?.authorised).toBe(true);
  expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
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

describe('a list that the server made before something else happened', () => {
  async function setupHeld() {
    const transport = new ListTransport();
    const core = await setupCore({ transport });
    await core.signIn('plain');
    return { core, transport };
  }

  test('does not bring back a token that was deleted meanwhile', async () => {
    const { core, transport } = await setupHeld();
    const { kid } = await core.control.consoleToken('plain');
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    await deleteToken(core.app.workspace, core.app.accounts, core.app.lists, kid);
    held.release();
    await refreshed;
    expect(core.state.list.status).toBe('ready');
    expect(ids(core)).not.toContain(kid);
    expect(new Set(ids(core))).toEqual(
      new Set(
        (await core.control.tokens('plain')).flatMap((t) => (t.deletedAt === null ? [t.kid] : [])),
      ),
    );
  });

  test('is asked for anew by a person after a 401 that was a passing fault, by the app not', async () => {
    const { core } = await setupHeld();
    await core.control.fault({ ...operation.list, answer: { kind: 'status', status: 401 } });
    await core.app.lists.refresh();
    expect(core.state.session.account?.authorised).toBe(false);
    await core.control.clearLog();
    await core.app.lists.refresh();
    expect(await core.control.log()).toEqual([]);
    await core.app.lists.refreshAnew();
    expect(core.state.session.account?.authorised).toBe(true);
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
    expect(await core.control.log()).toHaveLength(1);
  });

  test('is read again for a person who asks meanwhile, and once more only', async () => {
    const { core, transport } = await setupHeld();
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    const { kid } = await core.control.consoleToken('plain');
    await core.control.clearLog();
    const asked = [core.app.lists.refreshAnew(), core.app.lists.refreshAnew()];
    held.release();
    await Promise.all([refreshed, ...asked]);
    expect(ids(core)).toContain(kid);
    expect(await core.control.log()).toHaveLength(1);
  });

  test('is read again for a person who asks while it is being written down', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    await core.untilListed();
    const { lists } = core.app.workspace;
    const change = lists.change.bind(lists);
    let arrived = (): void => undefined;
    const writing = new Promise<void>((resolve) => (arrived = resolve));
    let go = (): void => undefined;
    const written = new Promise<void>((resolve) => (go = resolve));
    lists.change = async (next) => {
      lists.change = change;
      arrived();
      await written;
      return change(next);
    };
    const refreshed = core.app.lists.refresh();
    await writing;
    const { kid } = await core.control.consoleToken('plain');
    const asked = core.app.lists.refreshAnew();
    go();
    await Promise.all([refreshed, asked]);
    expect(ids(core)).toContain(kid);
  });

  test('is not replaced by one that was asked for before it', async () => {
    const { core, transport } = await setupHeld();
    const held = transport.holdNext();
    const earlier = core.app.lists.read();
    await held.made;
    const { kid } = await core.control.consoleToken('plain');
    await core.app.lists.refresh();
    held.release();
    await earlier;
    core.app.lists.publish();
    expect(ids(core)).toContain(kid);
  });

  test('is not replaced by that of the sign-in, which was asked for before it', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('plain');
    let kid = '';
    core.before('token-sign-in', 'clear-journal', async () => {
      ({ kid } = await core.control.consoleToken('plain'));
      await core.app.lists.refreshAnew();
    });
    await core.signInWithToken(value);
    expect(ids(core)).toContain(kid);
  });

  test('does not lack a token that was generated meanwhile', async () => {
    const { core, transport } = await setupHeld();
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    const { tokenId } = await core.app.generation.generate({
      ttlSeconds: 3600,
      label: '',
      note: '',
      usedIn: '',
      color: 'none',
      keep: true,
    });
    held.release();
    await refreshed;
    expect(ids(core)).toContain(tokenId);
  });

  test('says nothing of a value that was saved after it', async () => {
    const { core, transport } = await setupHeld();
    const { kid, value } = await core.control.consoleToken('plain');
    await core.control.deleteToken(kid);
    // Old enough that a list would name it if it lived.
    core.clock.advance(600_000);
    await core.app.lists.refresh();
    core.clock.advance(1_000);
    const held = transport.holdNext();
    core.app.imports.read(value);
    await core.app.imports.keep({ label: '', note: '', usedIn: '', color: 'none' });
    const stateOf = (): string | undefined =>
      core.state.list.tokens.find(({ id }) => id === kid)?.state;
    expect(core.state.list.stale).toBe(false);
    expect(stateOf()).toBe('cannot-tell');
    await held.made;
    held.release();
    await expect.poll(stateOf).toBe('gone');
  });
});
