import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { operation } from '../../support/sandbox-control.ts';
import { answers, setup } from './client-setup.ts';

describe('a delete', () => {
  test('is done when the server says success', async () => {
    const { api, control } = await setup();
    const { kid } = await control.consoleToken('plain');
    await expect(api.delete(kid)).resolves.toBe('deleted');
    const [gone] = (await control.tokens('plain')).filter((token) => token.kid === kid);
    expect(gone?.live).toBe(false);
  });

  test.each([
    ['success is not true', '{"success":false}'],
    ['success is a word', '{"success":"true"}'],
    ['nothing is said', '{}'],
  ])('is not done where %s', async (_, body) => {
    const { api, control } = await setup();
    const headers = { 'content-type': 'application/json' };
    await control.fault({ ...operation.delete, answer: { kind: 'custom', headers, body } });
    await expect(api.delete(accounts.plain.userId)).rejects.toMatchObject({ code: 'NOT_THE_API' });
  });

  test("is unknown there only with the API's own 404", async () => {
    const { api } = await setup();
    await expect(api.delete(accounts.plain.userId)).resolves.toBe('unknown-there');
  });

  test.each([
    ['after which it was carried out', 'after'],
    ['before it arrived', 'before'],
  ] as const)('is asked again after a reset %s', async (_, when) => {
    const { api, control } = await setup();
    const { kid } = await control.consoleToken('plain');
    await control.fault({ ...operation.delete, answer: { kind: 'reset', when } });
    await expect(api.delete(kid)).resolves.toBe(when === 'after' ? 'unknown-there' : 'deleted');
    expect(await control.requests(operation.delete)).toHaveLength(2);
  });

  // The page of a proxy says nothing of the token, and a body that is lost says nothing either.
  test.each(answers)('that is answered with %s ends so', async (_, answer, code, tries) => {
    const { api, control } = await setup();
    await control.fault({ ...operation.delete, carryOut: false, times: 'always', answer });
    await expect(api.delete(accounts.plain.userId)).rejects.toMatchObject({ code });
    expect(await control.requests(operation.delete)).toHaveLength(tries);
  });
});
