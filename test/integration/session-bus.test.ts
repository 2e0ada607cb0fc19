import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Message } from 'dbus-next';
import { expect, onTestFinished, test } from 'vitest';
import { openSessionBus } from '../../main/vault/session-bus.ts';

/** A session bus of the test's own; its address as it prints it. */
async function startBus(listenOn: string): Promise<string> {
  const daemon = spawn(
    'dbus-daemon',
    ['--session', '--nofork', '--print-address', `--address=${listenOn}`],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  onTestFinished(() => {
    daemon.kill();
  });
  const [address] = (await once(createInterface(daemon.stdout), 'line')) as [string];
  return address;
}

test.each([
  ['an abstract socket', `unix:abstract=token-vault-test-${process.pid}`],
  ['a socket in the file system', 'unix:tmpdir=/tmp'],
])('the session bus is reached over %s', async (_, listenOn) => {
  const address = await startBus(listenOn);
  const bus = await openSessionBus(address);
  onTestFinished(() => {
    bus.disconnect();
  });
  const reply = await bus.call(
    new Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'GetId',
    }),
  );
  expect(reply?.body).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
});
