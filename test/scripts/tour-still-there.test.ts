import { describe, expect, it, onTestFinished } from 'vitest';
import { accounts } from '../../main/sandbox/accounts.ts';
import { stillThere, type Places } from '../../scripts/tour/still-there.ts';
import { startTestSandbox } from '../support/sandbox-control.ts';

/** A token that the server has deleted, of which nothing is left here. */
async function deleted() {
  const sandbox = await startTestSandbox();
  onTestFinished(() => sandbox.close());
  const { control } = sandbox;
  const account = accounts.empty.name;
  const { kid, value } = await control.consoleToken(account);
  await control.deleteToken(kid);
  const stored = new Map<string, string>();
  const places: Places = {
    control,
    account,
    keyring: { lookup: (service, item) => Promise.resolve(stored.get(`${service}/${item}`)) },
    rowsOf: () => Promise.resolve(0),
  };
  return { control, account, kid, value, stored, places };
}

describe('where a deleted token still is', () => {
  it('nowhere', async () => {
    const { kid, places } = await deleted();
    expect(await stillThere(kid, places)).toEqual([]);
  });

  it('in the keychain', async () => {
    const { kid, value, stored, places } = await deleted();
    stored.set(`Token Vault/token:${kid}`, value);
    expect(await stillThere(kid, places)).toEqual(['in the keychain']);
  });

  it('on the server, while it authenticates', async () => {
    const { control, account, places } = await deleted();
    const { kid } = await control.consoleToken(account);
    expect(await stillThere(kid, places)).toEqual(['live on the server']);
  });

  it('in the list', async () => {
    const { kid, places } = await deleted();
    const rowsOf = (id: string): Promise<number> => Promise.resolve(id === kid ? 1 : 0);
    expect(await stillThere(kid, { ...places, rowsOf })).toEqual(['in the list']);
  });

  it('not known to the server at all: nothing is proved by that', async () => {
    const { places } = await deleted();
    const foreign = '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c9999';
    expect(await stillThere(foreign, places)).toEqual(['unknown to the server']);
  });
});
