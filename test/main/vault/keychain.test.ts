import { describe, expect, test } from 'vitest';
import { Keychain, type KeychainOptions } from '../../../main/vault/keychain.ts';
import { sentinelItem, sentinelValue } from '../../../main/vault/secret-store.ts';
import { FakeKeytar, type KeyringMode } from '../../support/core/fake-keytar.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { turns } from '../../support/core/turns.ts';

function setup(options: Partial<KeychainOptions> = {}) {
  const keytar = new FakeKeytar();
  const clock = new ManualClock();
  const waiting: boolean[] = [];
  let lost = 0;
  const keychain = new Keychain({
    service: 'Token Vault',
    name: 'Secret Service',
    clock,
    load: () => Promise.resolve(keytar),
    look: () => Promise.resolve(keytar.look),
    lockedAway: (account) => Promise.resolve(keytar.lockedAway(account)),
    onWaiting: (now) => waiting.push(now),
    onLost: () => {
      lost += 1;
    },
    ...options,
  });
  return { keytar, clock, keychain, waiting, lost: () => lost };
}

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

const everyCall: readonly (readonly [string, (keychain: Keychain) => Promise<unknown>])[] = [
  ['get', (keychain) => keychain.get('token:1')],
  ['set', (keychain) => keychain.set('token:1', 'value')],
  ['delete', (keychain) => keychain.delete('token:1')],
  ['probe', (keychain) => keychain.probe()],
];

const failures: readonly (readonly [KeyringMode, string])[] = [
  ['locked', 'STORE_LOCKED'],
  ['no-bus', 'STORE_ABSENT'],
  ['no-service', 'STORE_ABSENT'],
  ['restarted', 'STORE_RESTARTED'],
];

