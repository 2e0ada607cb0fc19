import { describe, expect, it } from 'vitest';
import { operation } from '../../support/sandbox-control.ts';
import { call, kidOf, mint, setup } from './client.ts';
import { generate, list, me } from './under-faults.ts';

describe('which requests a fault meets', () => {
  it('counts, skips, and is used up in the order in which faults were set', async () => {
    const sandbox = await setup();
    const fail = (status: number) => ({ kind: 'status' as const, status });
    await sandbox.control.fault({ ...operation.list, skip: 1, times: 2, answer: fail(500) });
    await sandbox.control.fault({ answer: fail(503) });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push((await call(sandbox, list, me)).status);
    expect(statuses).toEqual([503, 500, 500, 200, 200]);
    expect(await sandbox.control.faults()).toMatchObject([
      { applied: 2, left: 0 },
      { applied: 1, left: 0 },
    ]);
  });

  it('is told by method and path, of which the query is no part', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, me);
    const one = `/auth/v1/tokens/${kidOf(value)}`;
    await sandbox.control.fault({ ...operation.get, answer: { kind: 'status', status: 500 } });
    expect((await call(sandbox, generate, me)).status).toBe(200);
    expect((await call(sandbox, list, me)).status).toBe(200);
    expect((await call(sandbox, `DELETE ${one}`, me)).status).toBe(200);
    expect((await call(sandbox, `GET ${one}?depth=1`, me)).status).toBe(500);
  });

  it('can be taken back', async () => {
    const sandbox = await setup();
    await sandbox.control.fault({ times: 'always', answer: { kind: 'status', status: 500 } });
    await sandbox.control.clearFaults();
    expect((await call(sandbox, list, me)).status).toBe(200);
  });
});
