import { Message } from 'dbus-next';
import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf, handOf } from '../support/bridge.ts';
import { BusClient } from '../support/desktop/bus-client.ts';
import { Logind } from '../support/desktop/logind.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

let desktop: Desktop;
test.beforeEach(async () => {
  desktop = await startDesktop();
});
test.afterEach(() => desktop.close());

const ours = '/org/freedesktop/login1/session/_32';
/** Who tells of locks, and how; `false` is no lock. */
type Teller = (client: BusClient, logind: Logind, active: boolean) => void;
const signal =
  (iface: string, member: string): Teller =>
  ({ bus }, _logind, active) => {
    bus.send(Message.newSignal('/signal', iface, member, 'b', [active]));
  };
const tellers: Readonly<Record<string, Teller>> = {
  'org.freedesktop.ScreenSaver': signal('org.freedesktop.ScreenSaver', 'ActiveChanged'),
  'org.gnome.ScreenSaver': signal('org.gnome.ScreenSaver', 'ActiveChanged'),
  // logind's, on a system bus that is this desktop's own.
  'logind, for the session of this app': (_client, logind, active) => {
    logind.tell(active ? ours : '/org/freedesktop/login1/session/c1', 'Lock');
  },
};
for (const [who, teller] of Object.entries(tellers))
  test(`the app locks with the screen: ${who}`, { tag: '@long' }, async ({ open, sandbox }) => {
    const address = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const logind = await Logind.on(address, { ofProcess: ours });
    const client = new BusClient(address);
    const journey = await open({ desktop, env: { DBUS_SYSTEM_BUS_ADDRESS: address } });
    await journey.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId, value } = await keepToken(journey, 'deploy');
    const vault = bridgeOf(journey.page);
    const hand = handOf(journey.page);
    await hand.values.copy({ tokenId });
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    // The app connects after its first paint: it is told until it has heard.
    const locked = async (): Promise<boolean> => {
      teller(client, logind, true);
      const state = await vault.app.state();
      return state.ok && state.value.locked;
    };
    teller(client, logind, false);
    await expect.poll(locked).toBe(true);
    await expect.poll(() => desktop.clipboard.read()).toBe('');
    await hand.app.unlock();
    await vault.app.changeSettings({ lockWithScreen: false });
    expect(await hand.values.copy({ tokenId })).toMatchObject({ ok: true });
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    teller(client, logind, true);
    await expect.poll(() => desktop.clipboard.read()).toBe('');
    expect(await vault.app.state()).toMatchObject({ ok: true, value: { locked: false } });
    client.close();
    logind.close();
  });

test(
  'the app clears the clipboard before the computer sleeps',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const address = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const logind = await Logind.on(address, { ofProcess: ours });
    const journey = await open({ desktop, env: { DBUS_SYSTEM_BUS_ADDRESS: address } });
    await journey.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId, value } = await keepToken(journey, 'deploy');
    await handOf(journey.page).values.copy({ tokenId });
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    logind.prepareForSleep(false);
    expect(await desktop.clipboard.read()).toBe(value);
    // Chromium obeys it too and closes its connections, the test's to the page among them: seen from outside.
    const left = async (): Promise<string> => {
      logind.prepareForSleep(true);
      return desktop.clipboard.read();
    };
    await expect.poll(left, { timeout: 15_000 }).toBe('');
    logind.close();
  },
);
