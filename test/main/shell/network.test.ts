import { beforeEach, expect, test, vi } from 'vitest';
import { electronTransport } from '../../../main/shell/network.ts';

/** What was asked of the session that generates, in its order. */
const asked = vi.hoisted((): string[] => []);
/** The sessions that were made, each with its options. */
const made = vi.hoisted((): unknown[] => []);
/** How each request was made: over which session, with what. */
const sent = vi.hoisted((): { partition: string; init: RequestInit }[] => []);
/** Answers that are still to come. */
const open = vi.hoisted((): (() => void)[] => []);

vi.mock('electron', () => ({
  session: {
    fromPartition: (partition: string, options: unknown) => ({
      made: made.push([partition, options]),
      closeAllConnections: () => {
        asked.push('close');
        return Promise.resolve();
      },
      fetch: (url: string, init: RequestInit) => {
        asked.push(url);
        sent.push({ partition, init });
        return new Promise<Response>((resolve, reject) => {
          if (url.endsWith('lost')) reject(new Error('net::ERR_CONNECTION_RESET'));
          else
            open.push(() => {
              resolve(new Response('{}'));
            });
        });
      },
    }),
  },
}));

const request = (name: string) =>
  ({ method: 'GET', url: `https://x/${name}`, headers: {}, timeoutMs: 30_000 }) as const;

beforeEach(() => {
  for (const list of [asked, made, sent, open]) list.length = 0;
});

test('reads and generate have a session each: in memory, without a cache', () => {
  electronTransport();
  // A name that begins with `persist:` would be a folder on disk.
  expect(made).toEqual([
    ['auth-api', { cache: false }],
    ['generate', { cache: false }],
  ]);
});

test.each([
  ['send', 'auth-api', []],
  ['sendOnce', 'generate', ['close']],
] as const)(
  '%s goes over the session %s, past every protocol of the page',
  async (way, partition, before) => {
    const answer = electronTransport()[way](request('x'));
    await vi.waitUntil(() => open.length === 1);
    open.shift()?.();
    await answer;
    expect(asked).toEqual([...before, 'https://x/x']);
    expect(sent).toMatchObject([
      {
        partition,
        init: {
          bypassCustomProtocolHandlers: true,
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'error',
        },
      },
    ]);
  },
);

test('a second generate closes no connection of one that is under way, and follows it whatever came', async () => {
  const transport = electronTransport();
  const first = transport.sendOnce(request('first'));
  const lost = expect(transport.sendOnce(request('lost'))).rejects.toMatchObject({
    code: 'CONNECTION_LOST',
  });
  const third = transport.sendOnce(request('third'));
  await vi.waitUntil(() => open.length === 1);
  expect(asked).toEqual(['close', 'https://x/first']);
  open.shift()?.();
  expect((await first).body).toBe('{}');
  await lost;
  await vi.waitUntil(() => open.length === 1);
  open.shift()?.();
  expect((await third).body).toBe('{}');
  expect(asked).toEqual([
    ...['close', 'https://x/first'],
    ...['close', 'https://x/lost'],
    ...['close', 'https://x/third'],
  ]);
});
