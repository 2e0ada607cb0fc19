import { expect, test } from 'vitest';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { turns } from '../../support/core/turns.ts';
import { operation } from '../../support/sandbox-control.ts';

/** Signed in, with a saved token that is old enough to be on every list. */
async function setup() {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate({ ttlSeconds: 864_000 });
  await core.app.generated.close();
  core.clock.advance(600_000);
  await core.control.clearLog();
  const stateOf = () => core.state.list.tokens.find(({ id }) => id === tokenId)?.state;
  const asked = () => core.control.requests(operation.get);
  return { core, tokenId, stateOf, asked };
}

const shorten = (core: Core) =>
  core.control.fault({
    ...operation.list,
    answer: {
      kind: 'custom',
      headers: { 'content-type': 'application/json' },
      body: '{"tokens":[]}',
    },
  });

test('a list that lacks a token which the server knows does not make it gone', async () => {
  const { core, stateOf, asked } = await setup();
  await shorten(core);
  await core.app.lists.refreshAnew();
  await expect.poll(asked).toHaveLength(1);
  await expect.poll(() => core.state.list.status).toBe('ready');
  expect(stateOf()).toBe('cannot-tell');
});

test('one that is on no list and that the server does not know is gone, and asked for once', async () => {
  const { core, tokenId, stateOf, asked } = await setup();
  await core.control.deleteToken(tokenId);
  await core.app.lists.refreshAnew();
  await expect.poll(stateOf).toBe('gone');
  await core.app.lists.refreshAnew();
  expect(stateOf()).toBe('gone');
  expect(await asked()).toHaveLength(1);
});

test.each([
  ['a refusal', { kind: 'status', status: 403 }],
  ['a proxy’s page for a 404', { kind: 'html', status: 404 }],
  ['no answer', { kind: 'status', status: 503 }],
] as const)('%s proves nothing, and the list stands', async (_, answer) => {
  const { core, tokenId, stateOf, asked } = await setup();
  await core.control.deleteToken(tokenId);
  await core.control.fault({ ...operation.get, times: 'always', answer });
  await core.app.lists.refreshAnew();
  await expect.poll(asked).not.toEqual([]);
  await core.control.waitForLog((log) => log.every(({ done }) => done));
  await turns();
  expect(stateOf()).toBe('cannot-tell');
  expect(core.state.list).toMatchObject({ status: 'ready', error: null });
});

test('one that is refused keeps no other from being asked for', async () => {
  const { core, tokenId } = await setup();
  const second = await core.generate({ ttlSeconds: 864_000 });
  await core.app.generated.close();
  core.clock.advance(600_000);
  for (const id of [tokenId, second.tokenId]) await core.control.deleteToken(id);
  const path = `/auth/v1/tokens/${tokenId}`;
  const answer = { kind: 'status', status: 403 } as const;
  await core.control.fault({ method: 'GET', path, times: 'always', answer });
  await core.app.lists.refreshAnew();
  await expect
    .poll(() => core.state.list.tokens.map(({ id, state }) => [id, state]))
    .toContainEqual([second.tokenId, 'gone']);
});

test('a list that failed meanwhile stays failed', async () => {
  const { core, tokenId, asked } = await setup();
  await core.control.deleteToken(tokenId);
  const held = await core.control.fault({ ...operation.get, hold: 'after' });
  await core.app.lists.refreshAnew();
  await expect.poll(asked).toHaveLength(1);
  const busy = { kind: 'status', status: 503 } as const;
  await core.control.fault({ ...operation.list, times: 'always', answer: busy });
  await core.app.lists.refreshAnew();
  const failed = { status: 'failed', error: { code: 'SERVER_ERROR' } };
  expect(core.state.list).toMatchObject(failed);
  await core.control.release(held);
  await expect
    .poll(() => core.state.list.tokens.find(({ id }) => id === tokenId)?.state)
    .not.toBe('saved');
  await core.control.waitForLog((log) => log.every(({ done }) => done));
  await turns();
  expect(core.state.list).toMatchObject(failed);
});

test('one that a list named again is asked for again', async () => {
  const { core, stateOf, asked } = await setup();
  const answer = { kind: 'status', status: 404 } as const;
  await shorten(core);
  await core.control.fault({ ...operation.get, answer });
  await core.app.lists.refreshAnew();
  await expect.poll(stateOf).toBe('gone');
  await core.app.lists.refreshAnew();
  expect(stateOf()).toBe('saved');
  await shorten(core);
  await core.app.lists.refreshAnew();
  await expect.poll(asked).toHaveLength(2);
  expect(stateOf()).toBe('cannot-tell');
});

test('nobody is asked for anything once the account was signed out', async () => {
  const { core, asked } = await setup();
  await core.generate({ ttlSeconds: 864_000 });
  await core.app.generated.close();
  core.clock.advance(600_000);
  await shorten(core);
  const held = await core.control.fault({ ...operation.get, hold: 'after' });
  await core.app.lists.refreshAnew();
  await expect.poll(asked).toHaveLength(1);
  await core.app.signOut({ revoke: false });
  await core.signIn('plain');
  await core.control.release(held);
  await core.control.waitForLog((log) => log.every(({ done }) => done));
  await turns();
  expect(await asked()).toHaveLength(1);
});
