import { expect, test } from 'vitest';
import { TokenLocks } from '../../../main/tokens/token-locks.ts';
import { turns } from '../../support/core/turns.ts';

/** Work that ends when it is told to, and what was begun and ended so far. */
function setup() {
  const locks = new TokenLocks();
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string, ...ids: readonly (string | null)[]): Promise<string> =>
    locks.run(ids, async () => {
      told.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      told.push(`${name} ends`);
      return name;
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await turns();
  };
  return { locks, told, work, end };
}

test('two operations on one token run one after the other', async () => {
  const { told, work, end } = setup();
  const both = Promise.all([work('first', 'a'), work('second', 'a')]);
  await turns();
  expect(told).toEqual(['first begins']);
  await end('first');
  expect(told).toEqual(['first begins', 'first ends', 'second begins']);
  await end('second');
  expect(await both).toEqual(['first', 'second']);
});

test('operations on different tokens do not wait for each other', async () => {
  const { told, work, end } = setup();
  const both = Promise.all([work('first', 'a'), work('second', 'b'), work('third', null)]);
  await turns();
  expect(new Set(told)).toEqual(new Set(['first begins', 'second begins', 'third begins']));
  for (const name of ['first', 'second', 'third']) await end(name);
  await both;
});

test('two that want the same tokens, in whatever order, both end', async () => {
  const { work, end } = setup();
  const both = Promise.all([work('first', 'a', 'b', 'a'), work('second', 'b', 'a')]);
  await turns();
  await end('first');
  await end('second');
  expect(await both).toEqual(['first', 'second']);
});

test('one that fails does not keep the token', async () => {
  const { locks } = setup();
  await expect(locks.run(['a'], () => Promise.reject(new Error('disk full')))).rejects.toThrow(
    'disk full',
  );
  expect(await locks.run(['a'], () => Promise.resolve('free'))).toBe('free');
});
