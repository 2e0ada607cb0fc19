import { mkdirSync, mkdtempSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  isHiddenStart,
  leaveLogin,
  startAtLogin,
  startsAtLogin,
} from '../../../main/shell/start-at-login.ts';

const system = vi.hoisted(() => ({
  packaged: true,
  switches: new Map<string, string>(),
  set: [] as unknown[],
  asked: [] as unknown[],
  item: { openAtLogin: false, executableWillLaunchAtLogin: false, wasOpenedAtLogin: false },
}));

vi.mock('electron', () => ({
  app: {
    name: 'Token Vault',
    get isPackaged() {
      return system.packaged;
    },
    getAppPath: () => '/src/vault',
    commandLine: {
      hasSwitch: (name: string) => system.switches.has(name),
      getSwitchValue: (name: string) => system.switches.get(name) ?? '',
    },
    getLoginItemSettings: (options: unknown) => {
      system.asked.push(options);
      return system.item;
    },
    setLoginItemSettings: (settings: { openAtLogin: boolean }) => {
      system.set.push(settings);
      system.item.openAtLogin = settings.openAtLogin;
      system.item.executableWillLaunchAtLogin = settings.openAtLogin;
    },
  },
}));

const ownPlatform = process.platform;

function onPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: platform });
}

let config: string;
let path: string;

beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'token-vault-config-'));
  path = join(config, 'autostart/token-vault.desktop');
  vi.stubEnv('XDG_CONFIG_HOME', config);
  vi.stubEnv('APPIMAGE', undefined);
  Object.assign(system, { packaged: true, set: [], asked: [] });
  system.switches.clear();
  system.item = { openAtLogin: false, executableWillLaunchAtLogin: false, wasOpenedAtLogin: false };
});

afterEach(() => {
  onPlatform(ownPlatform);
  vi.unstubAllEnvs();
});

const exec = (): string | undefined => /^Exec=(.*)$/m.exec(readFileSync(path, 'utf8'))?.[1];

describe('on Linux', () => {
  beforeEach(() => {
    onPlatform('linux');
  });

  test('an entry is written and taken away, and what it says counts', () => {
    expect(startsAtLogin()).toBe(false);
    startAtLogin(true);
    expect(startsAtLogin()).toBe(true);
    expect(exec()).toBe(`"${process.execPath}" "--hidden"`);
    writeFileSync(path, `${readFileSync(path, 'utf8')}Hidden=true\n`);
    expect(startsAtLogin()).toBe(false);
    startAtLogin(true);
    expect(startsAtLogin()).toBe(true);
    startAtLogin(false);
    expect(existsSync(path)).toBe(false);
    startAtLogin(false);
    expect(system.set).toEqual([]);
  });

  test('an AppImage is started by its own file, in the folder of this vault', () => {
    vi.stubEnv('APPIMAGE', '/home/p/Token Vault.AppImage');
    system.switches.set('user-data-dir', '/home/p/other');
    startAtLogin(true);
    expect(exec()).toBe(
      '"/home/p/Token Vault.AppImage" "--hidden" "--user-data-dir=/home/p/other"',
    );
  });

  test('a checkout is run by its Electron', () => {
    system.packaged = false;
    startAtLogin(true);
    expect(exec()).toBe(`"${process.execPath}" "/src/vault" "--hidden"`);
  });

  test('a relative XDG_CONFIG_HOME counts for nothing', () => {
    vi.stubEnv('XDG_CONFIG_HOME', 'relative');
    vi.stubEnv('HOME', config);
    startAtLogin(true);
    expect(existsSync(join(config, '.config/autostart/token-vault.desktop'))).toBe(true);
  });

  test('what cannot be written is said', () => {
    writeFileSync(join(config, 'autostart'), 'a file');
    expect(() => {
      startAtLogin(true);
    }).toThrow(expect.objectContaining({ code: 'FILE_NOT_WRITTEN' }));
  });

  test('the removal of everything takes it, also one that is switched off', () => {
    mkdirSync(join(config, 'autostart'));
    writeFileSync(path, '[Desktop Entry]\nExec=x\nHidden=true\n');
    expect(leaveLogin()).toEqual([]);
    expect(existsSync(path)).toBe(false);
    expect(leaveLogin()).toEqual([]);
  });
});

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  beforeEach(() => {
    onPlatform(platform);
  });

  test('the system is told, and asked', () => {
    expect(startsAtLogin()).toBe(false);
    startAtLogin(true);
    expect(system.set).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
    expect(startsAtLogin()).toBe(true);
    expect(leaveLogin()).toEqual([]);
    expect(startsAtLogin()).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  test('of a checkout nothing is started, and nothing left', () => {
    system.packaged = false;
    expect(startsAtLogin()).toBeNull();
    expect(() => {
      startAtLogin(true);
    }).toThrow(expect.objectContaining({ code: 'FILE_NOT_WRITTEN' }));
    expect(leaveLogin()).toEqual([]);
    expect(system.set).toEqual([]);
  });
});

test.each([
  ['linux', false, false, false],
  ['linux', true, false, true],
  ['linux', false, true, false],
  ['win32', true, false, true],
  ['darwin', false, true, true],
  ['darwin', false, false, false],
] as const)('a start on %s, by the switch %s, at login %s, is hidden: %s', (...row) => {
  const [platform, given, atLogin, hidden] = row;
  onPlatform(platform);
  if (given) system.switches.set('hidden', '');
  system.item.wasOpenedAtLogin = atLogin;
  expect(isHiddenStart()).toBe(hidden);
});
