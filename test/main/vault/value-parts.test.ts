import { describe, expect, test } from 'vitest';
import {
  splitValues,
  windowsItemBytes,
  type PasswordStore,
} from '../../../main/vault/value-parts.ts';

const service = 'Token Vault';
const account = 'token:1';
const limit = windowsItemBytes;

/** A store that takes as many bytes as Windows does, and can die before any call. */
class SmallStore implements PasswordStore {
  readonly items = new Map<string, string>();
  calls = 0;
  /** The process ends before this call, counted from 1. */
  dieAt = Infinity;

  getPassword(_service: string, name: string): Promise<string | null> {
    return this.#call(() => this.items.get(name) ?? null);
  }

  setPassword(_service: string, name: string, value: string): Promise<void> {
    if (Buffer.byteLength(value) > limit)
      return Promise.reject(new Error('The stub received bad data'));
    return this.#call(() => void this.items.set(name, value));
  }

  deletePassword(_service: string, name: string): Promise<boolean> {
    return this.#call(() => this.items.delete(name));
  }

  #call<T>(work: () => T): Promise<T> {
    this.calls += 1;
    return this.calls >= this.dieAt ? Promise.reject(new Error('killed')) : Promise.resolve(work());
  }
}

function setup() {
  const store = new SmallStore();
  return { store, split: splitValues(store, limit) };
}

/** Different at every place, so that parts in a wrong order are seen. */
const valueOf = (bytes: number, seed = 'v'): string =>
  Array.from({ length: Math.ceil(bytes / 6) }, (_, n) => `${seed}${String(n).padStart(5, '0')}`)
    .join('')
    .slice(0, bytes);

const sizes = [1, 2_399, 2_400, 2_401, 4_800, 4_801, 5_000];

describe('a value', () => {
  test.each(sizes)('of %i bytes comes back, and no item is above the limit', async (bytes) => {
    const { store, split } = setup();
    const value = valueOf(bytes);
    await split.setPassword(service, account, value);
    expect(await split.getPassword(service, account)).toBe(value);
    expect(store.items.size).toBe(bytes <= limit ? 1 : Math.ceil(bytes / limit) + 1);
  });

  test.each(['ä', '€', '😀'])(
    'of many bytes a character is cut between characters: %s',
    async (c) => {
      const { store, split } = setup();
      const value = `x${c.repeat(1_700)}`;
      await split.setPassword(service, account, value);
      expect(await split.getPassword(service, account)).toBe(value);
      for (const item of store.items.values()) expect(Buffer.from(item).toString()).toBe(item);
    },
  );

  test('that fits is one item, as it is: other programs can read it', async () => {
    const { store, split } = setup();
    await split.setPassword(service, account, valueOf(limit));
    expect([...store.items]).toEqual([[account, valueOf(limit)]]);
  });

  test.each([
    [5_000, 100],
    [5_000, 4_900],
    [100, 5_000],
  ])('of %i bytes gives way to one of %i, and no part stays', async (before, after) => {
    const { store, split } = setup();
    await split.setPassword(service, account, valueOf(before));
    await split.setPassword(service, account, valueOf(after, 'w'));
    expect(await split.getPassword(service, account)).toBe(valueOf(after, 'w'));
    expect(store.items.size).toBe(after <= limit ? 1 : 4);
  });

  test.each(sizes)('of %i bytes is deleted with all its parts', async (bytes) => {
    const { store, split } = setup();
    await split.setPassword(service, account, valueOf(bytes));
    expect(await split.deletePassword(service, account)).toBe(true);
    expect(store.items.size).toBe(0);
    expect(await split.getPassword(service, account)).toBeNull();
    expect(await split.deletePassword(service, account)).toBe(false);
  });

  test('on a platform without a limit is one item, and costs one call', () => {
    const { store } = setup();
    const split = splitValues(store, Infinity);
    expect(split).toBe(store);
  });
});

/** How many items a value takes, when nothing else is left. */
const itemsOf = (value: string): number => {
  const bytes = Buffer.byteLength(value);
  return bytes <= limit ? 1 : Math.ceil(bytes / limit) + 1;
};

/** How many calls an act makes when nothing kills it. */
async function callsOf(act: (split: PasswordStore) => Promise<unknown>, before: string | null) {
  const { store, split } = setup();
  if (before !== null) await split.setPassword(service, account, before);
  store.calls = 0;
  await act(split);
  return store.calls;
}

