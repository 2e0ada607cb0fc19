import { expect, onTestFinished, test } from 'vitest';
import { watchTray } from '../../main/shell/tray-watcher.ts';
import { RecordingLog } from '../support/core/fake-ports.ts';
import { startDesktop } from '../support/desktop.ts';
import { showTray } from '../support/status-notifier.ts';

async function watch(address: string) {
  const told: boolean[] = [];
  const end = await watchTray((present) => told.push(present), new RecordingLog(), address);
  onTestFinished(end);
  return told;
}

test('a tray is noticed when it comes, goes and comes again', async () => {
  const desktop = await startDesktop({ keyring: 'none' });
  onTestFinished(() => desktop.close());
  const told = await watch(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  expect(told).toEqual([false]);
  const tray = await showTray(desktop);
  await expect.poll(() => told).toEqual([false, true]);
  tray.close();
  await expect.poll(() => told).toEqual([false, true, false]);
  const again = await showTray(desktop);
  await expect.poll(() => told).toEqual([false, true, false, true]);
  expect((await watch(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')).at(-1)).toBe(true);
  again.close();
});

test.each(['', 'unix:path=/nowhere/bus', 'no address'])(
  'without a bus (%j) there is no tray',
  async (address) => {
    expect(await watch(address)).toEqual([false]);
  },
);
