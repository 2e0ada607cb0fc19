import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  forbidPrefetch,
  refuseStart,
  refuseSwitches,
  refuseUnguarded,
} from '../../../main/shell/switches.ts';

const electron = vi.hoisted(() => {
  const app = {
    name: 'Token Vault',
    isPackaged: true,
    switches: [] as readonly string[],
    appended: [] as (readonly string[])[],
    commandLine: {
      hasSwitch: (name: string): boolean => app.switches.includes(name),
      appendSwitch: (...given: readonly string[]): void => void app.appended.push(given),
    },
    exit: vi.fn<(code: number) => void>(),
  };
  return { app };
});
vi.mock('electron', () => electron);

const { app } = electron;
const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);

beforeEach(() => {
  app.exit.mockClear();
  said.mockClear();
});

const port = 'remote-debugging-port';
const certificates = 'ignore-certificate-errors';

test.each<[packaged: boolean, switches: readonly string[], inspector: boolean, ends: boolean]>([
  [true, [port], false, true],
  [true, ['remote-debugging-pipe'], false, true],
  [true, ['user-data-dir', port], false, true],
  [true, [certificates], false, true],
  [true, ['log-net-log'], false, true],
  [true, ['user-data-dir', 'no-sandbox', 'proxy-server', 'ozone-platform'], false, false],
  // What the packed tests drive: they turned the fuse of the inspector back on.
  [true, [port], true, false],
  [true, [port, certificates], true, true],
  [false, [port, certificates], false, false],
])('packaged %s, switches %j, inspector %s: ends %s', (isPackaged, switches, inspector, ends) => {
  Object.assign(app, { isPackaged, switches });
  refuseSwitches(inspector);
  expect(app.exit.mock.calls).toEqual(ends ? [[1]] : []);
  expect(said).toHaveBeenCalledTimes(ends ? 1 : 0);
});

test('says which switch it was', () => {
  Object.assign(app, { isPackaged: true, switches: [certificates, 'js-flags'] });
  refuseSwitches(false);
  expect(said.mock.calls).toEqual([
    ['Token Vault does not start with --ignore-certificate-errors, --js-flags.\n'],
  ]);
});

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'log-net-log',
  'ssl-key-log-file',
  'trace-startup',
  'trace-startup-file',
  'trace-config-file',
  'enable-tracing',
  'enable-tracing-output',
  'disable-web-security',
  'enable-blink-features',
  'disable-blink-features',
  'load-extension',
  'js-flags',
  'browser-subprocess-path',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'zygote-cmd-prefix',
])('a packed app does not start with --%s', (name) => {
  Object.assign(app, { isPackaged: true, switches: [name] });
  refuseSwitches(false);
  expect(app.exit.mock.calls).toEqual([[1]]);
});

test('nor are the names of other hosts looked up for a page', () => {
  forbidPrefetch();
  expect(app.appended).toEqual([
    [
      'blink-settings',
      'dnsPrefetchingEnabled=false,DOMPasteAllowed=false,javaScriptCanAccessClipboard=false',
    ],
    ['dns-prefetch-disable'],
  ]);
});

describe('an app that is started in a way that it cannot take', () => {
  test.each([
    ['letters', 'x'.repeat(17_000)],
    ['what takes more bytes than letters', '€'.repeat(6_000)],
  ])('a command line that would end the instance that is told of it: %s', (_, argument) => {
    refuseStart(['app', argument], {});
    expect(app.exit.mock.calls).toEqual([[1]]);
  });

  test.each([
    'ELECTRON_DISABLE_SANDBOX',
    'NODE_COMPILE_CACHE',
    'NODE_DEBUG',
    'NODE_DEBUG_NATIVE',
    'NODE_PENDING_DEPRECATION',
    'NODE_REDIRECT_WARNINGS',
    'NODE_V8_COVERAGE',
  ])('packed, with what Node obeys by itself: %s', (name) => {
    Object.assign(app, { isPackaged: true });
    refuseStart(['app'], { [name]: 'x' });
    expect(app.exit.mock.calls).toEqual([[1]]);
  });

  test('all else starts', () => {
    Object.assign(app, { isPackaged: true });
    refuseStart(['app', 'token-vault://x'], { NODE_ENV: 'production', PATH: '/bin' });
    Object.assign(app, { isPackaged: false });
    refuseStart(['app'], { NODE_V8_COVERAGE: '/tmp' });
    expect(app.exit).not.toHaveBeenCalled();
  });
});

test.each<[packaged: boolean, user: number, switches: readonly string[], ends: boolean]>([
  [true, 1000, ['no-sandbox'], true],
  [true, 1000, ['disable-seccomp-filter-sandbox'], true],
  [true, 1000, ['ozone-platform'], false],
  [true, 0, ['no-sandbox'], false],
  [false, 1000, ['no-sandbox'], false],
])('packaged %s, user %i, switches %j: the missing sandbox ends it: %s', (...given) => {
  const [isPackaged, user, switches, ends] = given;
  Object.assign(app, { isPackaged, switches });
  vi.spyOn(process, 'getuid').mockReturnValue(user);
  refuseUnguarded();
  expect(app.exit.mock.calls).toEqual(ends ? [[1]] : []);
  if (ends) expect(said.mock.calls.join('')).toMatch(/without Chromium's sandbox .*\.deb/);
});
