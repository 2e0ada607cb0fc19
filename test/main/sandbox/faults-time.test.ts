import { describe, expect, it } from 'vitest';
import { operation } from '../../support/sandbox-control.ts';
import { bearer, call, handClock, listed, mint, partOf, raw, setup } from './client.ts';
import { generate, list, me } from './under-faults.ts';

describe('time', () => {
  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('holds a request %s its effect until it is released', async (hold, count) => {
    const sandbox = await setup();
    const fault = await sandbox.control.fault({ ...operation.generate, hold });
    const waiting = call(sandbox, generate, me);
    await sandbox.control.waitForLog((log) =>
      log.some((entry) => entry.carriedOut === (count === 1)),
    );
    expect(await sandbox.control.tokens('empty')).toHaveLength(count);
    await sandbox.control.release(fault);
    expect((await waiting).status).toBe(200);
  });

  it.each(['delayBeforeMs', 'delayAfterMs'] as const)('delays by %s', async (which) => {
    const sandbox = await setup();
    await sandbox.control.fault({ [which]: 40 });
    const start = performance.now();
    expect((await call(sandbox, list, me)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(39);
  });

  it('does not keep the sandbox from closing', async () => {
    const sandbox = await setup();
    await sandbox.control.fault({ ...operation.generate, delayBeforeMs: 600_000 });
    await sandbox.control.fault({ ...operation.list, hold: 'before' });
    const waiting = [raw(sandbox, generate, me), raw(sandbox, list, me)];
    await sandbox.control.waitForLog((log) => log.length === 2);
    await sandbox.close();
    expect(await Promise.all(waiting)).toMatchObject([{ head: '' }, { head: '' }]);
  });

  it.each([
    ['request', 0],
    ['appearance', 45],
  ] as const)('lets a token appear 45 s late, dated by its %s', async (dated, later) => {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now });
    const start = clock.now() / 1000;
    const late = { seconds: 45, dated };
    await sandbox.control.fault({
      ...operation.generate,
      late,
      answer: { kind: 'reset', when: 'after' },
    });
    await raw(sandbox, generate, me);
    const [token] = await sandbox.control.tokens('empty');
    expect(token).toMatchObject({ createdAt: start + later, visibleAt: start + 45 });
    clock.advance(44);
    expect(await listed(sandbox, me)).toEqual([]);
    expect((await call(sandbox, `GET /auth/v1/tokens/${token?.kid ?? ''}`, me)).status).toBe(404);
    clock.advance(1);
    expect(await listed(sandbox, me)).toEqual([token?.kid]);
  });

  it('moves the Date header, new dates and what has expired', async () => {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now });
    const value = await mint(sandbox, me, { ttl: 3600 });
    expect(await sandbox.control.clock({ advanceSeconds: 3600 })).toBe(clock.now() + 3_600_000);
    const { status, headers } = await call(sandbox, list, bearer(value));
    expect(status).toBe(401);
    expect(headers.get('date')).toBe('Mon, 23 Nov 2026 13:00:00 GMT');
    expect(JSON.parse(partOf(await mint(sandbox, me), 1))).toMatchObject({
      iat: clock.now() / 1000 + 3600,
    });
    await sandbox.control.clock({ offsetSeconds: 0 });
    expect((await call(sandbox, list, bearer(value))).status).toBe(200);
  });
});
