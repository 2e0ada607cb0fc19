import { nativeImage, screen } from 'electron';
import {
  coloredDotImage,
  coloredImage,
  templateDotImage,
  templateImage,
  windowsDotImages,
  windowsImages,
} from './icon-images.ts';

/** The tray's icon, sharp on screens of each density. @param dot whether it says that tokens end soon. */
export function trayIcon(dot = false): Electron.NativeImage {
  if (process.platform === 'win32') return windowsIcon(dot);
  const mac = process.platform === 'darwin';
  const plain = mac ? templateImage : coloredImage;
  const dotted = mac ? templateDotImage : coloredDotImage;
  const { normal, double } = dot ? dotted : plain;
  const image = nativeImage.createFromDataURL(normal);
  image.addRepresentation({ scaleFactor: 2, dataURL: double });
  // macOS paints a template itself, for light and dark menu bars.
  if (mac) image.setTemplateImage(true);
  return image;
}

/** Of an image Electron hands Windows the representation for a scale of 1 alone, whatever the scale is. */
function windowsIcon(dot: boolean): Electron.NativeImage {
  const wanted = 16 * screen.getPrimaryDisplay().scaleFactor;
  const size = ([16, 24] as const).find((drawn) => drawn >= wanted) ?? 32;
  return nativeImage.createFromDataURL((dot ? windowsDotImages : windowsImages)[size]);
}
