import { describe, expect, test } from 'vitest';
import { sentinelItem, sentinelValue } from '../../../main/vault/secret-store.ts';
import { setup } from './keychain-setup.ts';

describe('a value', () => {
  test('is written, read and deleted by its name', async () => {
    const { keychain } = setup();
    await keychain.set('token:1', 'value');
    await keychain.set('token:2', 'other');
    expect(await keychain.get('token:1')).toBe('value');
    expect(await keychain.delete('token:1')).toBe(true);
    expect(await keychain.get('token:1')).toBeNull();
    expect(await keychain.get('token:2')).toBe('other');
  });

  test('is kept under the service of its profile alone', async () => {
    const { keychain, keytar } = setup({ service: 'Token Vault (trial)' });
    await keychain.set('token:1', 'value');
    expect(keytar.items('Token Vault')).toEqual(new Map());
    expect(keytar.items('Token Vault (trial)').get('token:1')).toBe('value');
  });

  test('stands beside a sentinel from the first write on', async () => {
    const { keychain, keytar } = setup();
    await keychain.set('token:1', 'value');
    expect(keytar.items().get(sentinelItem)).toBe(sentinelValue);
    const written = keytar.calls.filter((call) => call.startsWith('set'));
    await keychain.set('token:2', 'value');
    expect(keytar.calls.filter((call) => call.startsWith('set'))).toEqual([
      ...written,
      'set token:2',
    ]);
  });
});

describe('null from keytar', () => {
  test('is "locked" while the collection is locked: nothing is missing', async () => {
    const { keychain, keytar } = setup();
    await keychain.set('token:1', 'value');
    keytar.mode = 'locked';
    await expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    keytar.mode = 'unlocked';
    expect(await keychain.get('token:1')).toBe('value');
  });

  test('is "locked", without a second prompt, where the item is known to be there', async () => {
    const { keychain, keytar } = setup();
    await keychain.set('token:1', 'value');
    keytar.mode = 'locked';
    const before = keytar.calls.length;
    await expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(keytar.calls.slice(before)).toEqual(['get token:1']);
    // Nobody was asked for what is not there: the sentinel asks.
    await expect(keychain.get('token:2')).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(keytar.calls.slice(before + 1)).toEqual(['get token:2', `get ${sentinelItem}`]);
  });

  test('is "missing" where the sentinel can be seen', async () => {
    const { keychain } = setup({ look: () => Promise.resolve('locked') });
    await keychain.set('token:1', 'value');
    expect(await keychain.get('token:2')).toBeNull();
  });

  test('is "missing" in a keyring that is open and new to the app', async () => {
    const { keychain } = setup();
    expect(await keychain.get('token:1')).toBeNull();
  });

  test('is looked at again where the person unlocked at the second prompt', async () => {
    const { keychain, keytar } = setup();
    await keychain.set('token:1', 'value');
    keytar.mode = 'locked';
    const unlocksAtSentinel = setup({
      load: () =>
        Promise.resolve({
          getPassword: (service: string, account: string) => {
            if (account === sentinelItem) keytar.mode = 'unlocked';
            return keytar.getPassword(service, account);
          },
          setPassword: () => Promise.reject(new Error('nothing is to be written')),
          deletePassword: () => Promise.reject(new Error('nothing is to be deleted')),
        }),
    });
    expect(await unlocksAtSentinel.keychain.get('token:1')).toBe('value');
  });
});

describe('false from keytar', () => {
  test('is "locked" while the collection is locked: nothing went', async () => {
    const { keychain, keytar } = setup();
    await keychain.set('token:1', 'value');
    keytar.mode = 'locked';
    await expect(keychain.delete('token:1')).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(keytar.items().get('token:1')).toBe('value');
  });

  test('is "gone" where there was nothing', async () => {
    const { keychain } = setup();
    expect(await keychain.delete('token:1')).toBe(true);
  });

  test('is not "gone" while the value can still be read', async () => {
    const { keytar, keychain } = setup({
      load: () =>
        Promise.resolve({
          getPassword: (service, account) => keytar.getPassword(service, account),
          setPassword: (service, account, value) => keytar.setPassword(service, account, value),
          deletePassword: () => Promise.resolve(false),
        }),
    });
    keytar.put('token:1', 'value');
    expect(await keychain.delete('token:1')).toBe(false);
  });
});

test('null from a keyring that does not say whether it is open is not "missing"', async () => {
  const { keychain, keytar } = setup({ look: () => Promise.resolve('waiting') });
  await expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
  await expect(keychain.delete('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
  expect(keytar.items()).toEqual(new Map());
});
