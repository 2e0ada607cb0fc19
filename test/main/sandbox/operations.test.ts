import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { basic, bearer, call, isObject, kidOf, listed, mint, raw, setup } from './client.ts';

const me = basic(accounts.plain);
const two = basic(accounts.twoContracts);
const unknownId = '00000000-0000-4000-8000-000000000000';
const tokens = '/auth/v1/tokens';

/** Request, who, contract number, status, and the errorCode where it fails. */
const table: readonly [string, string | undefined, string | number | undefined, number, string?][] =
  [
    // The five operations
    [`GET ${tokens}/generate`, me, undefined, 200],
    [`GET ${tokens}/generate?ttl=60`, me, accounts.plain.contracts[0], 200],
    [`GET ${tokens}/generate`, undefined, undefined, 401, '315'],
    [`GET ${tokens}/generate`, me, 4711, 403, '403'],
    [`GET ${tokens}/generate`, two, undefined, 403, '403'],
    [`GET ${tokens}/generate?ttl=59`, me, undefined, 422, '422'],
    [`GET ${tokens}`, me, undefined, 200],
    [`GET ${tokens}`, undefined, undefined, 401, '315'],
    [`GET ${tokens}`, two, undefined, 422, '422'],
    [`GET ${tokens}`, two, accounts.twoContracts.contracts[1], 200],
    [`GET ${tokens}`, me, 'not-a-number', 422, '422'],
    [`GET ${tokens}/${unknownId}`, undefined, undefined, 401, '315'],
    [`GET ${tokens}/${unknownId}`, me, undefined, 404, '404'],
    [`GET ${tokens}/${unknownId}`, two, undefined, 422, '422'],
    [`DELETE ${tokens}/${unknownId}`, undefined, undefined, 401, '315'],
    [`DELETE ${tokens}/${unknownId}`, me, undefined, 404, '404'],
    [`DELETE ${tokens}/${unknownId}`, two, undefined, 403, '403'],
    [`DELETE ${tokens}?criteria=EXPIRED`, me, undefined, 200],
    [`DELETE ${tokens}?criteria=ALL`, undefined, undefined, 401, '315'],
    [`DELETE ${tokens}?criteria=ALL`, two, undefined, 403, '403'],
    [`DELETE ${tokens}?criteria=CURRENT`, me, undefined, 403, '403'],
    [`DELETE ${tokens}`, me, undefined, 422, '422'],
    [`DELETE ${tokens}?criteria=all`, me, undefined, 422, '422'],
    // The credential comes before the path
    ['GET /auth/v1/nothing', undefined, undefined, 401, '315'],
    ['GET /nothing', 'Bearer nonsense', undefined, 401, '315'],
    ['POST /auth/v1/tokens', undefined, undefined, 401, '315'],
    ['GET /auth/v1/nothing', me, undefined, 404, '404'],
    ['GET /nothing', me, undefined, 404, '404'],
    ['GET /auth/v1/tokens/', me, undefined, 404, '404'],
    ['GET /control/state/more', me, undefined, 400],
    // Other methods
    [`POST ${tokens}`, me, undefined, 405, '405'],
    [`DELETE ${tokens}/generate`, me, undefined, 405, '405'],
    [`PUT ${tokens}/${unknownId}`, me, undefined, 405, '405'],
    // Wrong credentials
    [
      `GET ${tokens}`,
      basic({ email: accounts.plain.email, password: 'wrong' }),
      undefined,
      401,
      '315',
    ],
    [`GET ${tokens}`, basic({ email: 'nobody@example.com', password: '' }), undefined, 401, '315'],
    [`GET ${tokens}`, 'Basic ~~~', undefined, 401, '315'],
    [`GET ${tokens}`, 'Bearer', undefined, 401, '315'],
    // The little of the Cloud API
    [`GET /cloudapi/v6/um/users/${accounts.plain.userId}`, me, undefined, 200],
    [`GET /cloudapi/v6/um/users/${accounts.empty.userId}`, me, undefined, 404, '404'],
    ['GET /cloudapi/v6/contracts?depth=1&limit=50&offset=0&pretty=true', two, undefined, 200],
    ['GET /cloudapi/v6/contracts', me, 4711, 422, '422'],
    ['GET /cloudapi/v6/contracts', undefined, undefined, 401, '315'],
    ['GET /cloudapi/v6/servers', me, undefined, 404, '404'],
    ['DELETE /cloudapi/v6/contracts', me, undefined, 405, '405'],
  ];

