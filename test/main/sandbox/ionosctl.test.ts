import { request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { Sandbox } from '../../../main/sandbox/server.ts';
import { basic, bearer, isObject, setup } from './client.ts';

/*
 * ionosctl itself is not run here. This replays what version 6.10.2 was seen to send, and reads the
 * answers as its code does.
 */

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Whether the server closed the connection, as it was asked to. */
  readonly closed: boolean;
}

/** One request with the headers of ionosctl's clients; fails as they do on a content type that is not JSON. */
async function send(
  { port }: Sandbox,
  line: string,
  authorization: string,
  contract?: number,
): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ');
  const product = path.startsWith('/auth/')
    ? 'ionos-cloud-sdk-go/v1.0.4'
    : 'ionosctl/v6.10.2_ionos-cloud-sdk-go/v6.3.6';
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ host: '127.0.0.1', port, method, path, agent: false },
      headers: {
        Accept: 'application/json',
        'Accept-Encoding': 'gzip',
        Authorization: authorization,
        Connection: 'close',
        'User-Agent': product,
        ...(contract === undefined ? {} : { 'X-Contract-Number': String(contract) }),
      },
    });
    sent.once('error', reject);
    sent.once('response', (reply) => {
      const { statusCode: status = 0, headers } = reply;
      const type = headers['content-type'] ?? '';
      if (!/(application|text)\/((vnd\.[^;]+|problem)\+)?json/i.test(type))
        reject(new Error(`undefined response type for content ${type}`));
      void text(reply).then((body) => {
        const closed = headers.connection === 'close';
        resolve({ status, headers, body: JSON.parse(body), closed });
      }, reject);
    });
    sent.end();
  });
}

/** Go's base64.StdEncoding, to which ionosctl gives a header without repairing its padding. */
function decodeStd(part: string): string {
  if (part.length % 4 !== 0) throw new Error('failed to decode payload: unexpected EOF');
  if (!/^[A-Za-z0-9+/]*$/.test(part)) throw new Error('illegal base64 data');
  return Buffer.from(part, 'base64').toString('utf8');
}

/** `ionosctl token parse`: three parts, no signature check, contractNumber a float64. */
function parseToken(value: string) {
  const [header, payload, signature, ...rest] = value.split('.');
  if (!header || !payload || !signature || rest.length > 0)
    throw new Error('incorrect format of JWT token');
  const head: unknown = JSON.parse(decodeStd(header));
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const identity = isObject(claims) ? claims['identity'] : null;
  if (!isObject(head) || !isObject(identity)) throw new Error('no identity');
  const { uuid, contractNumber, role, privileges } = identity;
  if (typeof contractNumber !== 'number')
    throw new Error('contractNumber in JWT payload identity is not a float64');
  return { tokenId: String(head['kid']), userId: uuid, contractNumber, role, privileges };
}

/** `ionosctl token generate`, which prints the value alone. */
async function generate(sandbox: Sandbox, as: string, ttl?: number, contract?: number) {
  const query = ttl === undefined ? '' : `?ttl=${ttl}`;
  const { body } = await send(sandbox, `GET /auth/v1/tokens/generate${query}`, as, contract);
  return isObject(body) ? String(body['token']) : '';
}

const me = basic(accounts.empty);

describe('ionosctl 6.10.2, replayed', () => {
  it('token generate and parse', async () => {
    const sandbox = await setup();
    const value = await generate(sandbox, me, 2_592_000);
    expect(parseToken(value)).toEqual({
      tokenId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as unknown,
      userId: accounts.empty.userId,
      contractNumber: accounts.empty.contracts[0],
      role: 'user',
      privileges: [...accounts.empty.privileges],
    });
  });

  it('token list and get, with dates that Go parses', async () => {
    const sandbox = await setup();
    const token = bearer(await generate(sandbox, me));
    const { body, closed } = await send(sandbox, 'GET /auth/v1/tokens', token);
    expect(closed).toBe(true);
    const [first] =
      isObject(body) && Array.isArray(body['tokens']) ? (body['tokens'] as unknown[]) : [];
    const id = isObject(first) ? String(first['id']) : '';
    const get = await send(sandbox, `GET /auth/v1/tokens/${id}`, token);
    expect(get.body).toEqual(first);
    const dates = isObject(first) ? [first['createdDate'], first['expirationDate']] : [];
    for (const date of dates)
      expect(String(date).replace('[UTC]', '')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('token delete by id needs success', async () => {
    const sandbox = await setup();
    const { tokenId } = parseToken(await generate(sandbox, me));
    const { status, body } = await send(sandbox, `DELETE /auth/v1/tokens/${tokenId}`, me);
    expect({ status, body }).toEqual({ status: 200, body: { success: true } });
  });

  it('token delete --current asks for the user, then deletes its own kid', async () => {
    const sandbox = await setup();
    const value = await generate(sandbox, me);
    const { tokenId, userId } = parseToken(value);
    const query = '?depth=1&limit=50&offset=0&pretty=true';
    const path = `/cloudapi/v6/um/users/${String(userId)}${query}`;
    const user = await send(sandbox, `GET ${path}`, bearer(value));
    expect(user.body).toMatchObject({ properties: { email: accounts.empty.email } });
    const deleted = await send(sandbox, `DELETE /auth/v1/tokens/${tokenId}`, bearer(value));
    expect(deleted.body).toEqual({ success: true });
    const after = await send(sandbox, 'GET /auth/v1/tokens', bearer(value));
    expect({ status: after.status, body: after.body }).toEqual({
      status: 401,
      body: { httpStatus: 401, messages: [{ errorCode: '315', message: 'Unauthorized' }] },
    });
  });

  it.each(['EXPIRED', 'ALL'])('token delete with criteria %s', async (criteria) => {
    const sandbox = await setup();
    const token = bearer(await generate(sandbox, me));
    const { body } = await send(sandbox, `DELETE /auth/v1/tokens?criteria=${criteria}`, token);
    expect(body).toEqual({ success: true });
  });

  it('--contract for a user with two', async () => {
    const sandbox = await setup();
    const [, contract] = accounts.twoContracts.contracts;
    const value = await generate(sandbox, basic(accounts.twoContracts), 60, contract);
    expect(parseToken(value).contractNumber).toBe(contract);
  });

  it('refuses a page as the real one does', async () => {
    const sandbox = await setup();
    await sandbox.control.fault({ answer: { kind: 'content-type' } });
    await expect(send(sandbox, 'GET /auth/v1/tokens', me)).rejects.toThrow(
      'undefined response type for content text/plain',
    );
  });
});
