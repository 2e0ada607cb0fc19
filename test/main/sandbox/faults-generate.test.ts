import { describe, expect, it } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { operation } from '../../support/sandbox-control.ts';
import { basic, call, isObject, kidOf, listed, mint, partOf, raw, setup } from './client.ts';
import { generate, list, me } from './under-faults.ts';

/** Sets one fault for generate, sends one, and says what a raw client saw and what really happened. */
async function generateUnder(answer: NonNullable<FaultInput['answer']>, more: FaultInput = {}) {
  const sandbox = await setup();
  await sandbox.control.fault({ ...operation.generate, ...more, answer });
  const reply = await raw(sandbox, generate, me);
  const [entry] = await sandbox.control.requests(operation.generate);
  const minted = await sandbox.control.tokens('empty');
  return { sandbox, reply, entry, minted: minted.length };
}

describe('a fault for the next generate', () => {
  it('is a status with the documented body and Retry-After', async () => {
    const { reply, entry, minted } = await generateUnder({
      kind: 'status',
      status: 429,
      retryAfter: 7,
    });
    expect(reply.head).toMatch(/^HTTP\/1\.1 429 /);
    expect(reply.head).toMatch(/\r\nRetry-After: 7\r\n/);
    expect(reply.head).toMatch(/\r\nContent-Type: application\/json\r\n/);
    expect(JSON.parse(reply.body)).toEqual({
      httpStatus: 429,
      messages: [{ errorCode: '429', message: 'Too Many Requests' }],
    });
    expect(entry).toMatchObject({ carriedOut: false, apiStatus: null, sentStatus: 429 });
    expect(minted).toBe(0);
  });

  it.each([401, 403, 404, 409, 422, 500, 502, 503, 504])('is a %i', async (status) => {
    const { reply, minted } = await generateUnder({ kind: 'status', status });
    expect(JSON.parse(reply.body)).toMatchObject({ httpStatus: status });
    expect(minted).toBe(0);
  });

  it('is a status after the token was made all the same', async () => {
    const { reply, minted } = await generateUnder(
      { kind: 'status', status: 504 },
      { carryOut: true },
    );
    expect(reply.head).toMatch(/ 504 /);
    expect(minted).toBe(1);
  });

  it.each([
    ['reset', 'before', 'reset', 0],
    ['reset', 'after', 'reset', 1],
    ['close', 'before', 'closed', 0],
    ['close', 'after', 'closed', 1],
  ] as const)('%ss the connection %s the effect', async (kind, when, end, count) => {
    const { reply, entry, minted } = await generateUnder({ kind, when });
    expect(reply).toEqual({ head: '', body: '', end });
    expect(entry).toMatchObject({ carriedOut: count === 1, sentStatus: null, done: true });
    expect(minted).toBe(count);
  });

  it('is half a body under the whole length', async () => {
    const { reply, minted } = await generateUnder({ kind: 'half-body' });
    const [, length = ''] = /Content-Length: (\d+)/.exec(reply.head) ?? [];
    expect(reply.body).toHaveLength(Math.ceil(Number(length) / 2));
    expect(reply.body).toMatch(/^\{"token":"eyJ/);
    expect(reply.end).toBe('closed');
    expect(minted).toBe(1);
  });

  it('is a page', async () => {
    const { reply, minted } = await generateUnder({ kind: 'html' });
    expect(reply.head).toMatch(/^HTTP\/1\.1 200 [^]*Content-Type: text\/html/);
    expect(reply.body).toMatch(/^<!doctype html>/);
    expect(minted).toBe(0);
  });

  it('is wrong JSON', async () => {
    const { reply, minted } = await generateUnder({ kind: 'wrong-json' });
    expect(reply.head).toMatch(/^HTTP\/1\.1 200 [^]*application\/json/);
    expect(() => JSON.parse(reply.body) as unknown).toThrow(SyntaxError);
    expect(minted).toBe(1);
  });

  it('is JSON of wrong types', async () => {
    const { reply } = await generateUnder({ kind: 'wrong-types' });
    expect(JSON.parse(reply.body)).toEqual({ token: 42 });
  });

  it('is a gigantic body', async () => {
    const { reply } = await generateUnder({ kind: 'gigantic', bytes: 300_000 });
    expect(reply.head).toMatch(/Transfer-Encoding: chunked/);
    expect(reply.body.length).toBeGreaterThan(300_000);
  });

  it('is deep JSON', async () => {
    const { reply } = await generateUnder({ kind: 'deep-json', depth: 5000 });
    expect(reply.body).toBe(`{"tokens":${'['.repeat(5000)}${']'.repeat(5000)}}`);
  });

  it('is an empty 200', async () => {
    const { reply, minted } = await generateUnder({ kind: 'empty' });
    expect(reply.head).toMatch(/^HTTP\/1\.1 200 [^]*Content-Length: 0/);
    expect(reply.body).toBe('');
    expect(minted).toBe(1);
  });

  it('is a value with a gigantic payload that decodes', async () => {
    const { reply } = await generateUnder({ kind: 'huge-token', characters: 1_000_000 });
    const body: unknown = JSON.parse(reply.body);
    const value = isObject(body) ? String(body['token']) : '';
    expect(value.split('.')[1]?.length).toBeGreaterThan(999_000);
    expect(JSON.parse(partOf(value, 1))).toMatchObject({ iss: 'ionoscloud' });
  });

  it('is a redirect', async () => {
    const { reply, minted } = await generateUnder({
      kind: 'redirect',
      location: 'http://other.test/x',
    });
    expect(reply.head).toMatch(/^HTTP\/1\.1 302 [^]*Location: http:\/\/other\.test\/x/);
    expect(minted).toBe(0);
  });

  it('is the right body under a wrong type', async () => {
    const { reply } = await generateUnder({ kind: 'content-type' });
    expect(reply.head).toMatch(/Content-Type: text\/plain/);
    expect(JSON.parse(reply.body)).toMatchObject({
      token: expect.stringMatching(/^eyJ/) as unknown,
    });
  });

  it('is a body that is not UTF-8', async () => {
    const { reply } = await generateUnder({ kind: 'invalid-utf8' });
    const bytes = Buffer.from(reply.body, 'latin1');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
  });

  it('is anything else, word for word', async () => {
    const headers = { 'content-type': 'application/json', 'x-odd': 'yes' };
    const { reply } = await generateUnder({
      kind: 'custom',
      status: 418,
      headers,
      body: '{"a":1}',
    });
    expect(reply.head).toMatch(/^HTTP\/1\.1 418 [^]*x-odd: yes/);
    expect(reply.body).toBe('{"a":1}');
  });

  it('is silence until the client or the sandbox ends it', async () => {
    const sandbox = await setup();
    await sandbox.control.fault({ answer: { kind: 'silence', when: 'after' } });
    const waiting = raw(sandbox, generate, me);
    await sandbox.control.waitForLog(([entry]) => entry?.done === true);
    expect(await sandbox.control.tokens('empty')).toHaveLength(1);
    await sandbox.close();
    expect(await waiting).toMatchObject({ head: '' });
  });

  it('is a stall in the middle of the body', async () => {
    const sandbox = await setup();
    await sandbox.control.fault({ answer: { kind: 'half-body', then: 'stall' } });
    const waiting = raw(sandbox, generate, me);
    await sandbox.control.waitForLog(([entry]) => entry?.done === true);
    await sandbox.close();
    expect((await waiting).body).toMatch(/^\{"token":"eyJ/);
  });
});

describe('a second client', () => {
  it.each(['before', 'after'] as const)('mints for the same user and ttl, %s', async (when) => {
    const sandbox = await setup();
    await sandbox.control.fault({ ...operation.generate, secondClient: { when } });
    const mine = kidOf(await mint(sandbox, me, { ttl: 7200 }));
    const made = await sandbox.control.tokens('empty');
    const origins = made.map(({ kid, origin, createdAt, expiresAt }) => [
      ...[origin, kid === mine, expiresAt - createdAt],
    ]);
    const both = [
      ['api', true, 7200],
      ['second-client', false, 7200],
    ];
    expect(origins).toEqual(when === 'after' ? both : both.toReversed());
    expect(await listed(sandbox, me)).toHaveLength(2);
    expect(await sandbox.control.log()).toHaveLength(2);
  });

  it('mints even where the answer is lost, for a contract and a ttl of its own', async () => {
    const sandbox = await setup();
    const [, second] = accounts.twoContracts.contracts;
    await sandbox.control.fault({ ...operation.list, secondClient: { ttl: 60 } });
    await call(sandbox, list, basic(accounts.twoContracts), second);
    const made = (await sandbox.control.tokens('twoContracts')).at(-1);
    expect(made).toMatchObject({ origin: 'second-client', contract: second });
    expect((made?.expiresAt ?? 0) - (made?.createdAt ?? 0)).toBe(60);
  });
});
