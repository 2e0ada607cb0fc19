import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { operation } from '../../support/sandbox-control.ts';
import { leave, live, setup, signedOut } from './signing-out.ts';

describe('where the token cannot be revoked', () => {
  test.each([
    ['503', { kind: 'status', status: 503 }, 'SERVER_ERROR'],
    ['403', { kind: 'status', status: 403 }, 'TWO_FACTOR_OR_REFUSED'],
    ['a page', { kind: 'html', status: 404 }, 'NOT_THE_API'],
  ] as const)('%s: the account stays signed in', async (_, answer, code) => {
    const { core, own, item } = await setup();
    await core.control.fault({ ...operation.delete, times: 'always', answer });
    await expect(leave(core, true)).rejects.toMatchObject({ code });
    expect(core.state.session.status).toBe('signed-in');
    expect(core.keytar.items().has(item)).toBe(true);
    expect(await live(core, own)).toBe(true);
  });

  test('since the server does not know it: its value is kept, for that proves nothing', async () => {
    const { core, own } = await setup();
    await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
    await leave(core, true);
    expect(core.keytar.items().has(tokenItem(own))).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('since it no longer lives, signing out goes on', async () => {
    const { core, own } = await setup();
    await core.control.deleteToken(own);
    await leave(core, true);
    expect(core.state.session).toMatchObject(signedOut);
  });
});

describe('a value that is not safe yet', () => {
  test('is waited for while it is generated: signing out is refused', async () => {
    const { core } = await setup();
    let leaving: Promise<void> | undefined;
    core.before('generate', 'read-value', async () => {
      leaving = core.app.signOut({ revoke: true });
      await expect(leaving).rejects.toMatchObject({ code: 'BUSY' });
    });
    await core.generate();
    expect(leaving).toBeDefined();
    expect(core.state.session.status).toBe('signed-in');
    expect(await lostTokens(core)).toEqual([]);
  });

  test('keeps the person signed in while it is shown', async () => {
    const { core } = await setup();
    await core.generate({ keep: false });
    await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({ code: 'BUSY' });
    expect(core.state.session.status).toBe('signed-in');
    await core.app.generated.close();
    await core.app.signOut({ revoke: true });
    expect(core.state.session).toMatchObject(signedOut);
  });
});

test('a sign-out that revoked and then failed knows at the next try that the token has ended', async () => {
  const { core, own, item } = await setup();
  core.before('sign-out', 'remove-item', () => {
    core.keytar.mode = 'locked';
  });
  await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  core.before('sign-out', 'remove-item', () => undefined);
  core.keytar.mode = 'unlocked';
  await core.app.signOut({ revoke: false });
  expect(core.keytar.items().has(item)).toBe(false);
  // Worth nothing: it is not kept in the vault.
  expect(core.keytar.items().has(tokenItem(own))).toBe(false);
});