describe.each(everyCall)('%s', (_, call) => {
  test.each(failures)('with a keyring that is %s fails with %s', async (mode, code) => {
    const { keychain, keytar } = setup();
    keytar.put('token:1', 'value');
    keytar.mode = mode;
    await expect(call(keychain)).rejects.toMatchObject({ code });
    expect(keytar.items()).toEqual(new Map([['token:1', 'value']]));
  });

  test('without keytar itself fails with STORE_ABSENT, and tries again the next time', async () => {
    let loads = 0;
    const { keytar, keychain } = setup({
      load: () => {
        loads += 1;
        return loads === 1
          ? Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'))
          : Promise.resolve(keytar);
      },
    });
    await expect(call(keychain)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    await call(keychain);
    expect(loads).toBe(2);
  });
});

test.each([
  ['Cannot create an item in a locked collection', 'STORE_LOCKED'],
  ['The prompt was dismissed', 'STORE_LOCKED'],
  ['User interaction is not allowed.', 'STORE_LOCKED'],
  ['User canceled the operation.', 'STORE_LOCKED'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'STORE_ABSENT'],
  ['Could not connect: No such file or directory', 'STORE_ABSENT'],
  ['The connection is closed', 'STORE_ABSENT'],
  ['Timeout was reached', 'STORE_WAITING'],
  ['Could not connect: Resource temporarily unavailable', 'STORE_WAITING'],
  ['GDBus.Error:org.freedesktop.DBus.Error.NoReply: Message recipient left', 'STORE_WAITING'],
  ['GDBus.Error:org.freedesktop.DBus.Error.LimitsExceeded: too many', 'STORE_WAITING'],
  ['A D-Bus error of any other kind', 'STORE_FAILED'],
  ['The stub received bad data', 'STORE_FAILED'],
])('keytar says "%s": %s', async (message, code) => {
  const { keychain, keytar } = setup();
  keytar.failNextSet = message;
  await expect(keychain.set('token:1', 'value')).rejects.toMatchObject({ code });
});

test('null from a keyring that does not say whether it is open is not "missing"', async () => {
  const { keychain, keytar } = setup({ look: () => Promise.resolve('waiting') });
  await expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
  await expect(keychain.delete('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
  expect(keytar.items()).toEqual(new Map());
});

describe('a keyring that was restarted', () => {
  test('is said once, as soon as a call shows it, and nothing more is sent there', async () => {
    const { keychain, keytar, lost } = setup();
    await keychain.set('token:1', 'value');
    keytar.mode = 'restarted';
    const before = keytar.calls.length;
    // Nobody has used it yet, and over D-Bus it is there.
    expect(await keychain.state()).toBe('ready');
    for (const [, call] of everyCall)
      await expect(call(keychain)).rejects.toMatchObject({ code: 'STORE_RESTARTED' });
    expect(await keychain.state()).toBe('restarted');
    expect(lost()).toBe(1);
    expect(keytar.calls.slice(before)).toEqual(['get token:1']);
    expect(keychain.stuck).toBe(false);
  });

  test('stays lost to this process, locked or not, and is absent while it is away', async () => {
    const { keychain, keytar } = setup();
    keytar.mode = 'restarted';
    await expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_RESTARTED' });
    for (const [mode, state, code] of [
      ['no-service', 'absent', 'STORE_ABSENT'],
      ['locked', 'restarted', 'STORE_RESTARTED'],
      ['unlocked', 'restarted', 'STORE_RESTARTED'],
    ] as const) {
      keytar.mode = mode;
      expect(await keychain.state()).toBe(state);
      await expect(keychain.get('token:1')).rejects.toMatchObject({ code });
    }
  });

  test('that ended and is not back yet is absent', async () => {
    let back = false;
    const { keychain, keytar } = setup({
      look: () => Promise.resolve(back ? 'ready' : 'absent'),
    });
    keytar.mode = 'restarted';
    await expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(await keychain.state()).toBe('absent');
    back = true;
    expect(await keychain.state()).toBe('restarted');
  });
});

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

describe('while a prompt stands open', () => {
  test('waiting is said after a moment, and taken back when the call returns', async () => {
    const { keychain, keytar, clock, waiting } = setup();
    keytar.mode = 'silent';
    const value = keychain.get('token:1');
    await keytar.prompted();
    clock.advance(799);
    expect(waiting).toEqual([]);
    clock.advance(1);
    expect(waiting).toEqual([true]);
    await expect(keychain.state()).resolves.toBe('waiting');
    keytar.put('token:1', 'value');
    keytar.answer('unlocked');
    await expect(value).resolves.toBe('value');
    await turns();
    expect(waiting).toEqual([true, false]);
    await expect(keychain.state()).resolves.toBe('ready');
    expect(clock.waits).toEqual([]);
  });

  test('nothing is said of a call that returns at once', async () => {
    const { keychain, clock, waiting } = setup();
    await keychain.probe();
    await turns();
    clock.advance(1_000_000);
    expect(waiting).toEqual([]);
  });

  test('the caller is freed in the end, and nothing more is sent', async () => {
    const { keychain, keytar, clock } = setup({ patienceMs: 5_000 });
    keytar.mode = 'silent';
    const failed = expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    const queued = expect(keychain.get('token:2')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await keytar.prompted();
    clock.advance(5_000);
    await failed;
    await queued;
    await expect(keychain.set('token:3', 'value')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await expect(keychain.probe()).rejects.toMatchObject({ code: 'STORE_WAITING' });
    expect(keytar.calls).toEqual(['get token:1']);
    expect(keychain.stuck).toBe(true);
  });

  test('it goes on by itself once the call returns', async () => {
    const { keychain, keytar, clock, waiting } = setup({ patienceMs: 5_000 });
    keytar.put('token:1', 'value');
    keytar.mode = 'silent';
    const failed = expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await keytar.prompted();
    clock.advance(5_000);
    await failed;
    keytar.answer('unlocked');
    await turns();
    expect(keychain.stuck).toBe(false);
    expect(waiting).toEqual([true, false]);
    await expect(keychain.get('token:1')).resolves.toBe('value');
  });

  test('calls that come meanwhile wait their turn: never two at once', async () => {
    const { keychain, keytar } = setup();
    keytar.mode = 'silent';
    const all = Promise.all([
      keychain.set('token:1', 'one'),
      keychain.get('token:1'),
      keychain.delete('token:1'),
    ]);
    await keytar.prompted();
    expect(keytar.calls).toEqual(['set token:1']);
    expect(keychain.stuck).toBe(true);
    keytar.answer('unlocked');
    await expect(all).resolves.toEqual([undefined, 'one', true]);
  });
});

test('looking at the state calls nothing of keytar', async () => {
  const { keychain, keytar } = setup();
  for (const [mode, state] of [
    ['unlocked', 'ready'],
    ['locked', 'locked'],
    ['silent', 'locked'],
    ['no-bus', 'absent'],
    ['no-service', 'absent'],
  ] as const) {
    keytar.mode = mode;
    expect(await keychain.state()).toBe(state);
  }
  expect(keytar.calls).toEqual([]);
});
