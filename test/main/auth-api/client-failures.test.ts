import { describe, expect, test } from 'vitest';
import { type AuthApi } from '../../../main/auth-api/client.ts';
import { exchange, type Transport } from '../../../main/auth-api/transport.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { operation } from '../../support/sandbox-control.ts';
import { type FaultAnswer, said, setup, status } from './client-setup.ts';

/** Declared for reads alone, where it stands for the contract number [SPEC api_tokens.go]. */
describe('a 422', () => {
  const other = accounts.empty.contracts[0];

  test.each<readonly [string, number | undefined, FaultAnswer, string]>([
    ['without a number', undefined, status(422), 'CONTRACT_REQUIRED'],
    ['with a number', other, status(422), 'CONTRACT_UNKNOWN'],
  ])('to a list %s is about it', async (_, contractNumber, answer, code) => {
    const { api, control } = await setup(contractNumber ? { contractNumber } : {});
    await control.fault({ ...operation.list, answer });
    await expect(api.list()).rejects.toMatchObject({ code });
  });

  test.each<readonly [string, FaultAnswer, string]>([
    ['says nothing of it', status(422), 'REQUEST_REFUSED'],
    ['says so', said(422, 'Contract number is missing'), 'CONTRACT_REQUIRED'],
    ['speaks of a limit', said(422, 'too many requests to delete'), 'REQUEST_REFUSED'],
  ])('to a delete that %s', async (_, answer, code) => {
    const { api, control } = await setup();
    await control.fault({ ...operation.delete, answer });
    await expect(api.delete(accounts.plain.userId)).rejects.toMatchObject({ code });
  });
});

describe('a failure to connect names the address, unless it is IONOS itself', () => {
  const failing = (message: string): Transport => {
    const fail = () => exchange(() => Promise.reject(new Error(message)), request);
    return { send: fail, sendOnce: fail };
  };
  const request = { method: 'GET', url: 'http://x', headers: {}, timeoutMs: 5_000 } as const;
  const calls: readonly (readonly [string, (api: AuthApi) => Promise<unknown>])[] = [
    ['list', (api) => api.list()],
    ['delete', (api) => api.delete(accounts.plain.userId)],
    ['generate', (api) => api.generate(3600)],
  ];

  test.each(calls)('%s', async (_, call) => {
    const transport = failing('net::ERR_CONNECTION_REFUSED');
    const { api, origin } = await setup({ transport });
    await expect(call(api)).rejects.toMatchObject({ code: 'OFFLINE', facts: { endpoint: origin } });
    const real = await setup({ transport, origin: 'https://api.ionos.com' });
    await expect(call(real.api)).rejects.toMatchObject({ code: 'OFFLINE', facts: {} });
  });

  test('that breaks off, too', async () => {
    const { api, origin } = await setup({ transport: failing('net::ERR_CONNECTION_RESET') });
    await expect(api.list()).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
      facts: { endpoint: origin },
    });
  });
});
