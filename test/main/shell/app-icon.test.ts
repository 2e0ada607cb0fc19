import { afterEach, expect, test, vi } from 'vitest';
import { appIcon } from '../../../main/shell/app-icon.ts';
import { appImage } from '../../../main/shell/icon-images.ts';

vi.mock('electron', () => ({
  nativeImage: { createFromDataURL: (dataURL: string) => ({ dataURL }) },
}));

const ownPlatform = process.platform;

function onPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: platform });
}

afterEach(() => {
  onPlatform(ownPlatform);
});

test('on Linux windows and notifications bring the icon along', () => {
  onPlatform('linux');
  expect(appIcon()).toEqual({ icon: { dataURL: appImage.normal } });
});

// A second one beside the program's own would be shown with each notification of macOS.
test.each(['darwin', 'win32'] as const)(
  'on %s the program has it, and nothing is said',
  (system) => {
    onPlatform(system);
    expect(appIcon()).toEqual({});
  },
);
