import { describe, expect, test } from 'vitest';
import type { Transport } from '../../../main/auth-api/transport.ts';
import { readToken } from '../../../main/auth-api/jwt.ts';
import type { AnswerOfNoUse } from '../../../preload/contract.ts';
import { nodeTransport } from '../../support/core/node-transport.ts';
import { operation } from '../../support/sandbox-control.ts';
import { type FaultAnswer, redirect, said, setup, status } from './client-setup.ts';

describe('generate', () => {
  test('gives a value of the lifetime that was asked for', async () => {
    const { api, control } = await setup();
    const claims = readToken(await api.generate(7200));
    expect((claims.expiresAt ?? 0) - (claims.issuedAt ?? 0)).toBe(7_200_000);
    const made = (await control.tokens('plain')).find(({ kid }) => kid === claims.id);
    expect(made).toMatchObject({ live: true, origin: 'api' });
  });

  /**
   * Whatever happens, one request arrives. The last columns: how many tokens there are then, and
   * what the failure says to have come in place of a usable answer.
   */
  test.each<readonly [string, FaultAnswer, string, number, AnswerOfNoUse | null]>([
    ['400', status(400), 'REQUEST_REFUSED', 0, null],
    ['401', status(401), 'SIGN_IN_ENDED', 0, null],
    ['403', status(403), 'TWO_FACTOR_OR_REFUSED', 0, null],
    ['404', status(404), 'TOKEN_NOT_FOUND', 0, null],
    ['409', status(409), 'REQUEST_REFUSED', 0, null],
    ['422', status(422), 'REQUEST_REFUSED', 0, null],
    ['a limit', said(403, 'The limit of 100 tokens is reached'), 'LIMIT_REACHED', 0, null],
    ['a limit by 422', said(422, 'Maximum number of tokens'), 'LIMIT_REACHED', 0, null],
    ['a refused ttl', said(422, 'ttl must be between 60 and 31536000'), 'TTL_REFUSED', 0, null],
    ['no contract', said(403, 'A valid contract number is required'), 'CONTRACT_REQUIRED', 0, null],
    ['429', status(429, 1), 'RATE_LIMITED', 0, null],
    ["a proxy's 403", { kind: 'html', status: 403 }, 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['408', status(408), 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['500', status(500), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['502', status(502), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['503', status(503, 1), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['504', status(504), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['a page', { kind: 'html' }, 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['a redirect', redirect, 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['a reset before', { kind: 'reset', when: 'before' }, 'OUTCOME_UNKNOWN', 0, 'silence'],
    ['an end before', { kind: 'close', when: 'before' }, 'OUTCOME_UNKNOWN', 0, 'silence'],
    ['a reset after', { kind: 'reset', when: 'after' }, 'OUTCOME_UNKNOWN', 1, 'silence'],
    ['an end after', { kind: 'close', when: 'after' }, 'OUTCOME_UNKNOWN', 1, 'silence'],
    ['half a body', { kind: 'half-body' }, 'OUTCOME_UNKNOWN', 1, 'cut'],
    ['no JSON', { kind: 'wrong-json' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['JSON of other types', { kind: 'wrong-types' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['JSON as text', { kind: 'content-type' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['JSON without end', { kind: 'deep-json' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['bytes that are no text', { kind: 'invalid-utf8' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['nothing', { kind: 'empty' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['a gigantic body', { kind: 'gigantic' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['a gigantic value', { kind: 'huge-token' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
  ])('that is answered with %s is sent once', async (_, answer, code, minted, came) => {
    const { api, control } = await setup({ account: 'empty' });
    await control.fault({ ...operation.generate, times: 'always', answer });
    await expect(api.generate(3600)).rejects.toMatchObject({
      code,
      ...(came && { facts: { came } }),
    });
    expect(await control.requests(operation.generate)).toHaveLength(1);
    const made = (await control.tokens('empty')).filter(({ origin }) => origin === 'api');
    expect(made).toHaveLength(minted);
  });

  test.each<[string, FaultAnswer, AnswerOfNoUse]>([
    ['not answered', { kind: 'silence', when: 'after' }, 'silence'],
    ['not answered to the end', { kind: 'half-body', then: 'stall' }, 'cut'],
  ])('that is %s in time is sent once, and may have minted', async (_, answer, came) => {
    const impatient: Transport = {
      send: () => Promise.reject(new Error('generate must go by sendOnce')),
      sendOnce: (request) => nodeTransport.sendOnce({ ...request, timeoutMs: 100 }),
    };
    const { api, control } = await setup({ account: 'empty', transport: impatient });
    await control.fault({ ...operation.generate, answer });
    await expect(api.generate(3600)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      facts: { came },
    });
    expect(await control.requests(operation.generate)).toHaveLength(1);
  });

  test('that never reached a server minted nothing', async () => {
    const { api, sandbox } = await setup({ account: 'empty' });
    await sandbox.close();
    await expect(api.generate(3600)).rejects.toMatchObject({ code: 'OFFLINE' });
  });
});
