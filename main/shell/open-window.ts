import { app } from 'electron';
import { hiddenSwitch } from './start-at-login.ts';
import type { MainWindow } from './window.ts';

/** By then the first picture is there, or will not be, ms. */
const paintedMs = 5_000;

/**
 * Opens the window now, unless the system started the app at login, and whenever somebody asks for it;
 * without one the app ends where that is the custom.
 *
 * @param goOn what waits until there is something to look at: the keychain and the network.
 */
export function openWindow(window: MainWindow, hiddenStart: boolean, goOn: () => void): void {
  app.on('second-instance', (_event, argv) => {
    // The system starts what somebody has started already.
    if (!argv.includes(`--${hiddenSwitch}`)) window.show();
  });
  app.on('activate', () => {
    window.show();
  });
  app.on('window-all-closed', () => {
    // Quick access closed, and the app waits in the tray as it was started.
    if (process.platform !== 'darwin' && window.opened) app.quit();
  });
  if (hiddenStart) {
    goOn();
    return;
  }
  window.whenPainted(goOn);
  // A page that cannot say so must not hold up the rest.
  setTimeout(() => {
    window.painted();
  }, paintedMs).unref();
  window.show();
}
