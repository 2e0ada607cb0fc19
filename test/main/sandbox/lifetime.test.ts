import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { basic, bearer, call, handClock, kidOf, listed, mint, setup } from './client.ts';

const empty = basic(accounts.empty);
const tokens = '/auth/v1/tokens';

describe('ttl', () => {
  it.each([
    ['', 200, 31_536_000],
    ['?ttl=60', 200, 60],
    ['?ttl=31536000', 200, 31_536_000],
    ['?ttl=2592000', 200, 2_592_000],
    ['?ttl=59', 422, null],
    ['?ttl=31536001', 422, null],
    ['?ttl=0', 422, null],
    ['?ttl=-60', 422, null],
    ['?ttl=3600.5', 422, null],
    ['?ttl=1e3', 422, null],
    ['?ttl=7d', 422, null],
    ['?ttl=', 422, null],
    ['?ttl=99999999999', 422, null],
  ])('%s answers %i and lives %s s', async (query, status, lifetime) => {
    const sandbox = await setup();
    const reply = await call(sandbox, `GET ${tokens}/generate${query}`, empty);
    expect(reply.status).toBe(status);
    const made = await sandbox.control.tokens('empty');
    expect(made.map((token) => token.expiresAt - token.createdAt)).toEqual(
      lifetime === null ? [] : [lifetime],
    );
  });
});

describe('expiry', () => {
  it('ends a value at its very second, and leaves the token listed until it is deleted', async () => {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now });
    const value = await mint(sandbox, empty, { ttl: 60 });
    clock.advance(59);
    expect((await call(sandbox, `GET ${tokens}`, bearer(value))).status).toBe(200);
    clock.advance(1);
    expect((await call(sandbox, `GET ${tokens}`, bearer(value))).status).toBe(401);
    expect(await listed(sandbox, empty)).toEqual([kidOf(value)]);
    const found = await call(sandbox, `GET ${tokens}/${kidOf(value)}`, empty);
    expect(found.body).toMatchObject({
      createdDate: '2026-11-23T12:00:00Z',
      expirationDate: '2026-11-23T12:01:00Z',
    });
    expect(await call(sandbox, `DELETE ${tokens}/${kidOf(value)}`, empty)).toMatchObject({
      status: 200,
    });
    expect(await listed(sandbox, empty)).toEqual([]);
  });

  it('follows the clock in the Date header', async () => {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now, clockOffsetSeconds: 600 });
    const { headers } = await call(sandbox, `GET ${tokens}`, empty);
    expect(headers.get('date')).toBe('Mon, 23 Nov 2026 12:10:00 GMT');
  });
});

describe('the limit of 100 tokens', () => {
  it('counts expired ones, and says so with the documented body', async () => {
    const sandbox = await setup();
    const full = basic(accounts.nearlyFull);
    await mint(sandbox, full);
    const refused = await call(sandbox, `GET ${tokens}/generate`, full);
    expect(refused.body).toMatchObject({ httpStatus: 403, messages: [{ errorCode: '403' }] });
    expect(await listed(sandbox, full)).toHaveLength(100);

    await call(sandbox, `DELETE ${tokens}?criteria=EXPIRED`, full);
    expect(await listed(sandbox, full)).toHaveLength(63);
    await mint(sandbox, full);
  });

  it('holds when many ask at the same moment', async () => {
    const sandbox = await setup();
    const full = basic(accounts.nearlyFull);
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => call(sandbox, `GET ${tokens}/generate`, full)),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await listed(sandbox, full)).toHaveLength(100);
  });
});

describe('delete by criteria', () => {
  /** One expired token and two live ones. */
  async function withTokens() {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now });
    const expired = await mint(sandbox, empty, { ttl: 60 });
    clock.advance(60);
    return {
      sandbox,
      expired,
      first: await mint(sandbox, empty),
      second: await mint(sandbox, empty),
    };
  }

  it('EXPIRED takes the expired ones', async () => {
    const { sandbox, first, second } = await withTokens();
    const { body } = await call(sandbox, `DELETE ${tokens}?criteria=EXPIRED`, bearer(first));
    expect(body).toEqual({ success: true });
    expect(await listed(sandbox, empty)).toEqual([first, second].map(kidOf));
  });

  it('CURRENT takes the token that asks, and no other', async () => {
    const { sandbox, expired, first, second } = await withTokens();
    const { body } = await call(sandbox, `DELETE ${tokens}?criteria=CURRENT`, bearer(first));
    expect(body).toEqual({ success: true });
    expect(await listed(sandbox, empty)).toEqual([expired, second].map(kidOf));
    expect((await call(sandbox, `GET ${tokens}`, bearer(first))).status).toBe(401);
  });

  it('ALL takes the token in use too', async () => {
    const { sandbox, first, second } = await withTokens();
    const other = await mint(sandbox, basic(accounts.plain));
    await call(sandbox, `DELETE ${tokens}?criteria=ALL`, bearer(first));
    expect(await listed(sandbox, empty)).toEqual([]);
    for (const value of [first, second])
      expect((await call(sandbox, `GET ${tokens}`, bearer(value))).status).toBe(401);
    expect((await call(sandbox, `GET ${tokens}`, bearer(other))).status).toBe(200);
  });

  it('succeeds when there is nothing to delete', async () => {
    const { body } = await call(await setup(), `DELETE ${tokens}?criteria=ALL`, empty);
    expect(body).toEqual({ success: true });
  });
});