describe('a process that is killed', () => {
  const pairs: readonly (readonly [string | null, string])[] = [
    [null, valueOf(5_000)],
    [valueOf(100), valueOf(5_000, 'w')],
    [valueOf(5_000), valueOf(5_000, 'w')],
    [valueOf(5_000), valueOf(100, 'w')],
  ];
  test.each(pairs)(
    'before any call of a set leaves the old value or the new',
    async (old, next) => {
      const set = (split: PasswordStore) => split.setPassword(service, account, next);
      const count = await callsOf(set, old);
      const seen = new Set<string | null>();
      for (let at = 1; at <= count; at += 1) {
        const { store, split } = setup();
        if (old !== null) await split.setPassword(service, account, old);
        store.calls = 0;
        store.dieAt = at;
        await expect(set(split)).rejects.toThrow('killed');
        store.dieAt = Infinity;
        const value = await split.getPassword(service, account);
        expect([old, next]).toContain(value);
        seen.add(value);
        // What was left stands in nobody's way, and the next write removes it.
        await set(split);
        expect(await split.getPassword(service, account)).toBe(next);
        expect(store.items.size).toBe(itemsOf(next));
      }
      expect(seen).toContain(old);
    },
  );

  test.each([valueOf(100), valueOf(5_000)])(
    'before any call of a delete leaves the value or none',
    async (old) => {
      const remove = (split: PasswordStore) => split.deletePassword(service, account);
      const count = await callsOf(remove, old);
      for (let at = 1; at <= count; at += 1) {
        const { store, split } = setup();
        await split.setPassword(service, account, old);
        store.calls = 0;
        store.dieAt = at;
        await expect(remove(split)).rejects.toThrow('killed');
        store.dieAt = Infinity;
        expect([old, null]).toContain(await split.getPassword(service, account));
        await remove(split);
        expect(store.items.size).toBe(0);
      }
    },
  );
});

describe('what a crash left of a longer value', () => {
  /** Killed again and again, at every call, while a value of 20,000 bytes was to be written. */
  async function littered(before: string | null) {
    const { store, split } = setup();
    if (before !== null) await split.setPassword(service, account, before);
    for (let at = 1; at <= 8; at += 1) {
      store.calls = 0;
      store.dieAt = at;
      await split.setPassword(service, account, valueOf(20_000, 'x')).catch(() => undefined);
      store.dieAt = Infinity;
    }
    expect(store.items.size).toBeGreaterThan(before === null ? 1 : itemsOf(before));
    return { store, split };
  }

  test.each([null, valueOf(100), valueOf(5_000)])('is never read as a value', async (before) => {
    const { store, split } = await littered(before);
    expect(await split.getPassword(service, account)).toBe(before);
    // Under no name that a value could have: those are tokens' ids.
    for (const name of store.items.keys()) expect(name).toMatch(/^token:1(#[0-9a-f]{8}\.\d+)?$/);
  });

  test.each([
    [null, valueOf(100, 'w')],
    [null, valueOf(5_000, 'w')],
    [valueOf(100), valueOf(5_000, 'w')],
    [valueOf(5_000), valueOf(100, 'w')],
    [valueOf(5_000), valueOf(5_000, 'w')],
  ])('is gone after the next write of the same value', async (before, next) => {
    const { store, split } = await littered(before);
    await split.setPassword(service, account, next);
    expect(await split.getPassword(service, account)).toBe(next);
    expect(store.items.size).toBe(itemsOf(next));
  });

  test('is gone after a delete, although there was no value yet', async () => {
    const { store, split } = await littered(null);
    expect(await split.deletePassword(service, account)).toBe(false);
    expect(store.items.size).toBe(0);
  });

  test("stays where it is another value's", async () => {
    const { store, split } = setup();
    await split.setPassword(service, 'token:2', valueOf(5_000));
    await split.setPassword(service, account, valueOf(100));
    await split.deletePassword(service, account);
    expect(await split.getPassword(service, 'token:2')).toBe(valueOf(5_000));
    expect(store.items.size).toBe(itemsOf(valueOf(5_000)));
  });

  test('of an older version, under other names, gives way as well', async () => {
    const { store, split } = setup();
    await split.setPassword(service, account, valueOf(5_000));
    for (const [name, item] of [...store.items]) {
      store.items.delete(name);
      store.items.set(name.replace('#00000000', '#1f2e3d4c'), item.replace('00000000', '1f2e3d4c'));
    }
    expect(await split.getPassword(service, account)).toBe(valueOf(5_000));
    await split.setPassword(service, account, valueOf(100));
    expect([...store.items.keys()]).toEqual([account]);
  });
});

describe('parts that are not as they were written', () => {
  const changes: readonly (readonly [
    string,
    (items: Map<string, string>, parts: string[]) => void,
  ])[] = [
    ['one is gone', (items, [part = '']) => items.delete(part)],
    ['one is another', (items, [part = '']) => items.set(part, valueOf(limit, 'w'))],
    ['one is cut', (items, [, part = '']) => items.set(part, (items.get(part) ?? '').slice(1))],
    [
      'two are swapped',
      (items, [a = '', b = '']) => {
        const first = items.get(a) ?? '';
        items.set(a, items.get(b) ?? '').set(b, first);
      },
    ],
    [
      'the checksum is another',
      (items) =>
        items.set(
          account,
          (items.get(account) ?? '').replace(/.$/, (c) => (c === '0' ? '1' : '0')),
        ),
    ],
  ];
  test.each(changes)('are refused: %s', async (_, change) => {
    const { store, split } = setup();
    await split.setPassword(service, account, valueOf(5_000));
    change(store.items, [...store.items.keys()].filter((name) => name !== account).sort());
    await expect(split.getPassword(service, account)).rejects.toMatchObject({
      code: 'STORE_MISMATCH',
    });
    // And can be replaced.
    await split.setPassword(service, account, 'new');
    expect(await split.getPassword(service, account)).toBe('new');
  });

  test.each(['token-vault-parts:2:00000000:1:', 'token-vault-parts', 'eyJ', '{}', ' '])(
    'text of another kind is given as it is: %j',
    async (text) => {
      const { store, split } = setup();
      store.items.set(account, text);
      expect(await split.getPassword(service, account)).toBe(text);
    },
  );
});
