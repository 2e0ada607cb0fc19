import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interrupt, interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation, resetAfter } from '../../support/sandbox-control.ts';
import { unsaid } from '../../support/unsaid.ts';

// What was shown as the question stays it until it is answered, or the server does not know it.

const allReadings = [0, 5_000, 30_000, 120_000, 30_000];
const days = { ttlSeconds: 864_000 };
const short = {
  ...operation.list,
  answer: {
    kind: 'custom',
    headers: { 'content-type': 'application/json' },
    body: '{"tokens":[]}',
  },
} as const;

/** One that made a token, its answer lost, read until all readings are over. */
async function setup(): Promise<{ core: Core; made: string }> {
  const core = await setupCore();
  await core.signIn('empty');
  await interrupt(core, resetAfter, days);
  for (const ms of allReadings) await pass(core, ms);
  const [made = ''] = named(core);
  expect(made).not.toBe('');
  return { core, made };
}

/** Writes into the index, by hand, that the value of a token is saved. */
async function callSaved(core: Core, id: string): Promise<void> {
  const path = join(core.folder, 'index.json');
  const index = JSON.parse(await readFile(path, 'utf8')) as { tokens: unknown[] };
  const nothing = { contractNumber: null, userId: null, issuedAt: null, expiresAt: null };
  index.tokens.push({ id, origin: core.sandbox.origin, ...nothing, savedAt: 0, madeBy: null });
  await writeFile(path, JSON.stringify(index));
}

test('a list of a later run that lacks it answers nothing while the server knows it', async () => {
  const { core, made } = await setup();
  await core.restart();
  await core.control.fault({ ...short, times: 'always' });
  await core.app.start();
  await pass(core, 0);
  expect(named(core)).toEqual([made]);
  expect(await core.journal()).toHaveLength(1);
  expect(await lostTokens(core)).toEqual([]);
});

test.each([
  ['a proxy’s page for a 404', { kind: 'html', status: 404 }],
  ['a refusal', { kind: 'status', status: 403 }],
] as const)('neither does %s, when it is asked for by its id', async (_, answer) => {
  const { core, made } = await setup();
  await core.restart();
  await core.control.fault({ ...short, times: 'always' });
  await core.control.fault({ ...operation.get, times: 'always', answer });
  await core.app.start();
  await pass(core, 0);
  expect(named(core)).toEqual([made]);
  expect(await core.journal()).toHaveLength(1);
  expect(await lostTokens(core)).toEqual([]);
});

test('one that cannot be asked for hides no other', async () => {
  const both = { ...resetAfter, late: { seconds: 45 }, secondClient: { when: 'after' } } as const;
  const { core, made } = await interrupted(both, days);
  await pass(core, 0);
  const [other = ''] = named(core);
  await core.control.deleteToken(other);
  const path = `/auth/v1/tokens/${other}`;
  const answer = { kind: 'status', status: 403 } as const;
  await core.control.fault({ method: 'GET', path, times: 'always', answer });
  for (const ms of [5_000, 30_000, 120_000, 30_000, 60_000]) await pass(core, ms);
  expect(named(core)).toEqual(expect.arrayContaining(await made()));
});

test('it keeps the date that a list gave', async () => {
  const { core } = await setup();
  const date = core.state.ghosts[0]?.candidates[0]?.createdAt;
  expect(date).toEqual(expect.any(Number));
  await core.control.fault({ ...short, times: 'always' });
  await core.app.settler.check(core.state.ghosts[0]?.operationId ?? '');
  expect(core.state.ghosts[0]?.candidates[0]?.createdAt).toBe(date);
});

test('one that the server does not know any more is no question', async () => {
  const { core, made } = await setup();
  await core.control.deleteToken(made);
  await start(core);
  await pass(core, 0);
  expect(core.state.ghosts).toEqual([]);
  expect(await core.journal()).toEqual([]);
});

test('one that an edited index calls saved is the question all the same', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  await interrupt(core, resetAfter, days);
  const own = core.app.accounts.current?.ownTokenId;
  const kid = (await core.control.tokens('empty')).find((token) => token.kid !== own)?.kid;
  await callSaved(core, kid ?? '');
  for (let n = 0; n < 4; n += 1) {
    await start(core);
    await pass(core, 160_000);
  }
  expect(named(core)).toEqual([kid]);
  expect(await lostTokens(core)).toEqual([]);
});

test('while the keychain is locked, one that the index calls saved keeps the question open', async () => {
  const { core, made } = await setup();
  await callSaved(core, made);
  await core.restart();
  await core.app.start();
  core.keytar.mode = 'locked';
  await pass(core, 0);
  expect(core.state.store.state).toBe('locked');
  expect(await core.journal()).toHaveLength(1);
});

test('one that was imported meanwhile is none, and stays what it was said to be', async () => {
  const { core, made } = await interrupted(resetAfter, days);
  const before = await made();
  const { kid, value } = await core.control.consoleToken('empty', { ttl: days.ttlSeconds });
  core.app.imports.read(value);
  await core.app.imports.keep(unsaid);
  for (const ms of allReadings) await pass(core, ms);
  expect(named(core)).toEqual(before);
  expect(core.index.tokens.find(({ id }) => id === kid)?.madeBy).toBeNull();
});

test('Keep answers what the person saw, not what came while it was written down', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  // Another program's token is listed at once, the app's own late.
  const both = { ...resetAfter, late: { seconds: 4 }, secondClient: { when: 'after' } } as const;
  await interrupt(core, both, days);
  await pass(core, 0);
  const [shown = ''] = named(core);
  const operationId = core.state.ghosts[0]?.operationId ?? '';
  core.clock.advance(4_500);
  const write = core.files.write.bind(core.files);
  let isFirst = true;
  core.files.write = async (path, content) => {
    if (isFirst && path.endsWith('index.json')) {
      isFirst = false;
      await core.app.settler.check(operationId);
      expect(named(core)).toHaveLength(2);
    }
    return write(path, content);
  };
  await core.app.settler.answers.keep(operationId, shown);
  expect(isFirst).toBe(false);
  expect(await core.journal()).toMatchObject([{ answered: [shown] }]);
  for (const ms of [500, 30_000, 120_000, 30_000]) await pass(core, ms);
  expect(named(core)).toHaveLength(1);
  expect(named(core)).not.toContain(shown);
});
