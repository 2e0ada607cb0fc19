import type { MessageBus } from 'dbus-next';

/**
 * Connects to a D-Bus session bus.
 *
 * @param address as in DBUS_SESSION_BUS_ADDRESS. dbus-next opens an abstract socket only with a
 *   native part that is not shipped; Node opens it by its name after a NUL.
 * @throws where the address cannot be understood; a failed connection is an `error` event.
 */
export async function openSessionBus(address: string): Promise<MessageBus> {
  const { sessionBus } = await import('dbus-next');
  return sessionBus({ busAddress: address.replace(/\bunix:abstract=/g, 'unix:socket=\0') });
}
