import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { readSecretServiceState } from '../../main/vault/secret-service.ts';
import { sentinelItem, sentinelValue } from '../../main/vault/secret-store.ts';
import { watchBus } from '../support/bus-monitor.ts';
import { KeychainProcess } from '../support/core/keychain-process.ts';
import { SilentPrompter } from '../support/core/silent-prompter.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../support/desktop.ts';
import { BusClient } from '../support/desktop/bus-client.ts';

const service = 'Token Vault test';

/** One keyring that is open, and the app's Keychain beside it. */
let desktop: Desktop;
let keychain: KeychainProcess;

beforeAll(async () => {
  desktop = await startDesktop();
  keychain = new KeychainProcess(desktop.env);
});

beforeEach(async () => {
  await desktop.keyring.unlock();
});

afterAll(async () => {
  keychain.kill();
  await desktop.close();
});

/** A desktop of a test's own. */
async function anotherDesktop(options: DesktopOptions) {
  const other = await startDesktop(options);
  const process = new KeychainProcess(other.env, { patienceMs: 1_500 });
  onTestFinished(async () => {
    process.kill();
    await other.close();
  });
  return { ...other, keychain: process };
}

const look = (of: Desktop) => readSecretServiceState(of.env['DBUS_SESSION_BUS_ADDRESS']);

describe('a keyring that is open', () => {
  test('keeps a value, gives it back and lets it go', async () => {
    expect(await keychain.call('set', 'token:1', 'a välue')).toEqual({ value: null });
    expect(await desktop.keyring.lookup(service, 'token:1')).toBe('a välue');
    expect(await keychain.call('get', 'token:1')).toEqual({ value: 'a välue' });
    expect(await keychain.call('delete', 'token:1')).toEqual({ value: true });
    expect(await desktop.keyring.lookup(service, 'token:1')).toBeUndefined();
    expect(await keychain.call('get', 'token:1')).toEqual({ value: null });
    expect(await keychain.call('delete', 'token:1')).toEqual({ value: true });
  });

  test('passes the probe, which leaves the sentinel alone', async () => {
    expect(await keychain.call('probe')).toEqual({ value: null });
    expect(await desktop.keyring.lookup(service, sentinelItem)).toBe(sentinelValue);
    expect(await keychain.call('state')).toEqual({ value: 'ready' });
    expect(await keychain.call('stuck')).toEqual({ value: false });
  });

  test.each([2_559, 2_560, 2_561, 5_000])(
    'keeps a value of %d bytes, every byte',
    async (bytes) => {
      const value = 'eyJ'.padEnd(bytes - 2, 'x').concat('ü');
      expect(Buffer.byteLength(value)).toBe(bytes);
      await keychain.call('set', 'token:long', value);
      expect(await keychain.call('get', 'token:long')).toEqual({ value });
      expect(await desktop.keyring.lookup(service, 'token:long')).toBe(value);
    },
  );

  test('serves many calls that come at once, each with its own answer', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `token:${n}`);
    await Promise.all(names.map((name) => keychain.call('set', name, `value of ${name}`)));
    const values = await Promise.all(names.map((name) => keychain.call('get', name)));
    expect(values).toEqual(names.map((name) => ({ value: `value of ${name}` })));
  });

  test('is shared with the next run of the app', async () => {
    await keychain.call('set', 'token:kept', 'value');
    const next = new KeychainProcess(desktop.env);
    onTestFinished(() => {
      next.kill();
    });
    expect(await next.call('get', 'token:kept')).toEqual({ value: 'value' });
  });
});

