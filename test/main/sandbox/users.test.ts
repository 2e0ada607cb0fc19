import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import {
  basic,
  bearer,
  call,
  handClock,
  isObject,
  kidOf,
  listed,
  mint,
  partOf,
  setup,
} from './client.ts';

const tokens = '/auth/v1/tokens';
const two = basic(accounts.twoContracts);
const [first, second] = accounts.twoContracts.contracts;

describe('a user with two contracts', () => {
  it('mints for the contract that it names, and lists each on its own', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, two, { contract: second });
    expect(JSON.parse(partOf(value, 1))).toMatchObject({ identity: { contractNumber: second } });
    expect(await listed(sandbox, two, second)).toContain(kidOf(value));
    expect(await listed(sandbox, two, first)).not.toContain(kidOf(value));
  });

  it('must name the contract with a token value too, at the Auth API only', async () => {
    const sandbox = await setup();
    const as = bearer(await mint(sandbox, two, { contract: second }));
    expect((await call(sandbox, `GET ${tokens}`, as)).status).toBe(422);
    expect((await call(sandbox, `GET ${tokens}/generate`, as)).status).toBe(403);
    expect((await call(sandbox, `GET ${tokens}`, as, second)).status).toBe(200);
    const user = `/cloudapi/v6/um/users/${accounts.twoContracts.userId}`;
    expect((await call(sandbox, `GET ${user}`, as)).status).toBe(200);
  });

  it("deletes no token of the other contract, and none by another user's contract number", async () => {
    const sandbox = await setup();
    const id = kidOf(await mint(sandbox, two, { contract: second }));
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, two, first)).status).toBe(404);
    const foreign = accounts.plain.contracts[0];
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, two, foreign)).status).toBe(403);
    await call(sandbox, `DELETE ${tokens}?criteria=ALL`, two, first);
    expect(await listed(sandbox, two, second)).toContain(id);
  });

  it('has 100 tokens for each contract', async () => {
    const sandbox = await setup();
    await sandbox.admin.seed({ account: 'twoContracts', contract: first, count: 98 });
    expect((await call(sandbox, `GET ${tokens}/generate`, two, first)).status).toBe(403);
    expect((await call(sandbox, `GET ${tokens}/generate`, two, second)).status).toBe(200);
  });

  it('finds both contracts in the Cloud API', async () => {
    const sandbox = await setup();
    const { body } = await call(sandbox, 'GET /cloudapi/v6/contracts', two);
    expect(body).toMatchObject({
      items: [
        { properties: { contractNumber: first } },
        { properties: { contractNumber: second } },
      ],
    });
    const one = await call(sandbox, 'GET /cloudapi/v6/contracts', two, second);
    expect(isObject(one.body) && one.body['items']).toHaveLength(1);
  });
});

describe('a user with two-factor login', () => {
  const me = basic(accounts.twoFactor);
  const generate = `GET ${tokens}/generate`;

  async function withConsoleTokens(strict: boolean) {
    const sandbox = await setup({ strictTwoFactor: strict });
    const secured = await sandbox.control.consoleToken('twoFactor', { secured: true });
    const plain = await sandbox.control.consoleToken('twoFactor');
    return { sandbox, secured: bearer(secured.value), plain: bearer(plain.value), id: plain.kid };
  }

  it('is refused with e-mail and password, on every path; a wrong password is 401', async () => {
    const sandbox = await setup();
    for (const request of [generate, `GET ${tokens}`, `DELETE ${tokens}?criteria=ALL`, 'GET /x'])
      expect((await call(sandbox, request, me)).status).toBe(403);
    const wrong = basic({ email: accounts.twoFactor.email, password: 'x' });
    expect((await call(sandbox, generate, wrong)).status).toBe(401);
  });

  it('mints and deletes with a secured token; what that mints is not secured', async () => {
    const { sandbox, secured, id } = await withConsoleTokens(false);
    const minted = bearer(await mint(sandbox, secured));
    expect((await call(sandbox, `GET ${tokens}`, minted)).status).toBe(200);
    expect((await call(sandbox, generate, minted)).status).toBe(403);
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, minted)).status).toBe(403);
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, secured)).body).toEqual({
      success: true,
    });
  });

  it('lists but neither mints nor deletes with a token that is not secured', async () => {
    const { sandbox, plain, id } = await withConsoleTokens(false);
    expect((await call(sandbox, `GET ${tokens}/${id}`, plain)).status).toBe(200);
    for (const request of [generate, `DELETE ${tokens}/${id}`, `DELETE ${tokens}?criteria=CURRENT`])
      expect((await call(sandbox, request, plain)).status).toBe(403);
  });

  it('may not even with a secured token in strict mode', async () => {
    const { sandbox, secured, id } = await withConsoleTokens(true);
    expect((await call(sandbox, `GET ${tokens}`, secured)).status).toBe(200);
    expect((await call(sandbox, generate, secured)).status).toBe(403);
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, secured)).status).toBe(403);
    await sandbox.control.strictTwoFactor(false);
    expect((await call(sandbox, generate, secured)).status).toBe(200);
  });

  it('is so when two-factor login is forced or turned on later', async () => {
    const sandbox = await setup();
    const plain = basic(accounts.plain);
    const before = bearer(await mint(sandbox, plain));
    await sandbox.control.changeAccount('plain', { twoFactor: 'forced' });
    expect((await call(sandbox, generate, plain)).status).toBe(403);
    expect((await call(sandbox, `GET ${tokens}`, before)).status).toBe(200);
    expect((await call(sandbox, generate, before)).status).toBe(403);
    const user = await call(sandbox, `GET /cloudapi/v6/um/users/${accounts.plain.userId}`, before);
    expect(user.body).toMatchObject({ properties: { forceSecAuth: true, secAuthActive: false } });
  });
});

describe('the documented accounts', () => {
  it.each([
    ['plain', 3, 2],
    ['twoContracts', 3, 3],
    ['twoFactor', 2, 2],
    ['nearlyFull', 99, 62],
    ['empty', 0, 0],
    ['trial', 12, 10],
  ] as const)('%s starts with %i tokens, %i of them live', async (name, count, live) => {
    const sandbox = await setup();
    const made = await sandbox.control.tokens(name);
    expect(made).toHaveLength(count);
    expect(made.filter((token) => token.live)).toHaveLength(live);
  });

  it('lets the trial alone into its own sandbox, with lifetimes and ages that vary', async () => {
    const clock = handClock();
    const sandbox = await setup({ accounts: 'trial', now: clock.now });
    expect((await call(sandbox, `GET ${tokens}`, basic(accounts.plain))).status).toBe(401);
    expect(await listed(sandbox, basic(accounts.trial))).toHaveLength(12);
    const made = await sandbox.control.tokens('trial');
    expect(new Set(made.map((token) => token.expiresAt - token.createdAt)).size).toBeGreaterThan(5);
    expect(made.every((token) => token.createdAt < clock.now() / 1000)).toBe(true);
  });
});
