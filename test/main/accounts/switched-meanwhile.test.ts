import { expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { interrupted, pass } from '../../support/core/interrupted.ts';
import { lostTokens, storedIds } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

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
  await core.signIn('plain');
  await core.control.clearLog();
  const held = await core.control.fault({ ...operation.list, hold: 'after' });
  const { workspace, accounts: signedIn, lists } = core.app;
  const deleted = expect(deleteToken(workspace, signedIn, lists, tokenId)).rejects.toMatchObject({
    code: 'BUSY',
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
