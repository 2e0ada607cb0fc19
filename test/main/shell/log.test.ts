import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Log } from '../../../main/ports.ts';
import { openLog } from '../../../main/shell/log.ts';

const part = (text: string) => Buffer.from(text).toString('base64url');
const header = part('{"typ":"JWT","kid":"5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0","alg":"RS256"}');
const payload = part('{"iss":"ionoscloud","identity":{"role":"owner"},"exp":1711468496}');
const signature = Buffer.alloc(256, 'signature').toString('base64url');
const token = `${header}.${payload}.${signature}`;
const basic = Buffer.from('paula@example.com:secret-password').toString('base64');
const opaque = 'f00dcafe-opaque-credential';

let folder = '';
let log: Log;
/** What was written to the console, in its order. */
const shown: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  electronLog.hooks.length = 0;
  electronLog.transports.console.writeFn = ({ message }) =>
    shown.push(JSON.stringify(message.data));
  shown.length = 0;
  log = openLog(folder, true);
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const written = () => readFile(join(folder, 'main.log'), 'utf8');

test.each<[string, (to: Log) => void]>([
  [
    'a token in the message',
    (to) => {
      to.info(`made ${token} just now`);
    },
  ],
  [
    'a Bearer header in the message',
    (to) => {
      to.warn(`sent Authorization: Bearer ${opaque}`);
    },
  ],
  [
    'a Basic header in the message',
    (to) => {
      to.error(`sent authorization: basic ${basic}`);
    },
  ],
  [
    'a token in nested facts',
    (to) => {
      to.info('made', { a: { b: [`x ${token}`] } });
    },
  ],
  [
    'a Bearer header in nested facts',
    (to) => {
      to.warn('sent', { a: [{ b: `Bearer ${opaque}` }] });
    },
  ],
  [
    'a Basic header in nested facts',
    (to) => {
      to.error('sent', { a: { b: `Basic ${basic}` } });
    },
  ],
  [
    'what stands under the name of a secret',
    (to) => {
      to.info('got', { a: { password: opaque } });
    },
  ],
  [
    'a token in an error and its cause',
    (to) => {
      const error = new Error(`no ${token}`, { cause: new Error(`Bearer ${opaque}`) });
      to.error('failed', { error });
    },
  ],
])('the log loses %s, in its file and on the console', async (_, write) => {
  write(log);
  const [inFile, onConsole] = [await written(), shown.join('\n')];
  for (const text of [inFile, onConsole]) {
    expect(text).toContain('redacted]');
    for (const secret of [header, payload, signature, basic, opaque])
      expect(text).not.toContain(secret.slice(0, 20));
  }
});

test('the log loses what a library writes through it', async () => {
  electronLog.error(`no ${token}`, { headers: { cookie: `Bearer ${opaque}` } });
  expect(await written()).toContain('no [token redacted]');
  expect(await written()).not.toContain(opaque);
});

test('the log keeps the rest, for its owner alone', async () => {
  log.info('the list was read', { status: 200, kid: '3f2a9c10' });
  expect(await written()).toMatch(/\[info\].*the list was read.*status: 200.*kid: '3f2a9c10'/s);
  expect((await stat(join(folder, 'main.log'))).mode & 0o777).toBe(0o600);
});

test.skipIf(process.platform === 'win32')('its folder is made for its owner alone', async () => {
  const before = process.umask(0);
  const path = join(folder, 'new', 'logs');
  try {
    openLog(path, false).error('x');
  } finally {
    process.umask(before);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o700);
});

test.skipIf(process.platform === 'win32')(
  'what is no file is not written to: a pipe would hold the app for ever',
  () => {
    execFileSync('mkfifo', [join(folder, 'main.log')]);
    openLog(folder, true).error('said on the console');
    expect(shown.join()).toContain('said on the console');
  },
);
