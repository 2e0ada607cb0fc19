import { Message } from 'dbus-next';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { busNotifier, type BusNotice, type BusNotifier } from '../../main/shell/bus-notifier.ts';
import { RecordingLog } from '../support/core/fake-ports.ts';
import { BusClient } from '../support/desktop/bus-client.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';

vi.mock('electron', () => ({ app: { name: 'Token Vault' } }));
// Two pixels: a red one, and a blue one that is half clear; Electron has them as blue, green, red.
vi.mock('../../main/shell/app-icon.ts', () => ({
  appIcon: () => ({
    icon: {
      getSize: () => ({ width: 2, height: 1 }),
      toBitmap: () => Buffer.from([0, 0, 255, 255, 255, 0, 0, 128]),
    },
  }),
}));

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

let desktop: Desktop;
let server: BusClient;
let notifier: BusNotifier;
let capabilities: string[];
let asked: (readonly unknown[])[];

beforeAll(async () => {
  desktop = await startDesktop();
});

afterAll(() => desktop.close());

const address = (): string => desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';

beforeEach(async () => {
  capabilities = ['body', 'actions'];
  asked = [];
  server = new BusClient(address());
  server.bus.addMethodHandler((message: Message) => {
    if (message.interface !== name) return false;
    if (message.member === 'Notify') asked.push(message.body as readonly unknown[]);
    const answer =
      message.member === 'Notify'
        ? Message.newMethodReturn(message, 'u', [asked.length])
        : Message.newMethodReturn(message, 'as', [capabilities]);
    server.bus.send(answer);
    return true;
  });
  await server.bus.requestName(name, 0);
  const made = await busNotifier(new RecordingLog(), address());
  if (!made) throw new Error('there is a bus');
  notifier = made;
});

afterEach(() => {
  notifier.close();
  server.close();
});

const notice = (changes: Partial<BusNotice> = {}): BusNotice => ({
  title: 'A & B',
  body: 'a <b> & c',
  buttons: [{ key: 'snooze', text: 'Snooze' }],
  urgent: false,
  pressed: () => undefined,
  ...changes,
});

const signal = (from: BusClient, member: string, signature: string, body: unknown[]): void => {
  from.bus.send(Message.newSignal(path, name, member, signature, body));
};

test('it is shown with its buttons and the picture of the app', async () => {
  expect(await notifier.show(notice({ urgent: true }))).toBe(true);
  const [app, replaces, icon, title, body, actions, hints, ms] = asked[0] ?? [];
  expect([app, replaces, icon, title, body, ms]).toEqual([
    'Token Vault',
    0,
    '',
    'A & B',
    'a <b> & c',
    -1,
  ]);
  expect(actions).toEqual(['default', '', 'snooze', 'Snooze']);
  expect(hints).toMatchObject({
    urgency: { value: 2 },
    'desktop-entry': { value: 'app.tokenvault.TokenVault' },
    // Red, green, blue and how opaque.
    'image-data': { value: [2, 1, 8, true, 8, 4, Buffer.from([255, 0, 0, 255, 0, 0, 255, 128])] },
  });
});

test('where bodies are markup a label is none, and where there are no buttons none are given', async () => {
  capabilities = ['body', 'body-markup'];
  await notifier.show(notice());
  expect(asked[0]?.[4]).toBe('a &lt;b&gt; &amp; c');
  expect(asked[0]?.[5]).toEqual([]);
});

test('a press is of the one notification, until it is closed, and of the desktop alone', async () => {
  const pressed: string[] = [];
  await notifier.show(notice({ pressed: (key) => pressed.push(`first ${key}`) }));
  await notifier.show(notice({ pressed: (key) => pressed.push(`second ${key}`) }));
  // Another program of the same bus says that something was pressed.
  const stranger = new BusClient(address());
  signal(stranger, 'ActionInvoked', 'us', [1, 'snooze']);
  await stranger.call({
    to: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'GetId',
  });
  stranger.close();
  signal(server, 'ActionInvoked', 'us', [2, 'snooze']);
  signal(server, 'ActionInvoked', 'us', [9, 'snooze']);
  signal(server, 'ActionInvoked', 'us', [1, 'default']);
  await expect.poll(() => pressed).toEqual(['second snooze', 'first default']);
  signal(server, 'NotificationClosed', 'uu', [1, 2]);
  signal(server, 'ActionInvoked', 'us', [1, 'snooze']);
  signal(server, 'ActionInvoked', 'us', [2, 'default']);
  await expect.poll(() => pressed.at(-1)).toBe('second default');
  expect(pressed).toHaveLength(3);
});

test('where nobody shows notifications that is said, and what comes later is shown', async () => {
  await server.bus.releaseName(name);
  expect(await notifier.show(notice())).toBe(false);
  await server.bus.requestName(name, 0);
  expect(await notifier.show(notice())).toBe(true);
});

test('without a bus there is none', async () => {
  expect(await busNotifier(new RecordingLog(), '')).toBeNull();
  expect(await busNotifier(new RecordingLog(), 'unix:path=/nowhere/bus')).not.toBe(notifier);
});
