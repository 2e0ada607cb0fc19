import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const ownPlatform = process.platform;

function onPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: platform });
}

beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  onPlatform(ownPlatform);
});

// What somebody has who never opened the settings. The numbers stand in the guide and in the threat model.
test.each([
  ['linux', false],
  ['darwin', true],
  ['win32', true],
] as const)('the usual settings on %s; stays in the tray: %s', async (platform, closeToTray) => {
  onPlatform(platform);
  const { defaultSettings } = await import('../../../main/vault/settings-file.ts');
  expect(defaultSettings).toStrictEqual({
    language: 'system',
    theme: 'system',
    clipboardClearSeconds: 30,
    keepInKeychain: true,
    closeToTray,
    quickAccessShortcut: '',
    lockAfterMinutes: 15,
    lockWithScreen: true,
    checkForUpdates: true,
    notifyExpiry: true,
  });
});
