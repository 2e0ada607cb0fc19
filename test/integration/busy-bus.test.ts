import { createServer } from 'node:net';
import { join } from 'node:path';
import { Message, MessageType, Variant } from 'dbus-next';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readSecretServiceState } from '../../main/vault/secret-service.ts';
import { temporaryFolder } from '../support/core/temporary-folder.ts';
import { BusClient } from '../support/desktop/bus-client.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';

/** A real session bus on which nobody but the tests plays the Secret Service. */
let desktop: Desktop;

beforeAll(async () => {
  desktop = await startDesktop({ keyring: 'none' });
});

afterAll(() => desktop.close());

const address = (): string => desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
/** Long enough for any answer of a fake on this machine, short enough to wait for none. */
const look = (patience = 5_000) => readSecretServiceState(address(), patience);

type Answer = (call: Message) => Message | null;

/** Plays a Secret Service until the test ends; null: it never answers. */
async function play(answer: Answer): Promise<void> {
  const client = new BusClient(address());
  client.bus.addMethodHandler((call: Message) => {
    if (call.path !== '/org/freedesktop/secrets' && !call.path.includes('/collection/'))
      return false;
    const reply = answer(call);
    if (reply) client.bus.send(reply);
    return true;
  });
  await client.bus.requestName('org.freedesktop.secrets', 0);
  onTestFinished(async () => {
    await client.bus.releaseName('org.freedesktop.secrets');
    client.close();
  });
}

/** An error reply; dbus-next's own types for one are wrong. */
const refusal = (call: Message, errorName: string): Message =>
  Object.assign(Message.newMethodReturn(call, 's', ['not now']), {
    type: MessageType.ERROR,
    errorName,
  });

const collection = '/org/freedesktop/secrets/collection/login';
const named: Answer = (call) => Message.newMethodReturn(call, 'o', [collection]);

test('nobody who owns the name is an absence', async () => {
  expect(await look()).toBe('absent');
});

describe('a Secret Service that is there is never absent', () => {
  test('while it does not answer', async () => {
    await play(() => null);
    expect(await look(300)).toBe('waiting');
  });

  test('while it answers half', async () => {
    await play((call) => (call.member === 'ReadAlias' ? named(call) : null));
    expect(await look(300)).toBe('waiting');
  });

  test.each([
    'org.freedesktop.DBus.Error.NoReply',
    'org.freedesktop.DBus.Error.Timeout',
    'org.freedesktop.DBus.Error.LimitsExceeded',
    'org.freedesktop.DBus.Error.Failed',
    'org.freedesktop.DBus.Error.AccessDenied',
    'org.freedesktop.DBus.Error.NoMemory',
  ])('and answers %s', async (errorName) => {
    await play((call) => refusal(call, errorName));
    expect(await look()).toBe('waiting');
  });

  test.each([
    [false, 'ready'],
    [true, 'locked'],
  ] as const)('and says that it is locked: %s', async (locked, state) => {
    await play((call) =>
      call.member === 'ReadAlias'
        ? named(call)
        : Message.newMethodReturn(call, 'v', [new Variant('b', locked)]),
    );
    expect(await look()).toBe(state);
  });
});

describe('a session bus', () => {
  test('that nobody listens on is an absence', async () => {
    const path = join(await temporaryFolder(), 'bus');
    expect(await readSecretServiceState(`unix:path=${path}`)).toBe('absent');
    expect(await readSecretServiceState('')).toBe('absent');
  });

  test('that takes the connection and says nothing is not', async () => {
    const path = join(await temporaryFolder(), 'bus');
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    onTestFinished(() => void silent.close());
    expect(await readSecretServiceState(`unix:path=${path}`, 300)).toBe('waiting');
  });
});
