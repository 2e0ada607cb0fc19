/**
 * Whether somebody shows tray icons. On Linux that is whoever owns the name of the status notifier
 * watcher; elsewhere the system does.
 */
export async function hasTray(address = process.env['DBUS_SESSION_BUS_ADDRESS']): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  if (!address) return false;
  const { sessionBus, Message } = await import('dbus-next');
  let bus;
  try {
    bus = sessionBus({ busAddress: address });
  } catch {
    return false;
  }
  try {
    const failed = new Promise<never>((_resolve, reject) => bus.on('error', reject));
    const asked = bus.call(
      new Message({
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'NameHasOwner',
        signature: 's',
        body: ['org.kde.StatusNotifierWatcher'],
      }),
    );
    const reply = await Promise.race([asked, failed]);
    const [owned] = (reply?.body ?? []) as unknown[];
    return owned === true;
  } catch {
    return false;
  } finally {
    bus.disconnect();
  }
}
