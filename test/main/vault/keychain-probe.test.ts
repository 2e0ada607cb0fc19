import { describe, expect, test } from 'vitest';
import { sentinelItem } from '../../../main/vault/secret-store.ts';
import { turns } from '../../support/core/turns.ts';
import { setup } from './keychain-setup.ts';

describe('the probe', () => {
  test('leaves nothing but the sentinel', async () => {
    const { keychain, keytar } = setup();
    await keychain.probe();
    expect([...keytar.items().keys()]).toEqual([sentinelItem]);
  });

  test('removes what the probe of a process left that was killed', async () => {
    const { keychain, keytar } = setup();
    const dead = setup({
      load: () =>
        Promise.resolve({
          getPassword: (service, account) => keytar.getPassword(service, account),
          setPassword: (service, account, value) => keytar.setPassword(service, account, value),
          deletePassword: () => new Promise<boolean>(() => undefined),
        }),
    });
    void dead.keychain.probe();
    await expect.poll(() => keytar.items().size).toBe(2);
    await turns();
    await keychain.probe();
    expect([...keytar.items().keys()]).toEqual([sentinelItem]);
  });

  test('is not misled by another process that probes at the same moment', async () => {
    const { keychain, keytar } = setup();
    let others = 1;
    const read = keytar.getPassword.bind(keytar);
    keytar.getPassword = async (service, account) => {
      // It deletes what it takes for its own.
      if (account === 'probe' && others-- > 0) keytar.take('probe');
      return read(service, account);
    };
    await keychain.probe();
    others = Infinity;
    await expect(keychain.probe()).rejects.toMatchObject({ code: 'STORE_MISMATCH' });
  });

  test('finds a store that gives back something else, and cleans up', async () => {
    const { keychain, keytar } = setup();
    keytar.misread = (value) => value.slice(1);
    await expect(keychain.probe()).rejects.toMatchObject({ code: 'STORE_MISMATCH' });
    expect([...keytar.items().keys()]).toEqual([sentinelItem]);
  });

  test('finds a store that cuts values', async () => {
    const { keychain, keytar } = setup();
    keytar.cutAt = 10;
    await expect(keychain.probe()).rejects.toMatchObject({ code: 'STORE_MISMATCH' });
  });
});
