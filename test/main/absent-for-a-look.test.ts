import { expect, test } from 'vitest';
import { deleteToken } from '../../main/tokens/delete-token.ts';
import { tokenItem } from '../../main/vault/secret-store.ts';
import { start } from '../support/core/interrupted.ts';
import { remember } from '../support/core/kept.ts';
import { setupCore } from '../support/core/setup-core.ts';
import { operation } from '../support/sandbox-control.ts';

// The Secret Service is away for one look: what could not be looked at is not missing.

const never = { kind: 'reset', when: 'before' } as const;

async function signedIn() {
  const core = await setupCore();
  await core.signIn('empty');
  return { core, own: core.app.accounts.current?.ownTokenId ?? '' };
}

test('while an interrupted deletion is looked at', async () => {
  const { core } = await signedIn();
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  await core.control.fault({ ...operation.delete, times: 'always', answer: never });
  const { workspace, accounts, lists } = core.app;
  await expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toThrow();
  await core.control.clearFaults();
  const check = await remember(core);
  await core.restart();
  core.keytar.nextLooks.push('ready', 'absent');
  await core.app.start();
  await check();
  expect(core.keytar.items().has(tokenItem(tokenId))).toBe(true);
});

test('while the value of a deleted token is looked at: what stands under its name may be another’s', async () => {
  const { core } = await signedIn();
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  const { value } = await core.control.consoleToken('empty');
  core.keytar.put(tokenItem(tokenId), value);
  core.before('delete', 'remove-value', () => {
    core.keytar.nextLooks.push('absent');
  });
  const { workspace, accounts, lists } = core.app;
  await deleteToken(workspace, accounts, lists, tokenId);
  expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
});

test.each([
  ['what signs in is read', ['ready', 'absent']],
  ['it is stored', ['ready', 'ready', 'absent']],
] as const)('while a sign-out keeps its token, when %s; then a crash', async (_, looks) => {
  const { core } = await signedIn();
  const check = await remember(core);
  core.before('sign-out', 'keep-own', () => {
    core.keytar.nextLooks.push(...looks);
  });
  await core.app.signOut({ revoke: false }).catch(() => undefined);
  core.keytar.nextLooks.length = 0;
  await start(core);
  await check();
});

test('while a start takes up what a sign-out left behind', async () => {
  const { core } = await signedIn();
  core.keytar.mode = 'no-service';
  await core.app.signOut({ revoke: false });
  core.keytar.mode = 'unlocked';
  const check = await remember(core);
  await core.restart();
  core.keytar.nextLooks.push('ready', 'absent');
  await core.app.start();
  await check();
});

test.each(['token-sign-in', 'sign-in'])(
  'while a new %s keeps the token of the one before',
  async (kind) => {
    const { core } = await signedIn();
    const check = await remember(core);
    const { value } = await core.control.consoleToken('empty');
    core.before(kind, 'keep-earlier', () => {
      core.keytar.nextLooks.push('absent');
    });
    await (kind === 'sign-in' ? core.signIn('empty') : core.signInWithToken(value)).catch(
      () => undefined,
    );
    await check();
  },
);
