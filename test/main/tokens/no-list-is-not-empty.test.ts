import { expect, test } from 'vitest';
import type { FaultAnswer } from '../../../main/sandbox/fault.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { tokenWith } from '../../support/core/token-values.ts';

/** A 200 of JSON that is no list. */
const maintenance: FaultAnswer = {
  kind: 'custom',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"under maintenance"}',
};

/** Signed in, with one saved token. */
async function setup(prepare: (core: Core) => Promise<unknown> = () => Promise.resolve()) {
  const core = await setupCore();
  await core.signIn('empty');
  await prepare(core);
  const { tokenId: id } = await core.generate();
  await core.app.generated.close();
  const remove = () => deleteToken(core.app.workspace, core.app.accounts, core.app.lists, id);
  const stateOf = () => core.state.list.tokens.find((token) => token.id === id)?.state;
  const isStored = () => core.keytar.items().has(tokenItem(id));
  return { core, id, remove, stateOf, isStored };
}

test('JSON that is no list proves nothing: with a 404 the stored value stays', async () => {
  const { core, remove, isStored } = await setup();
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
  await core.control.fault({ ...operation.list, times: 'always', answer: maintenance });
  await expect(remove()).rejects.toMatchObject({ code: 'NOT_THE_API' });
  expect(isStored()).toBe(true);
});

test('JSON that is no list is a failed read, and no token is called gone by it', async () => {
  const { core, stateOf } = await setup();
  await core.control.fault({ ...operation.list, times: 'always', answer: maintenance });
  await core.app.lists.refresh();
  expect(core.state.list.error).toMatchObject({ code: 'NOT_THE_API' });
  expect(stateOf()).toBe('cannot-tell');
});

test('a proxy’s page after the request was carried out is an unknown outcome', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const answer = { kind: 'html', status: 403 } as const;
  await core.control.fault({ ...operation.generate, carryOut: true, answer });
  await expect(core.generate()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(await core.journal()).toHaveLength(1);
  expect(await lostTokens(core)).toEqual([]);
});

test('a token that the server lists late is not called gone, and a 404 does not end its value', async () => {
  const late = { ...operation.generate, late: { seconds: 45 } };
  const { core, remove, stateOf, isStored } = await setup((core) => core.control.fault(late));
  core.clock.advance(10_000);
  await core.app.lists.refresh();
  expect(stateOf()).toBe('cannot-tell');
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
  await expect(remove()).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  expect(isStored()).toBe(true);
  core.clock.advance(60_000);
  await core.app.lists.refresh();
  expect(stateOf()).toBe('saved');
});

test('a token that is missing for longer than the server may be late is gone', async () => {
  const late = { ...operation.generate, late: { seconds: 600 } };
  const { core, stateOf } = await setup((core) => core.control.fault(late));
  core.clock.advance(200_000);
  await core.app.lists.refresh();
  await expect.poll(stateOf).toBe('gone');
});

test('what stands under the name of a deleted token and is another’s value stays', async () => {
  const { core, id, remove, isStored } = await setup();
  core.keytar.put(tokenItem(id), tokenWith({ kid: '99999999-9999-4999-8999-999999999999' }, {}));
  await remove();
  expect(isStored()).toBe(true);
});
