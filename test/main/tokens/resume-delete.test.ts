import { describe, expect, test } from 'vitest';
import { deleteSteps } from '../../../main/tokens/delete-steps.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { openOf } from '../../../main/vault/journal.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { remember } from '../../support/core/kept.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

/** Signed in, with one saved token. */
async function setup() {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId: id } = await core.generate();
  await core.app.generated.close();
  const remove = () => deleteToken(core.app.workspace, core.app.accounts, core.app.lists, id);
  return { core, id, remove };
}

const open = (core: Core): number => openOf(core.app.workspace.journal.content, 'delete').length;

const isLive = async (core: Core, id: string): Promise<boolean> =>
  (await core.control.tokens('empty')).some(({ kid, live }) => kid === id && live);

const isKept = (core: Core, id: string): boolean =>
  core.keytar.items().has(tokenItem(id)) && core.index.tokens.some((token) => token.id === id);

describe('a deletion that a crash ended', () => {
  test.each(deleteSteps.map(({ name }) => name))(
    'before %s: is ended at the next start, or was never begun',
    async (step) => {
      const { core, id, remove } = await setup();
      const dead = core.dieAt('delete', step);
      void remove();
      await dead;
      const live = await isLive(core, id);
      await core.restart();
      await core.app.start();
      // Nothing stored goes while its token is live, nor stays once the person had it deleted.
      expect(isKept(core, id)).toBe(live);
      expect(open(core)).toBe(0);
      expect(core.state.list.tokens.some((token) => token.id === id)).toBe(live);
    },
  );
});

test('a value that could not be removed goes at the next start with an open keychain', async () => {
  const { core, id, remove } = await setup();
  core.before('delete', 'remove-value', () => {
    core.keytar.mode = 'locked';
  });
  await remove();
  expect(isKept(core, id)).toBe(true);
  await core.restart();
  const calls = core.keytar.calls.length;
  await core.app.start();
  // No start raises a prompt.
  expect(core.keytar.calls).toHaveLength(calls);
  expect(isKept(core, id)).toBe(true);
  core.keytar.mode = 'unlocked';
  // It has just been made: a list that lacks it proves nothing yet.
  await core.restart();
  await core.app.start();
  expect([isKept(core, id), open(core)]).toEqual([true, 1]);
  core.clock.advance(600_000);
  await core.restart();
  await core.app.start();
  expect([isKept(core, id), open(core)]).toEqual([false, 0]);
});

test('a deletion whose answer was lost is ended at the next start', async () => {
  const { core, id, remove } = await setup();
  const reset = { kind: 'reset', when: 'after' } as const;
  await core.control.fault({ times: 'always', answer: reset });
  await expect(remove()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  await core.control.clearFaults();
  expect([await isLive(core, id), isKept(core, id)]).toEqual([false, true]);
  await core.restart();
  await core.app.start();
  expect(isKept(core, id)).toBe(false);
});

test('a deletion that the server refused is forgotten', async () => {
  const { core, id, remove } = await setup();
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 403 } });
  await expect(remove()).rejects.toMatchObject({ code: 'TWO_FACTOR_OR_REFUSED' });
  expect(open(core)).toBe(0);
  expect(isKept(core, id)).toBe(true);
});

test('a full disk does not keep a token alive', async () => {
  const { core, id, remove } = await setup();
  core.files.failWrites = () => true;
  await remove();
  expect(await isLive(core, id)).toBe(false);
});

