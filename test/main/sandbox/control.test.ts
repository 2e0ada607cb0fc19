import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { operation } from '../../support/sandbox-control.ts';
import { basic, bearer, call, kidOf, listed, mint, raw, setup } from './client.ts';

const me = basic(accounts.plain);
const list = 'GET /auth/v1/tokens';

describe('the control door', () => {
  it('is shut unless asked for', async () => {
    const sandbox = await setup({ control: false });
    expect((await call(sandbox, 'GET /control/state')).status).toBe(401);
    expect((await call(sandbox, 'GET /control/state', me)).status).toBe(404);
  });

  it('does not take what a web page may send by itself', async () => {
    const sandbox = await setup();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const reply = await fetch(`${sandbox.origin}/control/faults`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '{"answer":{"kind":"empty"}}',
      });
      expect(reply.status).toBe(400);
    }
    expect(await sandbox.control.faults()).toEqual([]);
  });

  it('refuses what it does not know, with a sentence', async () => {
    const { control } = await setup();
    // @ts-expect-error: no such kind
    await expect(control.fault({ answer: { kind: 'explode' } })).rejects.toThrow(/explode/);
    // @ts-expect-error: no such key
    await expect(control.fault({ status: 500 })).rejects.toThrow(/status/);
    await expect(control.consoleToken('nobody')).rejects.toThrow('There is no account nobody.');
    await expect(control.consoleToken('plain', { contract: 1 })).rejects.toThrow(/no contract 1/);
    await expect(control.deleteToken('x')).rejects.toThrow('There is no token x.');
  });
});

describe('the log', () => {
  it('holds method, path with query and headers, and of the credential the scheme alone', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, me, { ttl: 60 });
    await call(sandbox, `${list}?depth=1`, bearer(value), accounts.plain.contracts[0]);
    await call(sandbox, list, value);
    await call(sandbox, list);
    const log = await sandbox.control.log();
    expect(log).toMatchObject([
      { number: 1, method: 'GET', path: '/auth/v1/tokens/generate?ttl=60', authorization: 'Basic' },
      { number: 2, path: '/auth/v1/tokens?depth=1', authorization: 'Bearer', kid: kidOf(value) },
      { number: 3, authorization: 'other', kid: null, apiStatus: 401, sentStatus: 401, done: true },
      { number: 4, authorization: null, fault: null },
    ]);
    expect(log[1]?.headers).toMatchObject({
      accept: 'application/json',
      'x-contract-number': '31700001',
    });
    const written = JSON.stringify(log);
    for (const secret of [...value.split('.'), me.slice(6), accounts.plain.password])
      expect(written).not.toContain(secret);
  });

  it('tells a reused connection from a new one', async () => {
    const sandbox = await setup();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const fetchOver = (over: Agent) =>
      new Promise<string>((resolve, reject) => {
        get(`${sandbox.origin}/auth/v1/tokens`, { agent: over }, (reply) => {
          resolve(text(reply));
        }).on('error', reject);
      });
    await fetchOver(agent);
    await fetchOver(agent);
    await fetchOver(new Agent());
    agent.destroy();
    const [first, second, third] = (await sandbox.control.log()).map(({ socket }) => socket);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('says under which fault a request came', async () => {
    const sandbox = await setup();
    const fault = await sandbox.control.fault({ answer: { kind: 'reset', when: 'before' } });
    await raw(sandbox, list, me);
    expect(await sandbox.control.requests(operation.list)).toMatchObject([
      { fault, carriedOut: false, sentStatus: null, done: true },
    ]);
    await sandbox.control.clearLog();
    expect(await sandbox.control.log()).toEqual([]);
  });
});

