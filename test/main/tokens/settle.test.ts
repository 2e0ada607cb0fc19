import { describe, expect, test } from 'vitest';
import { interrupted, listings, named, pass, start } from '../../support/core/interrupted.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation, resetAfter, resetBefore } from '../../support/sandbox-control.ts';

describe('an unknown outcome', () => {
  test('is looked into at once, after 5 s, 30 s and 2 min, and when nothing can come any more', async () => {
    const { core } = await interrupted(resetBefore);
    const seen: unknown[] = [];
    for (const ms of [0, 5_000, 30_000, 120_000]) {
      if (ms > 0) await pass(core, ms - 1);
      const before = await listings(core);
      await pass(core, Math.min(ms, 1));
      const [ghost] = core.state.ghosts;
      const next = ghost?.nextCheckAt ?? null;
      seen.push([(await listings(core)) - before, ghost?.status, next && next - core.clock.now()]);
    }
    expect(seen).toEqual([
      [1, 'waiting', 5_000],
      [1, 'waiting', 30_000],
      [1, 'waiting', 120_000],
      // The server says its time in whole seconds.
      [1, 'waiting', expect.closeTo(25_500, -3.1)],
    ]);
    await pass(core, 26_000);
    expect(core.state.ghosts).toMatchObject([{ status: 'none', nextCheckAt: null }]);
    await pass(core, 24 * 3_600_000);
    expect(await listings(core)).toBe(5);
    expect(await core.journal()).toHaveLength(1);
  });

  test('is closed at the next start, when nothing came', async () => {
    const { core } = await interrupted(resetBefore);
    for (const ms of [0, 5_000, 30_000, 120_000, 60_000]) await pass(core, ms);
    await start(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test('is not closed by starts that follow each other too soon', async () => {
    const late = { ...resetAfter, late: { seconds: 45 } };
    const { core, made } = await interrupted(late);
    for (let starts = 0; starts < 8; starts += 1) await start(core);
    expect(await core.journal()).toHaveLength(1);
    core.clock.advance(46_000);
    await start(core);
    expect(named(core)).toEqual(await made());
  });

  test('names the token that was made, with its time', async () => {
    const { core, made, operationId } = await interrupted();
    await pass(core, 0);
    const [id] = await made();
    expect(core.state.ghosts).toEqual([
      {
        operationId,
        startedAt: core.clock.now(),
        accountId: core.app.accounts.current?.id,
        purpose: 'vault',
        label: 'deploy',
        status: 'found',
        account: null,
        candidates: [{ tokenId: id, createdAt: core.clock.now(), sure: false }],
        nextCheckAt: core.clock.now() + 5_000,
      },
    ]);
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id }));
  });

  test.each(['request', 'appearance'] as const)(
    'names a token that appears 45 s late, dated by its %s',
    async (dated) => {
      const { core, made } = await interrupted({ ...resetAfter, late: { seconds: 45, dated } });
      await pass(core, 0);
      await pass(core, 5_000);
      await pass(core, 30_000);
      expect(named(core)).toEqual([]);
      await pass(core, 120_000);
      expect(named(core)).toEqual(await made());
    },
  );

  test("names another program's token of that moment too: which is ours cannot be known", async () => {
    const { core, made } = await interrupted({ ...resetAfter, secondClient: { when: 'before' } });
    await pass(core, 0);
    expect(await made()).toHaveLength(2);
    expect(new Set(named(core))).toEqual(new Set(await made()));
  });

  test("does not name another program's token of another lifetime", async () => {
    const { core, made } = await interrupted({ ...resetBefore, secondClient: { ttl: 7200 } });
    await pass(core, 0);
    expect(await made()).toHaveLength(1);
    expect(named(core)).toEqual([]);
  });

  test.each([3_600, -86_400])('is judged by the clock of a server %d s ahead', async (seconds) => {
    const core = await setupCore({ sandbox: { clockOffsetSeconds: seconds } });
    await core.signIn('empty');
    await core.control.fault({ ...operation.generate, ...resetAfter });
    await expect(core.generate()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await pass(core, 0);
    expect(named(core)).toHaveLength(1);
  });

  test('is named again after a crash', async () => {
    const { core, made } = await interrupted();
    await start(core);
    expect(named(core)).toEqual(await made());
  });
});
