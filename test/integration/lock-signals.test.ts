import { Message } from 'dbus-next';
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
import { watchScreen } from '../../main/shell/lock-signals.ts';
import { RecordingLog } from '../support/core/fake-ports.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { BusClient, daemon } from '../support/desktop/bus-client.ts';
import { Logind, prepareForSleep, type Sessions } from '../support/desktop/logind.ts';

vi.mock('electron', () => {
  const powerMonitor = { on: () => powerMonitor, off: () => powerMonitor };
  return { powerMonitor };
});

const ours = '/org/freedesktop/login1/session/_32';
const theirs = '/org/freedesktop/login1/session/c1';

let desktop: Desktop;
let address: string;

beforeAll(async () => {
  desktop = await startDesktop({ keyring: 'none' });
  address = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
});

afterAll(() => desktop.close());

beforeEach(() => {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', address);
  vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', address);
  vi.stubEnv('XDG_SESSION_ID', '');
});

/** What the app hears, in its order. */
async function listen() {
  const heard: string[] = [];
  const log = new RecordingLog();
  const end = await watchScreen(
    {
      onLock: () => heard.push('lock'),
      onUnlock: () => heard.push('unlock'),
      onSleep: () => heard.push('sleep'),
    },
    log,
  );
  onTestFinished(end);
  return { heard, log };
}

async function logindWith(sessions: Sessions): Promise<Logind> {
  const logind = await Logind.on(address, sessions);
  onTestFinished(() => {
    logind.close();
  });
  return logind;
}

describe('of logind, only the session of this app is heard', () => {
  test.each<[string, Sessions, string]>([
    ['by its process', { ofProcess: ours, display: theirs }, ''],
    ['by the environment', { byId: { '2': ours }, display: theirs }, '2'],
    ['by the screen of the user', { display: ours }, ''],
    ['by the screen of the user, where the environment is old', { display: ours }, '99'],
  ])('found %s', async (_, sessions, id) => {
    vi.stubEnv('XDG_SESSION_ID', id);
    const logind = await logindWith(sessions);
    const { heard } = await listen();
    logind.tell(theirs, 'Lock');
    logind.tell(ours, 'Lock');
    logind.tell(theirs, 'Unlock');
    logind.tell(ours, 'Unlock');
    // Signals of one sender come in their order: another's would stand before ours.
    await expect.poll(() => heard).toEqual(['lock', 'unlock']);
  });

  test('and nobody else where it knows none', async () => {
    const logind = await logindWith({});
    const { heard, log } = await listen();
    logind.tell(theirs, 'Lock');
    expect(log.entries.map(({ message }) => message)).toEqual([
      'logind does not know the session of this app',
    ]);
    // Sleep is everybody's, and logind alone says it.
    for (const begins of [false, true]) logind.prepareForSleep(begins);
    await expect.poll(() => heard).toEqual(['sleep']);
  });
});

test('what others say in the name of logind is not heard, to everybody or to the app alone', async () => {
  const logind = await logindWith({ ofProcess: ours });
  const { heard } = await listen();
  const other = new BusClient(address);
  onTestFinished(() => {
    other.close();
  });
  const names = (await other.call({ ...daemon, member: 'ListNames' })) as [string[]];
  const session = 'org.freedesktop.login1.Session';
  for (const destination of [undefined, ...names[0].filter((name) => name.startsWith(':'))]) {
    for (const signal of [Message.newSignal(ours, session, 'Lock'), prepareForSleep(true)]) {
      if (destination !== undefined) signal.destination = destination;
      other.bus.send(signal);
    }
  }
  // They stand before what logind says after them.
  await other.call({ ...daemon, member: 'GetId' });
  logind.tell(ours, 'Unlock');
  await expect.poll(() => heard).toEqual(['unlock']);
});

test('without any bus nothing is heard, and that is no failure', async () => {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
  vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', 'unix:path=/nowhere/bus');
  const { heard, log } = await listen();
  expect(heard).toEqual([]);
  expect(log.entries.map(({ message }) => message)).toEqual(['no bus to hear of screen locks']);
});
