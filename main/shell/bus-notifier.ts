import { app } from 'electron';
import type { Log } from '../ports.ts';
import { appIcon } from './app-icon.ts';
import { BusEar } from './bus-ear.ts';

/** A notification with buttons. */
export interface BusNotice {
  readonly title: string;
  readonly body: string;
  readonly buttons: readonly { readonly key: string; readonly text: string }[];
  /** Stays until somebody has seen it, where the desktop does that. */
  readonly urgent: boolean;
  /** `default`: the notification itself. */
  readonly pressed: (key: string) => void;
}

export interface BusNotifier {
  /** False: nobody shows notifications now. */
  readonly show: (notice: BusNotice) => Promise<boolean>;
  readonly close: () => void;
}

const name = 'org.freedesktop.Notifications';
const place = { to: name, path: '/org/freedesktop/Notifications', iface: name } as const;

/**
 * The notifications of a Linux desktop. Electron shows none with buttons there (its `actions` are for
 * macOS and Windows), the desktops do. Null: there is no bus.
 */
export async function busNotifier(
  log: Log,
  address = process.env['DBUS_SESSION_BUS_ADDRESS'],
): Promise<BusNotifier | null> {
  if (!address) return null;
  let ear: BusEar | undefined;
  try {
    ear = await BusEar.on(address);
    return await overBus(ear, log);
  } catch (error) {
    log.info('no bus to show notifications', { error });
    ear?.close();
    return null;
  }
}

async function overBus(ear: BusEar, log: Log): Promise<BusNotifier> {
  const waiting = new Map<number, BusNotice['pressed']>();
  await ear.hear({ iface: name, member: 'ActionInvoked', from: name }, ([id, key]) => {
    if (typeof id === 'number' && typeof key === 'string') waiting.get(id)?.(key);
  });
  await ear.hear({ iface: name, member: 'NotificationClosed', from: name }, ([id]) => {
    if (typeof id === 'number') waiting.delete(id);
  });
  return {
    show: async ({ title, body, buttons, urgent, pressed }) => {
      try {
        const [capabilities] = await ear.call({ ...place, member: 'GetCapabilities' });
        const can = new Set(Array.isArray(capabilities) ? (capabilities as unknown[]) : []);
        const actions = can.has('actions')
          ? ['default', '', ...buttons.flatMap(({ key, text }) => [key, text])]
          : [];
        const [id] = await ear.call({
          ...place,
          member: 'Notify',
          signature: 'susssasa{sv}i',
          body: [
            app.name,
            0,
            '',
            title,
            can.has('body-markup') ? escaped(body) : body,
            actions,
            await hints(urgent),
            -1,
          ],
        });
        if (typeof id === 'number') waiting.set(id, pressed);
        return true;
      } catch (error) {
        log.warn('nobody shows notifications', { error });
        return false;
      }
    },
    close: () => {
      ear.close();
    },
  };
}

/** A label is not to be taken for markup. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function hints(urgent: boolean): Promise<object> {
  const { Variant } = await import('dbus-next');
  const { icon } = appIcon();
  return {
    urgency: new Variant('y', urgent ? 2 : 1),
    'desktop-entry': new Variant('s', 'app.tokenvault.TokenVault'),
    ...(icon ? { 'image-data': new Variant('(iiibiiay)', pixelsOf(icon)) } : {}),
  };
}

/** Width, height, bytes of a row, whether it has an alpha, bits of a colour, colours, bytes. */
function pixelsOf(icon: Electron.NativeImage): readonly unknown[] {
  const { width, height } = icon.getSize();
  const pixels = icon.toBitmap();
  // Electron gives blue, green, red; the desktop wants red, green, blue.
  for (let at = 0; at < pixels.length; at += 4) {
    const blue = pixels[at] ?? 0;
    pixels[at] = pixels[at + 2] ?? 0;
    pixels[at + 2] = blue;
  }
  return [width, height, width * 4, true, 8, 4, pixels];
}
