import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { trayIcon } from '../../../main/shell/tray-icon.ts';
import {
  coloredDotImage,
  coloredImage,
  templateDotImage,
  templateImage,
  windowsDotImages,
  windowsImages,
} from '../../../main/shell/icon-images.ts';
import { readPng } from '../../../scripts/pictures/png.ts';

/** What Electron was asked for, in its order, and the scale of its screen. */
const asked = vi.hoisted((): unknown[] => []);
const display = vi.hoisted(() => ({ scaleFactor: 1 }));

vi.mock('electron', () => ({
  screen: { getPrimaryDisplay: () => display },
  nativeImage: {
    createFromDataURL: (dataURL: string) => {
      asked.push({ scaleFactor: 1, dataURL });
      return {
        addRepresentation: (options: unknown) => asked.push(options),
        setTemplateImage: (template: boolean) => asked.push({ template }),
      };
    },
  },
}));

const ownPlatform = process.platform;

function onPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: platform });
}

beforeEach(() => {
  asked.length = 0;
});

afterEach(() => {
  onPlatform(ownPlatform);
});

test('on macOS it is a template, at both densities', () => {
  onPlatform('darwin');
  trayIcon();
  expect(asked).toEqual([
    { scaleFactor: 1, dataURL: templateImage.normal },
    { scaleFactor: 2, dataURL: templateImage.double },
    { template: true },
  ]);
});

test('on Linux it is the coloured one, on light and dark panels alike, at both densities', () => {
  onPlatform('linux');
  trayIcon();
  expect(asked).toEqual([
    { scaleFactor: 1, dataURL: coloredImage.normal },
    { scaleFactor: 2, dataURL: coloredImage.double },
  ]);
});

// Windows gets one picture, which it would make larger or smaller itself.
test.each([
  [1, 16],
  [1.25, 24],
  [1.5, 24],
  [1.75, 32],
  [2, 32],
  [3, 32],
] as const)('on Windows at a scale of %d it has %d px', (scale, size) => {
  onPlatform('win32');
  display.scaleFactor = scale;
  trayIcon();
  expect(asked).toEqual([{ scaleFactor: 1, dataURL: windowsImages[size] }]);
});

test.each([
  ['darwin', templateDotImage.normal],
  ['linux', coloredDotImage.normal],
  ['win32', windowsDotImages[16]],
] as const)('on %s it has a dot when tokens end soon', (platform, dataURL) => {
  onPlatform(platform);
  display.scaleFactor = 1;
  trayIcon(true);
  expect(asked[0]).toEqual({ scaleFactor: 1, dataURL });
});

const pixelsOf = (dataURL: string) =>
  readPng(Buffer.from(dataURL.replace('data:image/png;base64,', ''), 'base64'));

describe.each([
  ['normal', 22],
  ['double', 44],
] as const)('the image %s has %d px, and', (density, size) => {
  /** The pixel in this hundredth of the width and height. */
  function at(image: Readonly<Record<'normal' | 'double', string>>, x: number, y: number) {
    const { width, height, rgb, alpha } = pixelsOf(image[density]);
    expect([width, height]).toEqual([size, size]);
    const pixel = Math.floor((y * size) / 100) * size + Math.floor((x * size) / 100);
    return { alpha: alpha[pixel], rgb: [...rgb.subarray(pixel * 3, pixel * 3 + 3)] };
  }

  // Of a template nothing counts but how opaque it is: a filled keyhole would be no keyhole.
  test('the keyhole of the template is a hole in an opaque body', () => {
    for (const y of [35, 50, 70]) expect(at(templateImage, 50, y).alpha).toBe(0);
    for (const [x, y] of [
      [15, 50],
      [85, 50],
      [50, 20],
      [50, 80],
    ] as const)
      expect(at(templateImage, x, y).alpha).toBe(255);
    for (const corner of [0, 99]) expect(at(templateImage, corner, corner).alpha).toBe(0);
  });

  test('the dot of either is opaque, with a clear ring around it, and leaves the keyhole whole', () => {
    expect(at(coloredDotImage, 83, 17)).toEqual({ alpha: 255, rgb: [255, 163, 26] });
    expect(at(templateDotImage, 83, 17).alpha).toBe(255);
    expect(at(templateDotImage, 83, 36).alpha).toBeLessThan(60);
    expect(at(coloredDotImage, 50, 50)).toEqual(at(coloredImage, 50, 50));
    for (const y of [35, 50, 70]) expect(at(templateDotImage, 50, y).alpha).toBe(0);
  });

  test('the coloured one has a white keyhole on a ground of its own', () => {
    expect(at(coloredImage, 50, 50)).toEqual({ alpha: 255, rgb: [255, 255, 255] });
    expect(at(coloredImage, 15, 50)).toEqual({ alpha: 255, rgb: [45, 85, 211] });
    expect(at(coloredImage, 0, 0).alpha).toBe(0);
  });
});
