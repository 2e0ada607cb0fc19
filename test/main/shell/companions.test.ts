import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openCompanions, type CompanionParts } from '../../../main/shell/companions.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';

const electron = vi.hoisted((): { powerMonitor: EventEmitter | null } => ({ powerMonitor: null }));
/** Tells the companions whether a tray is there. */
const tray = vi.hoisted((): { is: (present: boolean) => void } => ({ is: () => undefined }));

vi.mock('electron', () => electron);
vi.mock('../../../main/shell/tray-companion.ts', () => ({
  trayCompanion: ({ onPresence }: { onPresence: (present: boolean) => void }) => {
    tray.is = onPresence;
    return Promise.resolve(() => undefined);
  },
}));

const powerMonitor = new EventEmitter();
const ownPlatform = process.platform;

function onPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: platform });
}

beforeEach(() => {
  electron.powerMonitor = powerMonitor;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // Of Linux nothing is to be heard here but Electron.
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
  vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', 'unix:path=/nowhere/bus');
});

afterEach(() => {
  onPlatform(ownPlatform);
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** The companions of a window that was closed to the tray. */
async function open({ lockWithScreen = true } = {}) {
  const did: string[] = [];
  const settings = { lockWithScreen, quickAccessShortcut: '' };
  const parts = {
    state: { current: { settings, app: {} }, change: () => undefined },
    lock: { lock: () => did.push('lock') },
    clipboard: { clear: () => did.push('clear the clipboard') },
    window: { hidden: true, show: () => did.push('show the window') },
    shortcut: { take: () => 'none' },
    log: new RecordingLog(),
  };
  const end = openCompanions(parts as unknown as CompanionParts);
  onTestFinished(() => {
    end();
    // Whoever stays would hear for a window that is gone.
    expect(powerMonitor.eventNames()).toEqual([]);
  });
  await vi.waitUntil(() => powerMonitor.listenerCount('suspend') === 1);
  await vi.dynamicImportSettled();
  return did;
}

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  beforeEach(() => {
    onPlatform(platform);
  });

  test.each(['lock-screen', 'suspend'])('%s locks the app', async (event) => {
    const did = await open();
    powerMonitor.emit(event);
    expect(did).toEqual(['lock']);
  });

  test.each(['lock-screen', 'suspend'])(
    '%s clears the clipboard where the app is not to lock',
    async (event) => {
      const did = await open({ lockWithScreen: false });
      powerMonitor.emit(event);
      expect(did).toEqual(['clear the clipboard']);
    },
  );

  test('unlock-screen unlocks nothing, and a tray that is gone counts again', async () => {
    const did = await open();
    powerMonitor.emit('lock-screen');
    tray.is(false);
    vi.advanceTimersByTime(60_000);
    expect(did).toEqual(['lock']);
    powerMonitor.emit('unlock-screen');
    vi.advanceTimersByTime(5_000);
    expect(did).toEqual(['lock', 'show the window']);
  });
});

describe.each(['darwin', 'win32', 'linux'] as const)('sleep on %s', (platform) => {
  test('locks, and is no screen lock: after it a tray that is lost brings the window', async () => {
    onPlatform(platform);
    const did = await open();
    powerMonitor.emit('suspend');
    // Woken up without a screen locker: nobody says that the screen is unlocked.
    powerMonitor.emit('resume');
    tray.is(false);
    vi.advanceTimersByTime(5_000);
    expect(did).toEqual(['lock', 'show the window']);
  });
});
