import { expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { interrupted, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens, storedIds } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';

/** As the same user and contract, on a server that knows none of the tokens. */
async function signInElsewhere(core: Core): Promise<void> {
  const other = await setupSandbox({ now: () => core.clock.now() });
  const { value: token } = await other.control.consoleToken('empty');
  await signInWithToken(core.app, { endpoint: other.origin, token, contractNumber: null });
}

// Another account is signed in to while a list of the first one is under way: it answers for nobody else.

test('an open request of the one is not settled by the list of the other', async () => {
  const { core, made } = await interrupted();
  const asked = await made();
  for (const ms of [0, 5_000, 30_000, 120_000, 60_000]) await pass(core, ms);
  await core.restart();
  await core.app.start();
  const held = await core.control.fault({ ...operation.list, hold: 'after' });
  await core.control.clearLog();
  core.clock.advance(0);
  await core.control.waitForLog((log) => log.some(({ path }) => path === operation.list.path));
  await core.signIn('plain');
  // Outdates the list that is under way, so that it is read again.
  await core.generate();
  await core.app.generated.close();
  await core.control.release(held);
  await core.control.waitForLog((log) => log.every(({ done }) => done));
  expect(await core.journal()).toHaveLength(1);
  expect(await lostTokens(core)).toEqual([]);
  await core.signIn('empty');
  await pass(core, 0);
  expect(core.state.ghosts[0]?.candidates.map(({ tokenId }) => tokenId)).toEqual(asked);
});

test('the list of the one does not prove that a token of the other is gone', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  await core.app.signOut({ revoke: false });
  await core.signIn('plain');
  await core.control.clearLog();
  const held = await core.control.fault({ ...operation.list, hold: 'after' });
  const { workspace, accounts: signedIn, lists } = core.app;
  const deleted = expect(deleteToken(workspace, signedIn, lists, tokenId)).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  await core.control.waitForLog(
    (log) =>
      log.some(({ method }) => method === 'DELETE') &&
      log.some(({ path }) => path === operation.list.path),
  );
  const { email, password } = accounts.empty;
  const endpoint = core.sandbox.origin;
  await core.app.signInWithPassword({ endpoint, email, password, contractNumber: null });
  await core.control.release(held);
  await deleted;
  expect(await storedIds(core)).toContain(tokenId);
  expect(await lostTokens(core)).toEqual([]);
});

test('a 404 counts nothing once somebody else is signed in: the own token', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
  core.before('delete', 'prove-gone', () => core.signIn('plain'));
  const { workspace, accounts: signedIn, lists } = core.app;
  await expect(deleteToken(workspace, signedIn, lists, own)).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  expect(core.app.accounts.hasEnded(own)).toBe(false);
  await core.app.signOut({ revoke: false });
  await core.app.signOut({ revoke: false });
  expect(await storedIds(core)).toContain(own);
  expect(await lostTokens(core)).toEqual([]);
});

test('a 404 counts nothing once somebody else is signed in: what a request left', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const dead = core.dieAt('generate', 'store-value');
  void core.generate();
  await dead;
  await start(core);
  const [ghost] = core.state.ghosts;
  const tokenId = ghost?.candidates[0]?.tokenId ?? '';
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
  core.before('delete', 'prove-gone', () => core.signIn('plain'));
  await expect(
    core.app.settler.answers.revoke(ghost?.operationId ?? '', tokenId),
  ).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  expect(await lostTokens(core)).toEqual([]);
});

test('that one account listed a token says nothing once the list is another’s', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  await core.app.signOut({ revoke: false });
  core.keytar.take(tokenItem(tokenId));
  await core.signIn('plain');
  const { workspace, accounts: signedIn, lists } = core.app;
  await expect(deleteToken(workspace, signedIn, lists, tokenId)).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
});

test.each([
  ['signed in as somebody else', (core: Core) => core.signIn('plain')],
  ['signed in to another server', (core: Core) => signInElsewhere(core)],
])('a value on screen stays there when Revoke is answered by a 404: %s', async (_, act) => {
  const core = await setupCore();
  await core.signIn('empty');
  await core.generate({ keep: false });
  core.clock.advance(600_000);
  await act(core);
  await core.control.fault({
    ...operation.delete,
    times: 'always',
    answer: { kind: 'status', status: 404 },
  });
  await expect(core.app.generated.revoke()).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  expect(core.state.generated).not.toBeNull();
  expect(await lostTokens(core)).toEqual([]);
});