describe('a keyring that is locked, its prompts dismissed', () => {
  test('is never taken for empty, and loses nothing', async () => {
    await keychain.call('set', 'token:kept', 'value');
    await desktop.keyring.dismissPrompts();
    await desktop.keyring.lock();
    expect(await keychain.call('state')).toEqual({ value: 'locked' });
    const locked = { error: 'STORE_LOCKED' };
    expect(await keychain.call('get', 'token:kept')).toEqual(locked);
    expect(await keychain.call('get', 'token:never')).toEqual(locked);
    expect(await keychain.call('set', 'token:kept', 'other')).toEqual(locked);
    expect(await keychain.call('delete', 'token:kept')).toEqual(locked);
    expect(await keychain.call('probe')).toEqual(locked);
    await desktop.keyring.unlock();
    expect(await keychain.call('get', 'token:kept')).toEqual({ value: 'value' });
    expect(await keychain.call('get', 'token:never')).toEqual({ value: null });
    desktop.keyring.allowPrompts();
  });
});

describe('a person who dismisses a prompt', () => {
  /** How often a person was asked for the passphrase while a call ran, and how it ended. */
  async function asked(...call: Parameters<KeychainProcess['call']>) {
    const monitor = await watchBus(desktop);
    const outcome = await keychain.call(...call);
    // Once this is seen all that came before it was, too: a bus keeps the order.
    const marker = new BusClient(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
    const daemon = 'org.freedesktop.DBus';
    const path = '/org/freedesktop/DBus';
    await marker.call({ to: daemon, path, interface: daemon, member: 'GetId' });
    marker.close();
    await vi.waitUntil(() => monitor.calls.includes(`${daemon}.GetId`));
    const prompts = monitor.secretCalls.filter((name) => name.endsWith('.Prompt'));
    monitor.close();
    return { outcome, prompts: prompts.length };
  }

  test.each([
    ['a value that is there', 'get', ['token:kept'], 1],
    // Nobody was asked for it: the sentinel is what brings the prompt that tells.
    ['a value that is not there', 'get', ['token:never'], 1],
    ['a value that is written', 'set', ['token:kept', 'other'], 1],
    ['a value that is deleted', 'delete', ['token:kept'], 0],
  ] as const)('is not asked twice for %s', async (_, method, args, prompts) => {
    await keychain.call('set', 'token:kept', 'value');
    await desktop.keyring.dismissPrompts();
    onTestFinished(() => {
      desktop.keyring.allowPrompts();
    });
    await desktop.keyring.lock();
    expect(await asked(method, ...args)).toEqual({ outcome: { error: 'STORE_LOCKED' }, prompts });
  });
});

describe('looking at the keyring', () => {
  test('tells whether it is open or locked, and asks nobody anything', async () => {
    const prompter = await SilentPrompter.on(desktop.env);
    expect(await look(desktop)).toBe('ready');
    await desktop.keyring.lock();
    expect(await look(desktop)).toBe('locked');
    expect(await keychain.call('state')).toEqual({ value: 'locked' });
    await desktop.keyring.unlock();
    expect(await look(desktop)).toBe('ready');
    expect(prompter.asked).toEqual([]);
    prompter.close();
  });
});

describe('a prompt that nobody answers', () => {
  test('is said, frees its caller in the end, sends nothing more, and is got over', async () => {
    const other = await anotherDesktop({});
    await other.keychain.call('set', 'token:kept', 'value');
    const prompter = await SilentPrompter.on(other.env);
    await other.keyring.lock();
    const waited = other.keychain.call('get', 'token:kept');
    const queued = other.keychain.call('get', 'token:never');
    await prompter.prompted();
    await other.keychain.untilWaiting(true);
    expect(await other.keychain.call('state')).toEqual({ value: 'waiting' });
    expect(await waited).toEqual({ error: 'STORE_WAITING' });
    expect(await queued).toEqual({ error: 'STORE_WAITING' });
    expect(await other.keychain.call('stuck')).toEqual({ value: true });
    const asked = prompter.asked.length;
    expect(await other.keychain.call('set', 'token:new', 'value')).toEqual({
      error: 'STORE_WAITING',
    });
    expect(prompter.asked).toHaveLength(asked);

    await other.keyring.unlock();
    prompter.close();
    await other.keychain.untilWaiting(false);
    expect(await other.keychain.call('get', 'token:kept')).toEqual({ value: 'value' });
    expect(await other.keychain.call('stuck')).toEqual({ value: false });
  });
});

describe('a keyring that is not there', () => {
  const absent = { error: 'STORE_ABSENT' };

  test.each<[string, DesktopOptions]>([
    ['no Secret Service', { keyring: 'none' }],
    ['no session bus', { bus: false }],
  ])('is said to be absent: %s', async (_, options) => {
    const other = await anotherDesktop(options);
    expect(await look(other)).toBe('absent');
    expect(await other.keychain.call('state')).toEqual({ value: 'absent' });
    expect(await other.keychain.call('get', 'token:1')).toEqual(absent);
    expect(await other.keychain.call('set', 'token:1', 'value')).toEqual(absent);
    expect(await other.keychain.call('delete', 'token:1')).toEqual(absent);
    expect(await other.keychain.call('probe')).toEqual(absent);
  });

  test('any more is absent, and is found by the next run with all that it held', async () => {
    const other = await anotherDesktop({});
    await other.keychain.call('set', 'token:kept', 'value');
    await other.keyring.kill();
    expect(await other.keychain.call('state')).toEqual({ value: 'absent' });
    expect(await other.keychain.call('get', 'token:kept')).toEqual(absent);
    expect(await other.keychain.call('set', 'token:new', 'value')).toEqual(absent);
    expect(await other.keychain.call('delete', 'token:kept')).toEqual(absent);
    await other.keyring.start();
    // libsecret holds on to the service that it met first, whatever is there now.
    const failure = { error: 'STORE_RESTARTED' };
    expect(await other.keychain.call('state')).toEqual({ value: 'restarted' });
    expect(await other.keychain.call('get', 'token:kept')).toEqual(failure);
    expect(await other.keychain.call('get', 'token:never')).toEqual(failure);
    expect(await other.keychain.call('delete', 'token:kept')).toEqual(failure);
    expect(await other.keychain.call('set', 'token:new', 'value')).toEqual(failure);
    const next = new KeychainProcess(other.env);
    onTestFinished(() => {
      next.kill();
    });
    expect(await next.call('get', 'token:kept')).toEqual({ value: 'value' });
    expect(await next.call('get', 'token:new')).toEqual({ value: null });
  });

  test.each([
    ['get', ['token:kept'], 'open'],
    ['set', ['token:new', 'value'], 'open'],
    ['delete', ['token:never'], 'open'],
    ['set', ['token:new', 'value'], 'locked'],
  ] as const)(
    'that was restarted behind the back of the app is found by the first %s %j: %s',
    async (method, args, how) => {
      const other = await anotherDesktop({});
      await other.keychain.call('set', 'token:kept', 'value');
      await other.keyring.kill();
      await other.keyring.start();
      if (how === 'locked') await other.keyring.lock();
      expect(await other.keychain.call('state')).toEqual({
        value: how === 'locked' ? 'locked' : 'ready',
      });
      expect(await other.keychain.call(method, ...args)).toEqual({ error: 'STORE_RESTARTED' });
      expect(await other.keychain.call('state')).toEqual({ value: 'restarted' });
      expect(await other.keychain.call('stuck')).toEqual({ value: false });
    },
  );

  test('and was never met is simply found when it comes', async () => {
    const other = await anotherDesktop({ keyring: 'none' });
    expect(await other.keychain.call('get', 'token:1')).toEqual(absent);
    await other.keyring.start();
    expect(await other.keychain.call('set', 'token:1', 'value')).toEqual({ value: null });
    expect(await other.keychain.call('get', 'token:1')).toEqual({ value: 'value' });
  });
});

test('a locked keyring is found locked at the start of the app', async () => {
  const other = await anotherDesktop({ keyring: 'locked' });
  const prompter = await SilentPrompter.on(other.env);
  expect(await other.keychain.call('state')).toEqual({ value: 'locked' });
  expect(prompter.asked).toEqual([]);
  prompter.close();
});
