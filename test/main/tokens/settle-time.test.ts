import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { sleptInRequest } from '../../support/core/slept-in-request.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation, resetAfter, resetBefore } from '../../support/sandbox-control.ts';
import { unsaid } from '../../support/unsaid.ts';

const request = {
  ttlSeconds: 3600,
  ...unsaid,
  keep: true,
} as const;

/** The server lists the token 45 s after it made it. */
const late = { ...resetAfter, late: { seconds: 45 } };

describe('that nothing has shown up is said when nothing can show up any more', () => {
  test('a person who looks again and again does not use up the readings that are due', async () => {
    const { core, operationId, made } = await interrupted(late);
    await pass(core, 0);
    for (let n = 0; n < 6; n += 1) {
      await pass(core, 500);
      await core.app.settler.check(operationId);
    }
    expect(core.state.ghosts).toMatchObject([{ status: 'waiting' }]);
    expect(core.state.ghosts[0]?.nextCheckAt).not.toBeNull();
    // As if nobody had looked: the last reading, when nothing can show up any more, comes later.
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    expect(named(core)).toEqual(await made());
  });

  test('nor do five starts within its time, the clock set an hour on or not', async () => {
    const { core, made } = await interrupted(late);
    for (let starts = 0; starts < 4; starts += 1) await start(core);
    // Set here; the server's goes on as it was.
    core.clock.set(core.clock.now() + 3_600_000);
    await core.control.clock({ offsetSeconds: -3600 });
    await start(core);
    expect(await core.journal()).toHaveLength(1);
    expect(core.state.ghosts).toMatchObject([{ status: 'waiting' }]);
    core.clock.advance(46_000);
    await start(core);
    expect(named(core)).toEqual(await made());
    expect(await lostTokens(core)).toEqual([]);
  });
});

test('nor does an hour of absence after one reading: the others are made up for', async () => {
  const { core } = await interrupted(resetBefore);
  await pass(core, 0);
  core.clock.advance(3_600_000);
  await start(core);
  await start(core);
  expect(core.state.ghosts).toMatchObject([{ status: 'waiting' }]);
  for (const ms of [30_000, 120_000]) await pass(core, ms);
  await start(core);
  expect(core.state.ghosts).toEqual([]);
  expect(await core.journal()).toEqual([]);
});

describe('a computer that slept', () => {
  test.each(['request', 'write-journal'] as const)(
    'after the list was read sends nothing: before %s',
    async (step) => {
      const core = await setupCore();
      await core.signIn('empty');
      await core.control.clearLog();
      core.before('generate', step, () => {
        core.clock.advance(600_000);
      });
      await expect(core.app.generation.generate(request)).rejects.toMatchObject({
        code: 'TIMEOUT',
      });
      expect(await core.control.requests(operation.generate)).toEqual([]);
      expect(await core.journal()).toEqual([]);
      expect(core.state.ghosts).toEqual([]);
    },
  );

  /** The request was under way while the computer slept; its token, and the answer that never comes. */
  async function sleptMeanwhile(fault: FaultInput) {
    const core = await setupCore();
    await core.signIn('empty');
    // The sign-in has generated too.
    await core.control.clearLog();
    const held = await core.control.fault({ ...operation.generate, ...fault, hold: 'before' });
    const generated = expect(core.app.generation.generate(request)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    await core.control.waitForLog((log) => log.some(({ path }) => path.includes('generate')));
    core.clock.advance(600_000);
    await core.control.release(held);
    await generated;
    const own = core.app.accounts.current?.ownTokenId;
    const madeNow = async () =>
      (await core.control.tokens('empty')).flatMap(({ kid }) => (kid === own ? [] : [kid]));
    await expect.poll(madeNow).toHaveLength(1);
    return { core, made: await madeNow() };
  }

  test('while the request was under way finds what it made after waking', async () => {
    const { core, made } = await sleptMeanwhile(resetAfter);
    await pass(core, 0);
    await pass(core, 5_000);
    expect(named(core)).toEqual(made);
    await start(core);
    expect(named(core)).toEqual(made);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('and was killed when the answer came is asked about what was made until its next start', async () => {
    const core = await sleptInRequest(request);
    const own = core.app.accounts.current?.ownTokenId;
    const made = (await core.control.tokens('empty')).flatMap(({ kid }) =>
      kid === own ? [] : [kid],
    );
    expect(made).toHaveLength(1);
    await start(core);
    expect(named(core)).toEqual(made);
    for (const ms of [5_000, 30_000, 120_000, 30_000]) await pass(core, ms);
    // What is made after that start is another program's, however often it starts.
    await core.control.seed({ account: 'empty', count: 1, ttl: 3600 });
    core.clock.advance(3_600_000);
    await start(core);
    expect(named(core).every((id) => made.includes(id))).toBe(true);
  });

  test('waits from its waking on for what is listed late', async () => {
    const { core, made } = await sleptMeanwhile({ ...resetAfter, late: { seconds: 170 } });
    for (const ms of [0, 5_000, 30_000, 120_000]) await pass(core, ms);
    expect(core.state.ghosts).toMatchObject([{ status: 'waiting', candidates: [] }]);
    await pass(core, 25_000);
    expect(named(core)).toEqual(made);
  });
});

test.each(['whoever is signed in', 'nobody'])(
  'what an earlier run left open is named with the first picture: %s',
  async (who) => {
    const { core, operationId } = await interrupted();
    if (who === 'nobody') await core.app.signOut({ revoke: false });
    await core.restart();
    const status = who === 'nobody' ? 'elsewhere' : 'waiting';
    expect(core.state.ghosts).toMatchObject([{ operationId, status }]);
    expect(await core.control.requests(operation.list)).toEqual([]);
  },
);

test('what an earlier run left open is named before the list is answered', async () => {
  const { core, operationId } = await interrupted();
  await core.restart();
  const fault = await core.control.fault({ ...operation.list, hold: 'before' });
  const started = core.app.start();
  await core.control.waitForLog((log) => log.some(({ path }) => path === operation.list.path));
  expect(core.state.ghosts).toMatchObject([{ operationId }]);
  await core.control.release(fault);
  await started;
});
