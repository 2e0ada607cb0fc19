import { beforeEach, expect, test, vi } from 'vitest';
import { refuseSwitches } from '../../../main/shell/switches.ts';

const electron = vi.hoisted(() => {
  const app = {
    name: 'Token Vault',
    isPackaged: true,
    switches: [] as readonly string[],
    commandLine: { hasSwitch: (name: string): boolean => app.switches.includes(name) },
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