describe('what stands outside the API', () => {
  it('sees every token as it is, and no value', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, me);
    await call(sandbox, `DELETE /auth/v1/tokens/${kidOf(value)}`, me);
    const state = await sandbox.control.state();
    expect(state.accounts.map(({ name }) => name)).toEqual(Object.keys(accounts));
    const token = (await sandbox.control.tokens('plain')).at(-1);
    expect(token).toMatchObject({ kid: kidOf(value), live: false, origin: 'api' });
    expect(token?.deletedAt).toBeTypeOf('number');
    expect(JSON.stringify(state)).not.toContain('eyJ');
  });

  it('makes a token as the console would: for a time, a contract and an id of its own', async () => {
    const sandbox = await setup();
    const kid = '11111111-1111-4111-8111-111111111111';
    const now = Math.floor(Date.now() / 1000);
    const [, contract] = accounts.twoContracts.contracts;
    const order = { contract, kid, ttl: 600, createdAt: now - 300, secured: true };
    const made = await sandbox.control.consoleToken('twoContracts', order);
    expect(made).toMatchObject({
      kid,
      createdAt: now - 300,
      expiresAt: now + 300,
      origin: 'console',
    });
    expect(kidOf(made.value)).toBe(kid);
    expect(await listed(sandbox, bearer(made.value), contract)).toContain(kid);
    await expect(sandbox.control.consoleToken('plain', { kid })).rejects.toThrow(/already/);
    const expired = await sandbox.control.consoleToken('plain', { ttl: 60, createdAt: now - 90 });
    expect((await call(sandbox, list, bearer(expired.value))).status).toBe(401);
  });

  it.each([
    ['a life beyond all dates', { ttl: 1e12 }],
    ['a birth beyond all dates', { createdAt: 1e15 }],
    ['a birth before all computers', { createdAt: -1 }],
  ])('refuses %s', async (_, order) => {
    const sandbox = await setup();
    await expect(sandbox.control.consoleToken('plain', order)).rejects.toThrow(/^Invalid value/);
  });

  it('seeds 1,000 tokens in one go, with values where asked', async () => {
    const sandbox = await setup();
    await sandbox.control.seed({ account: 'empty', count: 1000, everySeconds: 60 });
    expect(await listed(sandbox, basic(accounts.empty))).toHaveLength(1000);
    const [first, second] = await sandbox.control.seed({
      account: 'plain',
      count: 2,
      values: true,
    });
    expect((second?.createdAt ?? 0) - (first?.createdAt ?? 0)).toBe(1);
    for (const token of [first, second])
      expect((await call(sandbox, list, bearer(token?.value ?? ''))).status).toBe(200);
  });

  it('deletes a token behind the back of a client', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, me);
    await sandbox.control.deleteToken(kidOf(value));
    expect((await call(sandbox, list, bearer(value))).status).toBe(401);
  });

  it('keeps its clock where a date can be said', async () => {
    const sandbox = await setup();
    const { control } = sandbox;
    const refusal = 'The clock can be at most 1000000000 seconds ahead or behind.';
    for (const offsetSeconds of [1e300, -1e300, 1e9 + 1])
      await expect(control.clock({ offsetSeconds })).rejects.toThrow(refusal);
    await control.clock({ offsetSeconds: 1e9 });
    // Each step is allowed, where they lead is not.
    await expect(control.clock({ advanceSeconds: 1 })).rejects.toThrow(refusal);
    expect((await control.state()).offsetSeconds).toBe(1e9);
    const { status, headers } = await call(sandbox, list, me);
    expect(status).toBe(200);
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 9e11);
  });

  it('sets everything back', async () => {
    const sandbox = await setup({ clockOffsetSeconds: 60 });
    const value = await mint(sandbox, me);
    await sandbox.control.clock({ offsetSeconds: 999 });
    await sandbox.control.changeAccount('plain', { password: 'changed' });
    await sandbox.control.fault({ times: 'always', answer: { kind: 'empty' } });
    await sandbox.control.reset();
    expect((await sandbox.control.state()).offsetSeconds).toBe(60);
    expect(await listed(sandbox, me)).toHaveLength(3);
    expect((await call(sandbox, list, bearer(value))).status).toBe(401);
  });
});
