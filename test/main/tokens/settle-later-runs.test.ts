import { expect, test } from 'vitest';
import { interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { remember } from '../../support/core/kept.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

// A question is closed by a later run of the app than the one that asked it, and by nothing earlier.

const allReadings = [0, 5_000, 30_000, 120_000, 30_000, 60_000];

async function read(core: Core): Promise<void> {
  for (const ms of allReadings) await pass(core, ms);
}

test.each<[string, (core: Core) => Promise<void>]>([
  ['unlocking', (core) => core.app.unlock()],
  ['signing in again', (core) => core.signIn('empty')],
])('%s is no later run: a token that is listed after five minutes is named', async (_, act) => {
  const { core, made } = await interrupted({
    late: { seconds: 300 },
    answer: { kind: 'reset', when: 'after' },
  });
  await read(core);
  await act(core);
  await pass(core, 0);
  expect(core.app.workspace.journal.content.operations).toHaveLength(1);
  await pass(core, 100_000);
  await start(core);
  expect(named(core)).toEqual(expect.arrayContaining(await made().then((ids) => ids.slice(0, 1))));
  expect(await lostTokens(core)).toEqual([]);
});

test('a token whose id is known is named while the server knows it, whatever its lists lack', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const dead = core.dieAt('generate', 'store-value');
  void core.generate();
  await dead;
  const headers = { 'content-type': 'application/json' };
  const short = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
  await core.control.fault({ ...operation.list, times: 'always', answer: short });
  await start(core);
  await read(core);
  await start(core);
  const [intent] = await core.journal();
  expect(named(core)).toEqual([intent?.tokenId]);
  expect(core.state.ghosts[0]?.candidates).toMatchObject([{ sure: true, createdAt: null }]);
  expect(await lostTokens(core)).toEqual([]);
});

test.each(['clear-journal', 'write-index'])(
  'one whose value is stored is no question, though lists lack it: killed before %s',
  async (step) => {
    const core = await setupCore();
    await core.signIn('empty');
    const dead = core.dieAt('generate', step);
    void core.generate();
    await dead;
    const check = await remember(core);
    const headers = { 'content-type': 'application/json' };
    const short = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer: short });
    await start(core);
    await read(core);
    expect(named(core)).toEqual([]);
    await core.control.clearFaults();
    await start(core);
    await check();
    expect(await core.journal()).toEqual([]);
  },
);

test('an answer that is given while the keychain is locked does not end a request whose value lies there', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const dead = core.dieAt('generate', 'write-index');
  void core.generate();
  await dead;
  const check = await remember(core);
  core.keytar.mode = 'locked';
  await start(core);
  await core.signIn('empty');
  await pass(core, 0);
  const [ghost] = core.state.ghosts;
  expect(ghost?.candidates).toHaveLength(1);
  await core.app.settler.answers.keep(ghost?.operationId ?? '', null);
  core.keytar.mode = 'unlocked';
  // The password was in memory only.
  await start(core);
  await core.signIn('empty');
  await pass(core, 0);
  await check();
  expect(await core.journal()).toEqual([]);
});
