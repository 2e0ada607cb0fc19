import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { operation } from '../../support/sandbox-control.ts';
import { answers, setup, status } from './client-setup.ts';

describe('the list', () => {
  test('is read whole, with the clock of the server', async () => {
    const { api, control, sandbox } = await setup();
    await control.clock({ offsetSeconds: 90 });
    const { tokens, serverDate } = await api.list();
    const real = await control.tokens('plain');
    expect(tokens.map(({ id }) => id)).toEqual(real.map(({ kid }) => kid));
    expect(tokens.map(({ createdAt }) => createdAt)).toEqual(
      real.map(({ createdAt }) => createdAt * 1000),
    );
    const { now } = await sandbox.control.state();
    expect(Math.abs(now - (serverDate ?? 0))).toBeLessThan(5_000);
  });

  test('has the dates of the Java suffix too', async () => {
    const { api, control } = await setup();
    await control.fault({ ...operation.list, answer: { kind: 'utc-suffix' } });
    const { tokens } = await api.list();
    expect(tokens.filter(({ createdAt, expiresAt }) => createdAt && expiresAt)).toHaveLength(4);
  });

  test('keeps tokens whose dates cannot be read', async () => {
    const { api, control } = await setup();
    const token = { id: accounts.plain.userId, createdDate: 'soon', expirationDate: 'later' };
    const answer = {
      kind: 'custom',
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify({ tokens: [token] }),
    } as const;
    await control.fault({ ...operation.list, answer });
    const { tokens } = await api.list();
    expect(tokens).toEqual([{ id: token.id, createdAt: null, expiresAt: null }]);
  });

  test.each(['Fri, 31 Dec 9999 23:59:59 GMT', 'Thu, 01 Jan 1801 00:00:00 GMT', 'soon'])(
    'takes no clock from a date that cannot be right: %s',
    async (date) => {
      const { api, control } = await setup();
      const answer = {
        kind: 'custom',
        headers: { 'content-type': 'application/json', date },
        body: JSON.stringify({ tokens: [] }),
      } as const;
      await control.fault({ ...operation.list, answer });
      await expect(api.list()).resolves.toEqual({ tokens: [], serverDate: null });
    },
  );

  test('names each token once, whatever the server does', async () => {
    const { api, control } = await setup();
    const token = { id: accounts.plain.userId, createdDate: 'x', expirationDate: 'x' };
    const twice = [token, { ...token, id: token.id.toUpperCase() }];
    const answer = {
      kind: 'custom',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tokens: twice }),
    } as const;
    await control.fault({ ...operation.list, answer });
    expect((await api.list()).tokens).toHaveLength(1);
  });

  test.each(answers)('that is answered with %s ends so', async (_, answer, code, tries) => {
    const { api, control } = await setup();
    await control.fault({ ...operation.list, times: 'always', answer });
    await expect(api.list()).rejects.toMatchObject({ code });
    expect(await control.requests(operation.list)).toHaveLength(tries);
  });

  test('says of a 401 which credential was bad', async () => {
    const { api, control } = await setup({ kind: 'password' });
    await control.fault({ ...operation.list, answer: status(401) });
    await expect(api.list()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  test.each([
    ['3', { retryAfterSeconds: 3 }, [3000, 3000]],
    ['0', { retryAfterSeconds: 0 }, [250, 1000]],
    ['-1', {}, [250, 1000]],
    ['1.5', {}, [250, 1000]],
    ['Wed, 21 Oct 2015 07:28:00 GMT', { retryAfterSeconds: 0 }, [250, 1000]],
    ['soon', {}, [250, 1000]],
    // Counted from the server's own clock.
    [
      new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000 * 5).toUTCString(),
      {},
      [250, 1000],
    ],
  ])('heeds Retry-After: %s', async (retryAfter, facts, waits) => {
    const { api, control, clock } = await setup();
    await control.fault({ ...operation.list, times: 'always', answer: status(503, retryAfter) });
    await expect(api.list()).rejects.toMatchObject({ code: 'SERVER_ERROR', facts });
    expect(clock.waits).toEqual(waits);
  });

  test('comes at the second try', async () => {
    const { api, control } = await setup();
    await control.fault({ ...operation.list, answer: status(503) });
    await expect(api.list()).resolves.toMatchObject({ serverDate: expect.any(Number) as number });
  });

  test('names the contract in every request, with Bearer too', async () => {
    const contractNumber = accounts.twoContracts.contracts[1];
    const { api, control } = await setup({ account: 'twoContracts', contractNumber });
    await api.list();
    const [request] = await control.requests(operation.list);
    expect(request?.headers).toMatchObject({
      accept: 'application/json',
      'user-agent': 'token-vault/0',
      'x-contract-number': String(contractNumber),
    });
    expect(request?.authorization).toBe('Bearer');
  });

  test('ends at once when it is cancelled', async () => {
    const { api, control } = await setup();
    const fault = await control.fault({ ...operation.list, hold: 'before' });
    const cancel = new AbortController();
    const failed = expect(api.list(cancel.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    await control.waitForLog((log) => log.length === 1);
    cancel.abort();
    await failed;
    await control.release(fault);
    expect(await control.requests(operation.list)).toHaveLength(1);
  });
});
