import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { route, type Handlers } from '../../../main/ipc/router.ts';
import { requests, type Result } from '../../../preload/contract.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';

type Channel = (event: unknown, ...args: unknown[]) => Promise<Result<unknown>>;

const registered = vi.hoisted(() => new Map<string, Channel>());
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: Channel) => {
      if (registered.has(channel)) throw new Error(`${channel} is registered twice`);
      registered.set(channel, listener);
    },
  },
}));

const origin = 'app://token-vault';
const id = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
const mainFrame = { url: `${origin}/index.html` };

beforeEach(() => {
  registered.clear();
});

/** The gate before handlers that answer with `answer`, and what they were given. */
function setup(
  answer: (channel: string, args: unknown) => unknown = () => undefined,
  admit: (channel: string) => void = () => undefined,
  late: Promise<void> | null = null,
) {
  const handled: [string, unknown][] = [];
  const handlers = Object.fromEntries(
    Object.entries(requests).map(([topic, actions]) => [
      topic,
      Object.fromEntries(
        Object.keys(actions).map((action) => [
          action,
          (args: unknown) => {
            handled.push([`${topic}.${action}`, args]);
            return answer(`${topic}.${action}`, args);
          },
        ]),
      ),
    ]),
  ) as unknown as Handlers;
  const window = { isDestroyed: () => false, webContents: { mainFrame } };
  const windows = [window] as unknown as ReturnType<Parameters<typeof route>[1]['windows']>;
  const log = new RecordingLog();
  route(late ? late.then(() => handlers) : handlers, {
    windows: () => windows,
    origin,
    log,
    locked: () => false,
    door: { admit },
  });
  const send = (channel: string, args: unknown[] = [undefined], frame: unknown = mainFrame) =>
    registered.get(channel)?.({ senderFrame: frame }, ...args);
  return { handled, log, send, window };
}

const refused = { ok: false, error: { code: 'INVALID_REQUEST' } };

test('every request of the contract has its channel, and there is no other', () => {
  setup();
  expect([...registered.keys()]).toEqual(
    Object.entries(requests).flatMap(([topic, actions]) =>
      Object.keys(actions).map((action) => `${topic}.${action}`),
    ),
  );
});

describe('a message of our own page', () => {
  test('reaches its handler with its arguments, and the answer comes back', async () => {
    const { handled, send } = setup((channel) =>
      channel === 'generated.reveal' ? { tokenId: id, value: 'eyJ' } : undefined,
    );
    await expect(send('tokens.delete', [{ tokenId: id }])).resolves.toEqual({ ok: true });
    await expect(send('generated.reveal')).resolves.toEqual({
      ok: true,
      value: { tokenId: id, value: 'eyJ' },
    });
    expect(handled).toEqual([
      ['tokens.delete', { tokenId: id }],
      ['generated.reveal', undefined],
    ]);
  });

  test('that comes before there are handlers is answered once they are there', async () => {
    let areThere: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (areThere = resolve));
    const { handled, send } = setup(undefined, undefined, late);
    const answer = send('tokens.delete', [{ tokenId: id }]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(handled).toEqual([]);
    areThere();
    await expect(answer).resolves.toEqual({ ok: true });
  });

  test.each<[string, unknown[]]>([
    ['a key too many', [{ tokenId: id, force: true }]],
    ['a key too few', [{}]],
    ['an argument too many', [{ tokenId: id }, 'more']],
    ['no argument', [undefined]],
    ['a list', [[id]]],
    ['ten million characters', [{ tokenId: 'x'.repeat(10_000_000) }]],
  ])('with %s is refused, loudly', async (_, args) => {
    const { handled, log, send } = setup();
    await expect(send('tokens.delete', args)).resolves.toEqual(refused);
    expect(handled).toEqual([]);
    expect(log.entries).toMatchObject([{ level: 'error', facts: { channel: 'tokens.delete' } }]);
  });

  test('of any shape is answered by a result, on every channel', async () => {
    const { send } = setup();
    const channels = [...registered.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...channels),
        fc.array(fc.anything(), { maxLength: 3 }),
        async (channel, args) => {
          expect(await send(channel, args)).toHaveProperty('ok', expect.any(Boolean));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a message of anybody else', () => {
  test.each<[string, unknown]>([
    ['a frame in the page', { url: mainFrame.url, parent: mainFrame, top: mainFrame }],
    ['a frame that is gone', null],
    ['another window', { url: `${origin}/index.html`, routingId: 7 }],
  ])('is refused before it is read: %s', async (_, frame) => {
    const { handled, log, send } = setup();
    await expect(send('tokens.refresh', [undefined], frame)).resolves.toEqual(refused);
    expect(handled).toEqual([]);
    expect(log.entries).toMatchObject([{ level: 'error' }]);
  });

  test.each([
    'https://evil.example/',
    'app://token-vault.evil.example/',
    'app://other/index.html',
    'file:///index.html',
    'about:blank',
    'data:text/html,x',
  ])('is refused at another origin, in our own window too: %s', async (url) => {
    const { handled, send } = setup();
    const before = mainFrame.url;
    mainFrame.url = url;
    await expect(send('tokens.refresh')).resolves.toEqual(refused);
    mainFrame.url = before;
    expect(handled).toEqual([]);
  });

  test('is refused once the window is destroyed', async () => {
    const { handled, send, window } = setup();
    window.isDestroyed = () => true;
    await expect(send('tokens.refresh')).resolves.toEqual(refused);
    expect(handled).toEqual([]);
  });
});

test('what the door refuses does not reach its handler', async () => {
  const { handled, send } = setup(undefined, () => {
    throw new AppError('GESTURE_NEEDED');
  });
  await expect(send('values.copy', [{ tokenId: id }])).resolves.toEqual({
    ok: false,
    error: { code: 'GESTURE_NEEDED' },
  });
  expect(handled).toEqual([]);
});

describe('an answer', () => {
  test('of another shape than the contract has does not cross', async () => {
    const { log, send } = setup(() => ({ tokenId: id, value: 'eyJ', password: 'secret' }));
    const internal = { ok: false, error: { code: 'INTERNAL' } };
    await expect(send('generated.reveal')).resolves.toEqual(internal);
    await expect(send('tokens.refresh')).resolves.toEqual(internal);
    expect(JSON.stringify(log.entries)).not.toContain('secret');
  });

  test('that is an expected failure tells its code and facts', async () => {
    const { send } = setup(() => {
      throw new AppError('RATE_LIMITED', { retryAfterSeconds: 7 });
    });
    await expect(send('tokens.refresh')).resolves.toEqual({
      ok: false,
      error: { code: 'RATE_LIMITED', retryAfterSeconds: 7 },
    });
  });

  test.each<[string, () => unknown]>([
    [
      'an error',
      () => {
        throw new Error('ENOENT: /home/paula/.config');
      },
    ],
    ['a promise that fails', () => Promise.reject(new TypeError('secret'))],
  ])('that is %s tells nothing of it', async (_, fail) => {
    const { send } = setup(fail);
    await expect(send('tokens.refresh')).resolves.toEqual({
      ok: false,
      error: { code: 'INTERNAL' },
    });
  });
});