test('a list that lacks the token proves nothing while the server knows it', async () => {
  const { core, id, remove } = await setup();
  const never = { kind: 'reset', when: 'before' } as const;
  await core.control.fault({ ...operation.delete, times: 'always', answer: never });
  await expect(remove()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  await core.control.clearFaults();
  core.clock.advance(600_000);
  const headers = { 'content-type': 'application/json' };
  const short = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
  await core.control.fault({ ...operation.list, times: 'always', answer: short });
  await core.restart();
  await core.app.start();
  expect(await isLive(core, id)).toBe(true);
  expect(isKept(core, id)).toBe(true);
});

test('a deletion of a token that is filed under another server by now is not asked for, and ends', async () => {
  const { core, id, remove } = await setup();
  const dead = core.dieAt('delete', 'request');
  void remove();
  await dead;
  core.clock.advance(600_000);
  await core.control.deleteToken(id);
  await core.restart();
  await core.app.workspace.index.change((content) => ({
    ...content,
    tokens: content.tokens.map((token) => ({ ...token, origin: 'https://api.ionos.com' })),
  }));
  await core.control.clearLog();
  await core.app.start();
  expect(await core.control.requests(operation.get)).toEqual([]);
  expect([isKept(core, id), open(core)]).toEqual([true, 0]);
});

test('a deletion of an account that was signed out waits until it is signed in again', async () => {
  const { core, id, remove } = await setup();
  const dead = core.dieAt('delete', 'remove-value');
  void remove();
  await dead;
  await core.restart();
  // Nobody had started it since; the next person is somebody else.
  await core.app.signOut({ revoke: false });
  await core.signIn('plain');
  await core.restart();
  await core.app.start();
  expect([isKept(core, id), open(core)]).toEqual([true, 1]);
  core.clock.advance(600_000);
  await core.signIn('empty');
  await core.restart();
  await core.app.start();
  expect([isKept(core, id), open(core)]).toEqual([false, 0]);
});

test('a deletion whose value is gone already is called saved no longer, whoever is signed in', async () => {
  const { core, id, remove } = await setup();
  const dead = core.dieAt('delete', 'write-index');
  void remove();
  await dead;
  await core.restart();
  await core.app.signOut({ revoke: false });
  await core.signIn('plain');
  await core.restart();
  await core.app.start();
  expect(core.index.tokens).toContainEqual(expect.objectContaining({ id, missing: true }));
  expect(open(core)).toBe(1);
});

test.each(['at the next start', 'at an unlock'])(
  'a revoke that failed does not end the request of a token that is kept no longer: %s',
  async (when) => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.generate();
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    await expect(core.app.generated.revoke()).rejects.toThrow();
    await core.control.clearFaults();
    await core.app.generated.keep(false);
    if (when === 'at an unlock') await core.app.unlock();
    expect(await lostTokens(core)).toEqual([]);
    await start(core);
    expect(core.state.ghosts).toMatchObject([{ status: 'found' }]);
    expect(await lostTokens(core)).toEqual([]);
  },
);

test('one whose value went elsewhere keeps its entry and what is said of it', async () => {
  const { core, id, remove } = await setup();
  const never = { kind: 'reset', when: 'before' } as const;
  await core.control.fault({ ...operation.delete, times: 'always', answer: never });
  await expect(remove()).rejects.toThrow();
  await core.control.clearFaults();
  await core.signIn('plain');
  core.keytar.take(tokenItem(id));
  await start(core);
  expect(core.index.tokens.map((token) => token.id)).toContain(id);
});

test.each(['at once', 'at a later start'])(
  'without the server’s clock a 404 proves nothing of a token of some minutes: %s',
  async (when) => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.fault({ ...operation.generate, late: { seconds: 120 } });
    const { tokenId: id } = await core.generate();
    await core.app.generated.close();
    const remove = () => deleteToken(core.app.workspace, core.app.accounts, core.app.lists, id);
    if (when === 'at a later start') {
      const never = { kind: 'reset', when: 'before' } as const;
      await core.control.fault({ ...operation.delete, times: 'always', answer: never });
      await expect(remove()).rejects.toThrow();
      await core.control.clearFaults();
    }
    core.clock.set(core.clock.now() + 300_000);
    await core.control.clock({ advanceSeconds: -300 });
    const check = await remember(core);
    const headers = { 'content-type': 'application/json', Date: 'none' };
    const undated = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer: undated });
    const unknown = { kind: 'status', status: 404 } as const;
    await core.control.fault({ ...operation.delete, answer: unknown });
    await core.control.fault({ ...operation.get, answer: unknown });
    if (when === 'at once')
      await expect(remove()).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    else await start(core);
    await core.control.clearFaults();
    await check();
  },
);

test('one that could not be ended at the first start is ended later, though no list names it any more', async () => {
  const { core, remove } = await setup();
  const dead = core.dieAt('delete', 'write-index');
  void remove();
  await dead;
  const never = { kind: 'reset', when: 'before' } as const;
  await core.control.fault({ ...operation.get, times: 'always', answer: never });
  await start(core);
  expect(open(core)).toBe(1);
  await core.control.clearFaults();
  core.clock.advance(600_000);
  await start(core);
  expect(open(core)).toBe(0);
});

test('a deletion that somebody else began is no proof against a token whose value is elsewhere', async () => {
  const { core, id, remove } = await setup();
  await core.signIn('plain');
  core.keytar.take(tokenItem(id));
  const never = { kind: 'reset', when: 'before' } as const;
  await core.control.fault({ ...operation.delete, times: 'always', answer: never });
  await expect(remove()).rejects.toThrow();
  await core.control.clearFaults();
  core.clock.advance(600_000);
  await start(core);
  expect(await isLive(core, id)).toBe(true);
  expect(core.index.tokens.map((token) => token.id)).toContain(id);
});
