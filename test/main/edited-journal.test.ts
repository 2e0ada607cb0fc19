import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../main/vault/secret-store.ts';
import { lostTokens } from '../support/core/invariant.ts';
import { setupCore, type Core } from '../support/core/setup-core.ts';

const operationId = '11111111-1111-4111-8111-111111111111';

/** Signed in, with one saved token; then somebody writes a journal, and the app starts. */
async function setup(operation: (core: Core, savedId: string) => object) {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId: id } = await core.generate();
  await core.app.generated.close();
  const own = core.app.accounts.current?.ownTokenId ?? '';
  const entry = { id: operationId, startedAt: core.clock.now(), ...operation(core, id) };
  const journal = JSON.stringify({ version: 3, operations: [entry] });
  await writeFile(join(core.folder, 'journal.json'), journal);
  await core.restart();
  await core.app.start();
  return { core, id, own };
}

const isStored = (core: Core, id: string): boolean => core.keytar.items().has(tokenItem(id));
const accountIdOf = (core: Core): string => core.app.accounts.current?.id ?? '';

describe('a journal that was edited takes no live token', () => {
  test('by a deletion that it calls proven', async () => {
    const { core, id } = await setup((before, tokenId) => {
      const accountId = accountIdOf(before);
      return { kind: 'delete', accountId, tokenId, proven: true };
    });
    expect(isStored(core, id)).toBe(true);
    expect(core.state.list.tokens.find((token) => token.id === id)?.state).toBe('saved');
    expect(core.app.workspace.journal.content.operations).toEqual([]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('by a removal that nobody asked for', async () => {
    const { core, id } = await setup((_, tokenId) => ({ kind: 'forget', tokenId }));
    expect(isStored(core, id)).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each([true, false])('by a sign-out that it calls revoked: %s', async (revoked) => {
    const { core, own } = await setup((before) => ({
      kind: 'sign-out',
      accountId: accountIdOf(before),
      revoke: before.app.accounts.current?.ownTokenId,
      revoked,
    }));
    // Signed out it is, where the journal says so; the token lives on in the vault.
    expect(core.state.session.status).toBe(revoked ? 'signed-out' : 'signed-in');
    expect(isStored(core, own)).toBe(revoked);
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each([
    ['cannot be asked', { kind: 'reset', when: 'before' }],
    ['refuses once', { kind: 'status', status: 401 }],
  ] as const)('by a sign-out whose server %s', async (_, answer) => {
    const { core, own } = await setup((before) => {
      void before.control.fault({ times: 'always', answer });
      return {
        kind: 'sign-out',
        accountId: accountIdOf(before),
        revoke: before.app.accounts.current?.ownTokenId,
        revoked: true,
      };
    });
    expect(core.state.session.status).toBe('signed-out');
    expect(isStored(core, own)).toBe(true);
    await core.control.clearFaults();
    expect(await lostTokens(core)).toEqual([]);
  });
});
