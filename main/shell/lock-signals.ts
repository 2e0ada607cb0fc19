import { powerMonitor } from 'electron';
import type { Log } from '../ports.ts';
import { BusEar } from './bus-ear.ts';
import { ownSession } from './logind.ts';

export interface ScreenListener {
  readonly onLock: () => void;
  readonly onUnlock: () => void;
  /** The computer goes to sleep. Where no screen locker follows, waking up is said by nobody. */
  readonly onSleep: () => void;
}

/**
 * Tells when the screen is locked or the computer goes to sleep. A bus that is not there is no
 * failure: then nobody tells.
 *
 * @returns the end of listening.
 */
export async function watchScreen(listener: ScreenListener, log: Log): Promise<() => void> {
  const { onLock, onUnlock, onSleep } = listener;
  powerMonitor.on('suspend', onSleep);
  if (process.platform !== 'linux') {
    powerMonitor.on('lock-screen', onLock).on('unlock-screen', onUnlock);
    return () => {
      powerMonitor
        .off('lock-screen', onLock)
        .off('unlock-screen', onUnlock)
        .off('suspend', onSleep);
    };
  }
  // Linux has no `lock-screen` event in Electron: the screen savers and logind tell instead.
  const ears = await Promise.all([
    listen(process.env['DBUS_SESSION_BUS_ADDRESS'], log, (ear) => hearScreenSavers(ear, listener)),
    listen(systemAddress(), log, (ear) => hearLogind(ear, listener, log)),
  ]);
  return () => {
    powerMonitor.off('suspend', onSleep);
    for (const ear of ears) ear?.close();
  };
}

async function listen(
  address: string | undefined,
  log: Log,
  hear: (ear: BusEar) => Promise<void>,
): Promise<BusEar | null> {
  if (!address) return null;
  let ear: BusEar | undefined;
  try {
    ear = await BusEar.on(address);
    await hear(ear);
    return ear;
  } catch (error) {
    log.info('no bus to hear of screen locks', { error });
    ear?.close();
    return null;
  }
}

async function hearScreenSavers(ear: BusEar, { onLock, onUnlock }: ScreenListener): Promise<void> {
  for (const iface of ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver'])
    await ear.hear({ iface, member: 'ActiveChanged' }, ([active]) => {
      if (active === true) onLock();
      if (active === false) onUnlock();
    });
}

async function hearLogind(
  ear: BusEar,
  { onLock, onUnlock, onSleep }: ScreenListener,
  log: Log,
): Promise<void> {
  const from = 'org.freedesktop.login1';
  const manager = 'org.freedesktop.login1.Manager';
  await ear.hear({ iface: manager, member: 'PrepareForSleep', from }, ([begins]) => {
    if (begins === true) onSleep();
  });
  // Every session of the computer is told of on this bus, other people's too.
  const path = await ownSession(ear);
  if (path === null) {
    log.info('logind does not know the session of this app');
    return;
  }
  const session = 'org.freedesktop.login1.Session';
  await ear.hear({ iface: session, member: 'Lock', path, from }, onLock);
  await ear.hear({ iface: session, member: 'Unlock', path, from }, onUnlock);
}

const systemAddress = (): string =>
  process.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? 'unix:path=/run/dbus/system_bus_socket';
