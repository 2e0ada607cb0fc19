import { describe, expect, test } from 'vitest';
import { deleteToken } from '../../main/tokens/delete-token.ts';
import { lostTokens } from '../support/core/invariant.ts';
import { setupCore, type Core } from '../support/core/setup-core.ts';
import { operation } from '../support/sandbox-control.ts';

const silence = { kind: 'silence', when: 'after' } as const;

/** Stops waiting as soon as a request has arrived that is never answered. */
async function cancelOnceAsked(core: Core, asked: { method: string; path: string }): Promise<void> {
  await expect.poll(() => core.control.requests(asked)).not.toEqual([]);
  core.app.workspace.patience.cancel();
}

describe('a person who stops waiting', () => {
  test('for a sign-in can go on at once, and nothing is left of it', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.list, answer: silence });
    const signingIn = expect(core.signIn('empty')).rejects.toMatchObject({ code: 'CANCELLED' });
    await cancelOnceAsked(core, operation.list);
    await signingIn;
    expect(core.state.session.status).toBe('signed-out');
    expect(core.keytar.items().size).toBe(0);
    await core.signIn('empty');
    expect(core.state.session.status).toBe('signed-in');
  });

  test('for a refresh keeps the list as it was, and is told of no failure', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { tokens } = core.state.list;
    await core.control.clearLog();
    await core.control.fault({ ...operation.list, answer: silence });
    const refreshing = core.app.lists.refresh();
    await cancelOnceAsked(core, operation.list);
    await refreshing;
    expect(core.state.list).toMatchObject({ status: 'ready', error: null, tokens });
  });

  test('for a deletion has the outcome settled at the next start', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.control.fault({ ...operation.delete, answer: silence });
    const { workspace, accounts, lists } = core.app;
    const deleting = expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toMatchObject(
      { code: 'CANCELLED' },
    );
    await cancelOnceAsked(core, operation.delete);
    await deleting;
    // The server carried it out, which nobody here knows yet.
    expect(workspace.journal.content.operations).toMatchObject([{ kind: 'delete', tokenId }]);
    expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
    await core.restart();
    await core.app.start();
    expect(core.index.tokens.map(({ id }) => id)).not.toContain(tokenId);
    expect(core.app.workspace.journal.content.operations).toEqual([]);
  });

  test('and unlocks meanwhile does not have a deletion that runs ended a second time', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    const held = await core.control.fault({ ...operation.delete, hold: 'after' });
    const { workspace, accounts, lists } = core.app;
    await core.control.clearLog();
    const deleting = deleteToken(workspace, accounts, lists, tokenId);
    await expect.poll(() => core.control.requests(operation.delete)).not.toEqual([]);
    const acquired: unknown[] = [];
    const acquire = workspace.locks.acquire.bind(workspace.locks);
    workspace.locks.acquire = (...ids) => {
      acquired.push(...ids);
      return acquire(...ids);
    };
    const unlocking = core.app.unlock();
    await expect.poll(() => acquired).toContain(tokenId);
    await core.control.release(held);
    await Promise.all([deleting, unlocking]);
    expect(await core.control.requests(operation.delete)).toHaveLength(1);
  });

  test('for the token that a sign-out revokes stays signed in', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.fault({ ...operation.delete, answer: { kind: 'silence', when: 'before' } });
    const signingOut = expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await cancelOnceAsked(core, operation.delete);
    await signingOut;
    expect(core.state.session.status).toBe('signed-in');
    expect(await lostTokens(core)).toEqual([]);
  });

  test('for the list of a rebuild is let go', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.clearLog();
    await core.control.fault({ ...operation.list, answer: silence });
    const rebuilding = expect(core.app.rebuild()).rejects.toMatchObject({ code: 'CANCELLED' });
    await cancelOnceAsked(core, operation.list);
    await rebuilding;
  });

  test('for a generate before its request is sent has nothing made, and can try again', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.fault({ ...operation.list, answer: silence });
    await core.control.clearLog();
    const generating = expect(core.generate()).rejects.toMatchObject({ code: 'CANCELLED' });
    await cancelOnceAsked(core, operation.list);
    await generating;
    // It was not waited for until its time was up, after which it would have been asked for again.
    expect(await core.control.requests(operation.list)).toHaveLength(1);
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.app.workspace.journal.content.operations).toEqual([]);
    expect(await core.generate()).toMatchObject({ tokenId: expect.any(String) as string });
  });

  test.each(['probe-store', 'list-before', 'write-journal', 'request'])(
    'for a generate is heard before the step %s, too',
    async (step) => {
      const core = await setupCore();
      await core.signIn('empty');
      core.before('generate', step, () => {
        core.app.workspace.patience.cancel();
      });
      await core.control.clearLog();
      await expect(core.generate()).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(await core.control.requests(operation.generate)).toEqual([]);
      expect(core.app.workspace.journal.content.operations).toEqual([]);
      expect(core.state.ghosts).toEqual([]);
    },
  );

  test('for a sign-in whose password is accepted has no token made for it', async () => {
    const core = await setupCore();
    core.before('sign-in', 'list-before', () => {
      core.app.workspace.patience.cancel();
    });
    await expect(core.signIn('empty')).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.state).toMatchObject({ session: { status: 'signed-out' }, notices: [] });
    core.before('sign-in', 'list-before', () => undefined);
    await core.signIn('empty');
    expect(core.state.session.account?.signIn).toBe('minted');
  });

  test('for the contracts that a sign-in asks for is heard at once', async () => {
    const core = await setupCore();
    const contracts = { method: 'GET', path: '/cloudapi/v6/contracts' } as const;
    await core.control.fault({ ...contracts, times: 'always', answer: silence });
    const signingIn = expect(core.signIn('empty')).rejects.toMatchObject({ code: 'CANCELLED' });
    await cancelOnceAsked(core, contracts);
    await signingIn;
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.state.session.status).toBe('signed-out');
  });

  test('for the address of a person whose token signs in is heard, too', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('empty');
    const asked = { method: 'GET', path: '/cloudapi/*' } as const;
    await core.control.fault({ ...asked, times: 'always', answer: silence });
    const signingIn = expect(core.signInWithToken(value)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await cancelOnceAsked(core, asked);
    await signingIn;
    expect(core.keytar.items().size).toBe(0);
  });

  test('for the end of a token that could not be stored stays signed in, and it is named', async () => {
    const core = await setupCore();
    core.before('sign-in', 'store-value', () => {
      core.keytar.cutAt = 20;
    });
    await core.control.fault({ ...operation.delete, answer: { kind: 'silence', when: 'before' } });
    const signingIn = core.signIn('empty');
    await cancelOnceAsked(core, operation.delete);
    await signingIn;
    expect(core.state.session.account?.signIn).toBe('password');
    expect(await core.control.requests(operation.delete)).toHaveLength(1);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('as soon as a generate was asked for has nothing sent', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.clearLog();
    const generating = expect(core.generate()).rejects.toMatchObject({ code: 'CANCELLED' });
    core.app.workspace.patience.cancel();
    await generating;
    expect(await core.control.requests(operation.generate)).toEqual([]);
  });

  test('for an unlock stays signed in with the password', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('empty');
    core.keytar.mode = 'unlocked';
    core.before('sign-in', 'list-before', () => {
      core.app.workspace.patience.cancel();
    });
    await core.app.unlock();
    expect(core.state.session.account).toMatchObject({ signIn: 'password', authorised: true });
    expect(await lostTokens(core)).toEqual([]);
  });

  test('never ends a generate: its answer is waited for', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.fault({ ...operation.generate, delayAfterMs: 300 });
    // The sign-in made one, too.
    await core.control.clearLog();
    const generating = core.generate();
    await cancelOnceAsked(core, operation.generate);
    expect(await generating).toMatchObject({ tokenId: expect.any(String) as string });
    expect(await lostTokens(core)).toEqual([]);
  });
});

describe('an answer that is lost', () => {
  test.each([
    ['a page', { kind: 'html' }],
    ['half a body', { kind: 'half-body' }],
    ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/' }],
  ] as const)('%s for a deletion leaves it open until it is settled', async (_, answer) => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.control.fault({ ...operation.delete, times: 'always', answer });
    const { workspace, accounts, lists } = core.app;
    await expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toThrow();
    expect(workspace.journal.content.operations).toMatchObject([{ kind: 'delete', tokenId }]);
    await core.control.clearFaults();
    await core.restart();
    await core.app.start();
    const live = (await core.control.tokens('empty')).some(
      (one) => one.kid === tokenId && one.live,
    );
    expect(core.index.tokens.some(({ id }) => id === tokenId)).toBe(live);
    expect(core.app.workspace.journal.content.operations).toEqual([]);
  });
});
