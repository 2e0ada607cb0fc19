import { nativeImage } from 'electron';
import { coloredImage, templateImage } from './tray-images.ts';

/** The tray's icon, sharp on screens of both densities. */
export function trayIcon(): Electron.NativeImage {
  const mac = process.platform === 'darwin';
  const { normal, double } = mac ? templateImage : coloredImage;
  const image = nativeImage.createFromDataURL(normal);
  image.addRepresentation({ scaleFactor: 2, dataURL: double });
  // macOS paints a template itself, for light and dark menu bars.
  if (mac) image.setTemplateImage(true);
  return image;
}
