import type { Log } from '../ports.ts';
import { BusEar } from './bus-ear.ts';

/**
 * Tells whether somebody shows tray icons: before it resolves, and whenever that changes. On Linux
 * that is whoever owns the name of the status notifier watcher, who may come late and go early;
 * elsewhere it is the system, always.
 *
 * @returns the end of watching.
 */
export async function watchTray(
  tell: (present: boolean) => void,
  log: Log,
  address = process.env['DBUS_SESSION_BUS_ADDRESS'],
): Promise<() => void> {
  const nothing = (): void => undefined;
  if (process.platform !== 'linux') {
    tell(true);
    return nothing;
  }
  if (!address) {
    tell(false);
    return nothing;
  }
  let ear: BusEar | undefined;
  try {
    ear = await BusEar.on(address);
    await ear.watchName('org.kde.StatusNotifierWatcher', tell);
  } catch (error) {
    log.info('no bus to hear of the tray', { error });
    ear?.close();
    tell(false);
    return nothing;
  }
  return () => {
    ear.close();
  };
}
