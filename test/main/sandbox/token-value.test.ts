import { createHmac, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accounts, ownerPrivileges } from '../../../main/sandbox/accounts.ts';
import { generateSigningKey } from '../../../main/sandbox/signing-key.ts';
import { basic, bearer, call, handClock, kidOf, mint, partOf, setup } from './client.ts';

const me = basic(accounts.plain);

/** A sandbox, a value of it, and the public half of its key. */
async function withValue() {
  const signingKey = await generateSigningKey();
  const clock = handClock();
  const sandbox = await setup({ signingKey, now: clock.now });
  const value = await mint(sandbox, me, { ttl: 86_400 });
  return { sandbox, clock, value, publicKey: createPublicKey(signingKey) };
}

describe('a token value', () => {
  it('has the header of exactly 72 bytes, 96 characters', async () => {
    const { value } = await withValue();
    const header = partOf(value, 0);
    expect(header).toMatch(
      /^\{"typ":"JWT","kid":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}","alg":"RS256"\}$/,
    );
    expect(Buffer.byteLength(header)).toBe(72);
    expect(value.split('.')[0]).toHaveLength(96);
    expect(value.startsWith('eyJ0eXAiOiJKV1QiLCJraWQiOi')).toBe(true);
  });

  it('has the payload of the sample, byte for byte', async () => {
    const { value, clock } = await withValue();
    const iat = clock.now() / 1000;
    const privileges = ownerPrivileges.map((name) => `"${name}"`).join(',');
    expect(partOf(value, 1)).toBe(
      `{"iss":"ionoscloud","iat":${iat},"client":"USER","identity":{"uuid":"${accounts.plain.userId}",` +
        `"contractNumber":31700001,"resellerId":1,"role":"owner","regDomain":"ionos.de",` +
        `"privileges":[${privileges}],"isParent":false},"exp":${iat + 86_400}}`,
    );
  });

  it('is base64url without padding and has a signature of 342 characters', async () => {
    const { value } = await withValue();
    expect(value).toMatch(/^eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{342}$/);
  });

  it('is signed with RS256 by the key', async () => {
    const { value, publicKey } = await withValue();
    const [header = '', payload = '', signature = ''] = value.split('.');
    const content = Buffer.from(`${header}.${payload}`);
    const bytes = Buffer.from(signature, 'base64url');
    expect(verify('RSA-SHA256', content, publicKey, bytes)).toBe(true);
    expect(verify('RSA-SHA256', content.subarray(1), publicKey, bytes)).toBe(false);
  });

  it('is told from forgeries', async () => {
    const { sandbox, value, publicKey } = await withValue();
    const [header = '', payload = '', signature = ''] = value.split('.');
    const none = Buffer.from(`{"typ":"JWT","kid":"${kidOf(value)}","alg":"none"}`);
    const hmac = Buffer.from(`{"typ":"JWT","kid":"${kidOf(value)}","alg":"HS256"}`);
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    const confused = `${hmac.toString('base64url')}.${payload}`;
    const other = await setup({ signingKey: await generateSigningKey() });
    const forgeries = {
      'changed payload': `${header}.${payload.slice(0, -4)}AAAA.${signature}`,
      'no signature': `${header}.${payload}.`,
      'two parts': `${header}.${payload}`,
      'four parts': `${value}.x`,
      'alg none': `${none.toString('base64url')}.${payload}.${signature}`,
      'alg HS256 with the public key': `${confused}.${createHmac('sha256', pem).update(confused).digest('base64url')}`,
      "another server's": await mint(other, me),
      'the id': kidOf(value),
      nothing: '',
    };
    const answers = Object.entries(forgeries).map(async ([name, forgery]) => {
      const { status } = await call(sandbox, 'GET /auth/v1/tokens', bearer(forgery));
      return [name, status];
    });
    for (const [name, status] of await Promise.all(answers))
      expect([name, status]).toEqual([name, 401]);
    expect((await call(sandbox, 'GET /auth/v1/tokens', bearer(value))).status).toBe(200);
  });

  it('needs the word Bearer, in any case', async () => {
    const { sandbox, value } = await withValue();
    expect((await call(sandbox, 'GET /auth/v1/tokens', value)).status).toBe(401);
    expect((await call(sandbox, 'GET /auth/v1/tokens', `bearer ${value}`)).status).toBe(200);
  });

  it('carries changed privileges, contract and role', async () => {
    const sandbox = await setup();
    await sandbox.admin.changeAccount('plain', { privileges: ['A', 'B'], role: 'user' });
    const claims: unknown = JSON.parse(partOf(await mint(sandbox, me), 1));
    expect(claims).toMatchObject({ identity: { role: 'user', privileges: ['A', 'B'] } });
  });
});
