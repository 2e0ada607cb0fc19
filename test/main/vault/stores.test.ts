import { describe, expect, test } from 'vitest';
import { Keychain } from '../../../main/vault/keychain.ts';
import { SessionStore } from '../../../main/vault/session-store.ts';
import { Stores } from '../../../main/vault/stores.ts';
import { FakeKeytar, type KeyringMode } from '../../support/core/fake-keytar.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

function setup(mode: KeyringMode) {
  const keytar = new FakeKeytar();
  keytar.mode = mode;
  const busy = { now: false };
  const told: string[] = [];
  const stores = new Stores(
    new Keychain({
      service: 'Token Vault',
      name: 'Secret Service',
      clock: new ManualClock(),
      load: () => Promise.resolve(keytar),
      look: () => Promise.resolve(busy.now ? 'waiting' : keytar.look),
      lockedAway: (account) => Promise.resolve(keytar.lockedAway(account)),
    }),
    new SessionStore('Secret Service'),
    (kind, state) => told.push(`${kind} ${state}`),
  );
  return { keytar, stores, told, busy };
}

describe('what takes new values', () => {
  test.each([
    ['unlocked', 'keychain', 'keychain ready'],
    // Never memory because it is locked: the person thinks that it is kept.
    ['locked', 'keychain', 'keychain locked'],
    ['no-bus', 'session', 'session absent'],
    ['no-service', 'session', 'session absent'],
  ] as const)('with a keyring that is %s is %s', async (mode, kind, said) => {
    const { stores, told } = setup(mode);
    expect((await stores.current()).kind).toBe(kind);
    expect(told).toEqual([said]);
  });

  test('changes with the state of the keychain, which is told once', async () => {
    const { stores, keytar } = setup('unlocked');
    const states: string[] = [];
    stores.onChange(() => states.push(stores.state));
    await stores.look();
    await stores.look();
    keytar.mode = 'locked';
    await stores.look();
    expect(states).toEqual(['ready', 'locked']);
  });

  test('is the keychain as soon as there is one', async () => {
    const { stores, keytar } = setup('no-service');
    expect((await stores.current()).kind).toBe('session');
    keytar.mode = 'unlocked';
    expect((await stores.current()).kind).toBe('keychain');
    expect(stores.state).toBe('ready');
  });
});

describe('a bus that does not answer', () => {
  test('sends no value to memory: the keychain takes it, or says that it waits', async () => {
    const { stores, busy, told } = setup('unlocked');
    busy.now = true;
    expect((await stores.current()).kind).toBe('keychain');
    busy.now = false;
    await stores.look();
    busy.now = true;
    expect((await stores.current()).kind).toBe('keychain');
    expect(told).toEqual(['keychain waiting', 'keychain ready', 'keychain waiting']);
  });

  test('says nothing of a keychain that was not there before: memory stays the store', async () => {
    const { stores, busy, keytar, told } = setup('no-service');
    await stores.look();
    busy.now = true;
    expect((await stores.current()).kind).toBe('session');
    expect(told).toEqual(['session absent', 'session absent']);
    busy.now = false;
    keytar.mode = 'unlocked';
    expect((await stores.current()).kind).toBe('keychain');
  });
});

describe('a value', () => {
  test('is found in memory before the keychain is asked', async () => {
    const { stores, keytar } = setup('locked');
    await stores.session.set('token:1', 'value');
    expect(await stores.get('token:1')).toBe('value');
    expect(keytar.calls).toEqual([]);
  });

  test('is found in the keychain', async () => {
    const { stores, keytar } = setup('unlocked');
    keytar.put('token:1', 'value');
    expect(await stores.get('token:1')).toBe('value');
  });

  test('is null where there is no keychain that could hold it, and cannot be told in a locked one', async () => {
    const { stores, keytar } = setup('no-bus');
    expect(await stores.get('token:1')).toBeNull();
    keytar.mode = 'locked';
    await expect(stores.get('token:1')).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  });

  test('is deleted wherever it is', async () => {
    const { stores, keytar } = setup('unlocked');
    keytar.put('token:1', 'value');
    await stores.session.set('token:1', 'value');
    await stores.delete('token:1');
    expect(await stores.get('token:1')).toBeNull();
    expect(keytar.items().has('token:1')).toBe(false);
  });

  test('that could not be deleted is said to be there', async () => {
    const { stores, keytar } = setup('locked');
    keytar.put('token:1', 'value');
    await expect(stores.delete('token:1')).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(keytar.items().has('token:1')).toBe(true);
  });
});

test('memory holds values by name and names what would be lost', async () => {
  const { stores } = setup('no-bus');
  const { session } = stores;
  await session.set('token:1', 'a');
  await session.set('sign-in:1', 'b');
  await session.probe();
  expect(session.accounts).toEqual(['token:1', 'sign-in:1']);
  expect(session.has('token:1')).toBe(true);
  expect(await session.delete('token:1')).toBe(true);
  expect(session.accounts).toEqual(['sign-in:1']);
});