describe('every operation and status', () => {
  it.each(table)('%s (%s, %s) answers %i', async (request, as, contract, status, code) => {
    const sandbox = await setup();
    const reply = await call(sandbox, request, as, contract);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('application/json');
    if (code === undefined) return;
    expect(reply.body).toEqual({
      httpStatus: status,
      messages: [{ errorCode: code, message: expect.any(String) as unknown }],
    });
  });

  it('says Unauthorized in the words that were seen', async () => {
    const { body } = await call(await setup(), 'GET /auth/v1/tokens');
    expect(body).toEqual({
      httpStatus: 401,
      messages: [{ errorCode: '315', message: 'Unauthorized' }],
    });
  });

  it('mints nothing for HEAD, and answers it without a body', async () => {
    const sandbox = await setup();
    const { status, body } = await call(sandbox, `HEAD ${tokens}/generate`, me);
    expect({ status, body }).toEqual({ status: 405, body: null });
    expect(await listed(sandbox, me)).toHaveLength(3);
  });

  it('tolerates unknown query parameters everywhere', async () => {
    const sandbox = await setup();
    const query = 'depth=1&limit=50&offset=0&pretty=true';
    const value = await mint(sandbox, me);
    const requests = [
      `GET ${tokens}/generate?${query}`,
      `GET ${tokens}?${query}`,
      `GET ${tokens}/${kidOf(value)}?${query}`,
      `DELETE ${tokens}/${kidOf(value)}?${query}`,
      `DELETE ${tokens}?${query}&criteria=EXPIRED`,
    ];
    for (const request of requests) expect((await call(sandbox, request, me)).status).toBe(200);
  });
});

describe('the journey of a token', () => {
  it('is listed, found, used and deleted by its kid', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, me, { ttl: 3600 });
    const id = kidOf(value);
    const found = await call(sandbox, `GET ${tokens}/${id}`, bearer(value));
    expect(found.body).toEqual({
      id,
      href: `${sandbox.origin}${tokens}/${id}`,
      createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
      expirationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
    });
    const list = await call(sandbox, `GET ${tokens}`, me);
    expect(isObject(list.body) && list.body['tokens']).toContainEqual(found.body);

    const deleted = await call(sandbox, `DELETE ${tokens}/${id}`, me);
    expect(deleted).toMatchObject({ status: 200, body: { success: true } });
    expect((await call(sandbox, `GET ${tokens}`, bearer(value))).status).toBe(401);
    expect((await call(sandbox, `GET ${tokens}/${id}`, me)).status).toBe(404);
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, me)).status).toBe(404);
    expect(await listed(sandbox, me)).not.toContain(id);
  });

  it('names the host of the request in href', async () => {
    const { body } = await raw(await setup(), `GET ${tokens}`, me, 'api.test:8443');
    expect(body).toContain('"href":"http://api.test:8443/auth/v1/tokens/');
  });

  it("does not see or delete another user's token", async () => {
    const sandbox = await setup();
    const id = kidOf(await mint(sandbox, basic(accounts.empty)));
    expect((await call(sandbox, `GET ${tokens}/${id}`, me)).status).toBe(404);
    expect((await call(sandbox, `DELETE ${tokens}/${id}`, me)).status).toBe(404);
    expect(await listed(sandbox, basic(accounts.empty))).toEqual([id]);
  });

  it('takes an e-mail in any case and a password with colons and umlauts', async () => {
    const sandbox = await setup();
    const password = 'pass:wörd: ✓';
    await sandbox.admin.changeAccount('plain', { password });
    expect((await call(sandbox, `GET ${tokens}`, me)).status).toBe(401);
    const as = basic({ email: 'Plain@Example.com', password });
    expect((await call(sandbox, `GET ${tokens}`, as)).status).toBe(200);
  });
});
