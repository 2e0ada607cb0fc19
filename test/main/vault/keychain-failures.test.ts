import { describe, expect, test } from 'vitest';
import { type Keychain } from '../../../main/vault/keychain.ts';
import type { KeyringMode } from '../../support/core/fake-keytar.ts';
import { setup } from './keychain-setup.ts';

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
