import { nativeImage, screen } from 'electron';
import { coloredImage, templateImage, windowsImages } from './icon-images.ts';

/** The tray's icon, sharp on screens of each density. */
export function trayIcon(): Electron.NativeImage {
  if (process.platform === 'win32') return windowsIcon();
  const mac = process.platform === 'darwin';
  const { normal, double } = mac ? templateImage : coloredImage;
  const image = nativeImage.createFromDataURL(normal);
  image.addRepresentation({ scaleFactor: 2, dataURL: double });
  // macOS paints a template itself, for light and dark menu bars.
  if (mac) image.setTemplateImage(true);
  return image;
}

/** Of an image Electron hands Windows the representation for a scale of 1 alone, whatever the scale is. */
function windowsIcon(): Electron.NativeImage {
  const wanted = 16 * screen.getPrimaryDisplay().scaleFactor;
  const size = ([16, 24] as const).find((drawn) => drawn >= wanted) ?? 32;
  return nativeImage.createFromDataURL(windowsImages[size]);
}
