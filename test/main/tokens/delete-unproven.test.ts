import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { everything, json, leftOf, remove, setup } from './deleting.ts';

describe('everything of a token stays', () => {
  test.each<[string, string, FaultInput]>([
    ['401', 'SIGN_IN_ENDED', { answer: { kind: 'status', status: 401 } }],
    ['403', 'TWO_FACTOR_OR_REFUSED', { answer: { kind: 'status', status: 403 } }],
    ['409', 'REQUEST_REFUSED', { answer: { kind: 'status', status: 409 } }],
    ['422', 'REQUEST_REFUSED', { answer: { kind: 'status', status: 422 } }],
    ['429', 'RATE_LIMITED', { answer: { kind: 'status', status: 429 } }],
    ['500', 'SERVER_ERROR', { answer: { kind: 'status', status: 500 } }],
    ['503', 'SERVER_ERROR', { answer: { kind: 'status', status: 503 } }],
    ["a proxy's 404", 'NOT_THE_API', { answer: { kind: 'html', status: 404 } }],
    ["a proxy's page", 'NOT_THE_API', { answer: { kind: 'html' } }],
    ['no success', 'NOT_THE_API', { answer: json('{"success":false}') }],
    [
      'a 404 while it is still listed',
      'TOKEN_NOT_FOUND',
      { answer: { kind: 'status', status: 404 } },
    ],
    ['a redirect', 'REDIRECTED', { answer: { kind: 'redirect', location: 'http://127.0.0.1:1' } }],
    ['a reset', 'CONNECTION_LOST', { answer: { kind: 'reset', when: 'before' } }],
    ['silence', 'CONNECTION_LOST', { answer: { kind: 'close', when: 'before' } }],
  ])('after %s', async (_, code, fault) => {
    const { core, id } = await setup();
    await core.control.fault({ ...operation.delete, times: 'always', ...fault });
    await expect(remove(core, id)).rejects.toMatchObject({ code });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('where every path answers 404', async () => {
    const { core, id } = await setup();
    await core.control.fault({ times: 'always', answer: { kind: 'status', status: 404 } });
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    await core.control.clearFaults();
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('without a network', async () => {
    const { core, id } = await setup();
    await core.sandbox.close();
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(core.keytar.items().has(tokenItem(id))).toBe(true);
  });

  test('where its 404 cannot be checked, since the list cannot be read', async () => {
    const { core, id } = await setup();
    const times = 'always' as const;
    await core.control.fault({
      ...operation.delete,
      times,
      answer: { kind: 'status', status: 404 },
    });
    await core.control.fault({ ...operation.list, times, answer: { kind: 'status', status: 503 } });
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'SERVER_ERROR' });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('where its 404 cannot be checked, since the keyring is locked', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    core.keytar.mode = 'locked';
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
  });
});

test.each(['no-service', 'no-bus'] as const)(
  'a keychain that is not there (%s) proves nothing of a value that is filed in it',
  async (mode) => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.app.signOut({ revoke: false });
    core.keytar.mode = mode;
    core.clock.advance(1_800_000);
    await core.restart();
    await core.app.start();
    // To another person's list the token of the first one is unknown.
    await core.signIn('plain');
    const { workspace, accounts, lists } = core.app;
    await expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toMatchObject({
      code: 'STORE_ABSENT',
    });
    core.keytar.mode = 'unlocked';
    await core.restart();
    await core.app.start();
    expect(core.keytar.items().has(tokenItem(tokenId))).toBe(true);
    expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
  },
);

test('a token that was never listed, and is not stored, is not called gone by one 404', async () => {
  const core = await setupCore();
  await core.control.fault({ ...operation.generate, late: { seconds: 120 } });
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
  await expect(remove(core, own)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  expect(core.app.accounts.hasEnded(own)).toBe(false);
});
