import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { interrupted, listings, named, pass } from '../../support/core/interrupted.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('while the list cannot be read', () => {
  test.each<[string, FaultInput]>([
    ['the server is busy', { answer: { kind: 'status', status: 503 } }],
    ['a proxy stands between', { answer: { kind: 'html' } }],
    ['it takes no calls for a minute', { answer: { kind: 'status', status: 429, retryAfter: 60 } }],
  ])('it is asked now and then, and nothing is concluded: %s', async (_, fault) => {
    const { core, made } = await interrupted();
    await core.control.fault({ ...operation.list, times: 'always', ...fault });
    await pass(core, 0);
    expect(core.state.ghosts).toMatchObject([{ status: 'waiting', candidates: [] }]);
    await core.control.clearLog();
    for (let seconds = 0; seconds < 60; seconds += 1) await pass(core, 1_000);
    expect(await listings(core)).toBeLessThanOrEqual(12 * 3);
    expect(await listings(core)).toBeGreaterThan(0);
    await core.control.clearFaults();
    await pass(core, 5_000);
    expect(named(core)).toEqual(await made());
  });

  test('without a network it does not spin', async () => {
    const { core } = await interrupted();
    await core.sandbox.close();
    await pass(core, 0);
    const { waits } = core.clock;
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(5_000);
    expect(core.state.ghosts).toMatchObject([
      { status: 'waiting', nextCheckAt: core.clock.now() + 5_000 },
    ]);
  });

  test('what was found stays in view', async () => {
    const { core, made } = await interrupted();
    await pass(core, 0);
    const answer = { kind: 'status', status: 503 } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer });
    await pass(core, 5_000);
    expect(core.state.ghosts).toMatchObject([{ status: 'found' }]);
    expect(named(core)).toEqual(await made());
  });

  test('a sign-in that ended is not tried again, and its question waits for the next', async () => {
    const { core, made } = await interrupted();
    await core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? '');
    await pass(core, 0);
    expect(core.state.session.account?.authorised).toBe(false);
    await core.control.clearLog();
    await pass(core, 3_600_000);
    expect(await listings(core)).toBe(0);
    await core.signIn('empty');
    await pass(core, 0);
    expect(named(core)).toHaveLength(1);
    expect(await made()).toEqual(expect.arrayContaining(named(core)));
  });
});
