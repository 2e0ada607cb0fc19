import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { route, type Handlers, type RouterOptions } from '../../../main/ipc/router.ts';
import { requests } from '../../../preload/contract.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { unsaid } from '../../support/unsaid.ts';

type Handle = (event: unknown, ...sent: unknown[]) => Promise<unknown>;
const channels = vi.hoisted(() => new Map<string, Handle>());

vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handle: Handle) => channels.set(channel, handle) },
}));

const names = Object.entries(requests).flatMap(([topic, actions]) =>
  Object.keys(actions).map((action) => `${topic}.${action}`),
);

const kid = '11111111-1111-4111-8111-111111111111';
const endpoint = 'https://api.ionos.com';
/** Arguments of the right shape, for the requests that take some. */
const args: Readonly<Record<string, unknown>> = {
  'app.openPage': 'token-manager',
  'app.dismissNotice': 'INDEX_SET_ASIDE',
  'app.recallNotice': 'INDEX_SET_ASIDE',
  'app.changeSettings': {},
  'app.startAtLogin': { on: true },
  'app.removeEverything': { values: [kid], revoke: false, elsewhere: false },
  'session.signInWithPassword': { endpoint, email: '', password: '', contractNumber: null },
  'session.signInWithToken': { endpoint, token: '', contractNumber: null },
  'session.signInWithEnvironmentToken': { endpoint, contractNumber: null },
  'session.signOut': { revoke: false },
  'session.replaceOwnToken': { accountId: kid },
  'session.forgetCannotMint': { accountId: kid },
  'session.show': { accountId: null },
  'session.describe': { accountId: kid },
  'session.arrange': { accountIds: [kid] },
  'tokens.generate': { ttlSeconds: 60, ...unsaid, keep: true },
  'tokens.delete': { tokenId: kid },
  'tokens.copyId': { tokenId: kid },
  'tokens.export': { format: 'csv', tokenIds: [kid] },
  'tokens.remind': { tokenIds: [kid], how: 'usual' },
  'tokens.describe': { tokenId: kid },
  'values.copy': { tokenId: kid },
  'values.reveal': { tokenId: kid },
  'values.download': { tokenId: kid },
  'values.card': { tokenId: kid },
  'values.forget': { tokenId: kid },
  'imports.paste': { text: '' },
  'imports.openDropped': { path: '' },
  'imports.keep': unsaid,
  'backups.make': { tokenIds: [kid], passphrase: 'x' },
  'backups.unlock': { passphrase: 'x' },
  'backups.restore': { tokenIds: [kid] },
  'generated.keep': { keep: true },
  'rotations.begin': { tokenIds: [kid], ttlSeconds: null },
  'rotations.goOn': { rotationId: kid },
  'rotations.finish': { rotationId: kid },
  'rotations.undo': { rotationId: kid },
  'rotations.leave': { rotationId: kid },
  'rotations.schedule': { rotationId: kid, finishAt: null },
  'rotations.drift': { rotationId: kid },
  'ghosts.check': { operationId: kid },
  'ghosts.revoke': { operationId: kid, tokenId: kid },
  'ghosts.keep': { operationId: kid, tokenId: null },
};

const frame = { url: 'app://vault/index.html' };
const window = {
  isDestroyed: () => false,
  webContents: { mainFrame: frame },
} as unknown as BrowserWindow;

let reached: string[];
/** What the door was asked about. */
/** The page that sends. */
const sender = { page: 'ours' };
let admitted: string[] = [];
let locked: boolean;
/** What happens while a request is worked on. */
let meanwhile: () => void;

beforeEach(() => {
  channels.clear();
  reached = [];
  admitted = [];
  locked = false;
  meanwhile = () => undefined;
  const handlers = Object.fromEntries(
    Object.entries(requests).map(([topic, actions]) => [
      topic,
      Object.fromEntries(
        Object.keys(actions).map((action) => [
          action,
          () => {
            reached.push(`${topic}.${action}`);
            meanwhile();
          },
        ]),
      ),
    ]),
  ) as unknown as Handlers;
  const options: RouterOptions = {
    windows: () => [window],
    origin: 'app://vault',
    log: new RecordingLog(),
    locked: () => locked,
    door: {
      admit: (channel, page, sent) => {
        expect([page, sent]).toEqual([sender, args[channel]]);
        admitted.push(channel);
      },
    },
  };
  route(handlers, options);
});

const send = (channel: string, sent: unknown = args[channel], from: unknown = frame) =>
  channels.get(channel)?.({ senderFrame: from, sender }, sent);

const refused = (code: string) => ({ ok: false, error: { code } });

test('every request of the contract has one channel', () => {
  expect([...channels.keys()].sort()).toEqual([...names].sort());
});

test('the door is asked about every request that is let in', async () => {
  for (const name of names) await send(name);
  expect(admitted).toEqual(names);
  locked = true;
  await send('values.reveal');
  await send('values.reveal', 'garbage');
  expect(admitted).toEqual(names);
});

describe('with the privacy lock on', () => {
  const answered = [
    ...['app.state', 'app.painted', 'app.lock', 'app.unlock', 'app.closeQuickAccess'],
  ];

  test.each(names.filter((name) => !answered.includes(name)))('%s is refused', async (name) => {
    locked = true;
    expect(await send(name)).toEqual(refused('LOCKED'));
    expect(reached).toEqual([]);
  });

  test.each([
    ['its answer', () => undefined],
    [
      'its failure',
      () => {
        throw new AppError('OFFLINE', { endpoint: 'https://ionos.example' });
      },
    ],
  ])('the page does not learn %s to what it asked for before', async (_, end) => {
    meanwhile = () => {
      locked = true;
      end();
    };
    expect(await send('tokens.refresh')).toEqual(refused('LOCKED'));
    expect(reached).toEqual(['tokens.refresh']);
  });

  test.each(answered)('%s is answered', async (name) => {
    locked = true;
    await send(name);
    expect(reached).toEqual([name]);
  });
});

describe('with the privacy lock off', () => {
  test.each(names)('%s reaches its handler, and somebody is there', async (name) => {
    await send(name);
    expect(reached).toEqual([name]);
  });
});

describe('a message is refused', () => {
  test.each([
    ['of a frame that is not ours', { url: frame.url }],
    ['of our frame at another address', { ...frame, url: 'https://example.com/' }],
    ['of a frame that is gone', null],
  ])('%s', async (_, from) => {
    expect(await send('app.state', undefined, from)).toEqual(refused('INVALID_REQUEST'));
    expect(reached).toEqual([]);
  });

  test.each([
    ['values.reveal', { tokenId: 'x' }],
    ['values.copy', { tokenId: kid, more: 1 }],
    ['imports.paste', { text: 7 }],
    ['imports.openDropped', { path: 7 }],
    ['app.changeSettings', { lockAfterMinutes: 2 }],
    ['app.changeSettings', { unknown: true }],
    ['tokens.describe', { tokenId: kid, color: 'pink' }],
    ['app.lock', {}],
  ])('of the wrong shape: %s %j', async (channel, sent) => {
    expect(await send(channel, sent)).toEqual(refused('INVALID_REQUEST'));
    expect(reached).toEqual([]);
  });
});
