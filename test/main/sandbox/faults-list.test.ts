import { describe, expect, it } from 'vitest';
import { operation } from '../../support/sandbox-control.ts';
import { call, kidOf, listed, mint, raw, setup } from './client.ts';
import { generate, list, me } from './under-faults.ts';

describe('a fault for a list', () => {
  it('adds the Java suffix to dates', async () => {
    const sandbox = await setup();
    const value = await mint(sandbox, me);
    await sandbox.control.fault({ ...operation.list, answer: { kind: 'utc-suffix' } });
    const { body } = await call(sandbox, list, me);
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\[UTC\]$/) as unknown;
    expect(body).toMatchObject({
      tokens: [{ id: kidOf(value), createdDate: date, expirationDate: date }],
    });
  });

  it('puts markup and control characters in every text', async () => {
    const sandbox = await setup();
    await mint(sandbox, me);
    await sandbox.control.fault({ ...operation.list, answer: { kind: 'hostile-text' } });
    const { body } = await call(sandbox, list, me);
    const text = expect.stringContaining('<script>') as unknown;
    expect(JSON.stringify(body)).toContain('\\u0000\\u0007\\u001b[31m');
    expect(body).toEqual({
      tokens: [{ id: text, href: text, createdDate: text, expirationDate: text }],
    });
  });

  it('says that a delete was done that was not', async () => {
    const sandbox = await setup();
    const id = kidOf(await mint(sandbox, me));
    await sandbox.control.fault({ ...operation.delete, carryOut: false });
    const reply = await call(sandbox, `DELETE /auth/v1/tokens/${id}`, me);
    expect(reply).toMatchObject({ status: 200, body: { success: true } });
    expect(await listed(sandbox, me)).toEqual([id]);
  });

  it('turns every path into a page with 404', async () => {
    const sandbox = await setup();
    await sandbox.control.fault({ times: 'always', answer: { kind: 'html', status: 404 } });
    for (const request of [
      list,
      generate,
      'DELETE /auth/v1/tokens/x',
      'GET /',
      'GET /cloudapi/v6/contracts',
    ])
      expect((await raw(sandbox, request, me)).head).toMatch(/^HTTP\/1\.1 404 [^]*text\/html/);
    expect(await sandbox.control.tokens('empty')).toEqual([]);
  });
});
