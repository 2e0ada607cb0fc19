import { expect, test, vi } from 'vitest';
import { electronTransport } from '../../../main/shell/network.ts';

/** What was asked of the session that generates, in its order. */
const asked = vi.hoisted((): string[] => []);
/** Answers that are still to come. */
const open = vi.hoisted((): (() => void)[] => []);

vi.mock('electron', () => ({
  session: {
    fromPartition: () => ({
      setPermissionRequestHandler: () => undefined,
      closeAllConnections: () => {
        asked.push('close');
        return Promise.resolve();
      },
      fetch: (url: string) => {
        asked.push(url);
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
