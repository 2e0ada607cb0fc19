import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { setup } from './client-setup.ts';

describe('the Cloud API', () => {
  test.each(['token', 'password'] as const)('lists all contracts, by %s', async (kind) => {
    const { api } = await setup({ account: 'twoContracts', kind });
    const { contracts, email } = accounts.twoContracts;
    const all = contracts.map((number) => ({ number, owner: email }));
    await expect(api.contracts()).resolves.toEqual(all);
  });

  test('tells the address of the user', async () => {
    const { api } = await setup();
    await expect(api.email(accounts.plain.userId)).resolves.toBe('plain@example.com');
  });

  test.each([
    ['as long as one may be', 320, (address: string) => address],
    ['longer than any', 321, () => null],
  ])('of an address %s', async (_, length, told) => {
    const { api, control } = await setup();
    const address = '@example.com'.padStart(length, 'a');
    await control.fault({
      method: 'GET',
      path: '/cloudapi/v6/um/users/*',
      answer: {
        kind: 'custom',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ properties: { email: address } }),
      },
    });
    await expect(api.email(accounts.plain.userId)).resolves.toBe(told(address));
  });

  test('tells no other address', async () => {
    const { api } = await setup();
    await expect(api.email(accounts.empty.userId)).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
  });
});
