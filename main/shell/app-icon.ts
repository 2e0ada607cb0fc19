import { app, nativeImage, type NativeImage } from 'electron';
import { appImage } from './icon-images.ts';

/**
 * The icon for a window or a notification, to be spread into its options. Only on Linux: macOS and
 * Windows show that of the program itself. A Linux desktop finds one by the app's .desktop file, which
 * is not there for an unpacked archive or an AppImage.
 */
export const appIcon = (): { readonly icon?: NativeImage } =>
  process.platform === 'linux' ? { icon: nativeImage.createFromDataURL(appImage.normal) } : {};

/** `appId` of electron-builder.yml. */
const appUserModelId = 'app.tokenvault.desktop';

/** Windows shows the notifications of a program under the shortcut that has its id. Before `ready`. */
export function nameForWindows(): void {
  if (process.platform === 'win32') app.setAppUserModelId(appUserModelId);
}
