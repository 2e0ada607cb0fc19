import { Configuration, ContractResourcesApi, UserManagementApi } from '@ionos-cloud/sdk-nodejs';
import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { Sandbox } from '../../../main/sandbox/server.ts';
import { basic, call, handClock, kidOf, mint, setup } from './client.ts';

const me = basic(accounts.plain);
const { userId } = accounts.plain;

/** The official SDK, unchanged, as its documentation sets it up. */
function sdk(
  { origin }: Sandbox,
  credential: { apiKey: string } | { username: string; password: string },
) {
  const configuration = new Configuration({ basePath: `${origin}/cloudapi/v6`, ...credential });
  // It waits up to a second before its first try already.
  configuration.setMaxWaitTime(0);
  return {
    users: new UserManagementApi(configuration),
    contracts: new ContractResourcesApi(configuration),
  };
}

describe('the official SDK for Node, 6.1.5', () => {
  it('says who a minted token belongs to', async () => {
    const sandbox = await setup();
    const { users } = sdk(sandbox, { apiKey: await mint(sandbox, me) });
    const { data } = await users.umUsersFindById({ userId, pretty: true, depth: 1 });
    expect(data).toMatchObject({
      id: userId,
      type: 'user',
      href: `${sandbox.origin}/cloudapi/v6/um/users/${userId}`,
      properties: {
        email: accounts.plain.email,
        administrator: true,
        active: true,
        forceSecAuth: false,
        secAuthActive: false,
      },
    });
    expect(await sandbox.control.log()).toMatchObject([
      {},
      { authorization: 'Bearer', headers: { 'user-agent': 'ionos-cloud-sdk-node/v6.1.5' } },
    ]);
  });

  it('finds the contracts', async () => {
    const sandbox = await setup();
    const { contracts } = sdk(sandbox, { apiKey: await mint(sandbox, me) });
    const { data } = await contracts.contractsGet({ pretty: true, depth: 1 });
    expect(data.items?.[0]?.properties).toMatchObject({
      contractNumber: 31700001,
      owner: accounts.plain.email,
      regDomain: 'ionos.de',
      resourceLimits: { coresPerServer: 62 },
    });
  });

  it('works with e-mail and password, but not for two-factor login', async () => {
    const sandbox = await setup();
    const { email: username, password } = accounts.plain;
    const { data } = await sdk(sandbox, { username, password }).users.umUsersFindById({ userId });
    expect(data.properties.email).toBe(username);
    const { email, password: second, userId: id } = accounts.twoFactor;
    await expect(
      sdk(sandbox, { username: email, password: second }).users.umUsersFindById({ userId: id }),
    ).rejects.toMatchObject({ response: { status: 403, data: { httpStatus: 403 } } });
  });

  it('gets 401 as soon as the token was deleted', async () => {
    const sandbox = await setup();
    const apiKey = await mint(sandbox, me);
    const { users } = sdk(sandbox, { apiKey });
    await users.umUsersFindById({ userId });
    await call(sandbox, `DELETE /auth/v1/tokens/${kidOf(apiKey)}`, me);
    await expect(users.umUsersFindById({ userId })).rejects.toMatchObject({
      response: { status: 401, data: { messages: [{ errorCode: '315' }] } },
    });
  });

  it('gets 401 as soon as the token has expired', async () => {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now });
    const { contracts } = sdk(sandbox, { apiKey: await mint(sandbox, me, { ttl: 60 }) });
    await contracts.contractsGet();
    clock.advance(60);
    await expect(contracts.contractsGet()).rejects.toMatchObject({ response: { status: 401 } });
  });
});
