import { createHash } from 'node:crypto';
import { AppError } from '../app-error.ts';

/** The three calls of keytar that the app uses. */
export interface PasswordStore {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Windows keeps at most 2,560 bytes in one item ("The stub received bad data"). A token with 60
 * privileges has about 3,300. Bytes of UTF-8 up to which a value is one item.
 */
export const windowsItemBytes = 2_400;

/** What stands in the item of a value that was split: the set of its parts' names, their number, a checksum. */
const manifestPattern = /^token-vault-parts:1:([0-9a-f]{8}):(\d{1,2}):([0-9a-f]{64})$/;

/**
 * The two sets of names that the parts of one value take in turn, so that the old value stays whole
 * until the manifest changes. No other names are ever used: what a crash left can be found, although
 * the store is never asked for what it holds.
 */
const slots = ['00000000', '00000001'] as const;

/**
 * Splits values above `limit` bytes into parts, each an item of its own. The manifest, under the
 * value's own name, is written last and deleted first: a crash leaves parts that nobody names, never
 * a value that is half there, and the next write or delete of the same value removes them. On a
 * platform without a limit nothing is split.
 */
export function splitValues(store: PasswordStore, limit: number): PasswordStore {
  if (limit === Infinity) return store;
  const read = async (service: string, account: string): Promise<Manifest | null> => {
    const text = await store.getPassword(service, account);
    return text === null ? null : readManifest(text);
  };

  /**
   * Removes the parts of a set above `kept`, the last one first: killed on the way, it leaves parts
   * from the first one on without a gap, which is how they are found.
   */
  const clear = async (
    service: string,
    account: string,
    set: string,
    { kept = 0, known = 0 } = {},
  ): Promise<void> => {
    let count = Math.max(kept, known);
    while ((await store.getPassword(service, partName(account, set, count))) !== null) count += 1;
    for (let index = count - 1; index >= kept; index -= 1)
      await store.deletePassword(service, partName(account, set, index));
  };
  const clearAll = async (
    service: string,
    account: string,
    old: Manifest | null,
  ): Promise<void> => {
    for (const set of new Set([...slots, ...(old ? [old.set] : [])]))
      await clear(service, account, set, { known: set === old?.set ? old.count : 0 });
  };

  return {
    async getPassword(service, account) {
      const text = await store.getPassword(service, account);
      const manifest = text === null ? null : readManifest(text);
      if (manifest === null) return text;
      const parts: string[] = [];
      for (let index = 0; index < manifest.count; index += 1) {
        const piece = await store.getPassword(service, partName(account, manifest.set, index));
        if (piece === null) throw new AppError('STORE_MISMATCH');
        parts.push(piece);
      }
      const value = parts.join('');
      if (checksum(value) !== manifest.checksum) throw new AppError('STORE_MISMATCH');
      return value;
    },

    async setPassword(service, account, password) {
      const old = await read(service, account);
      if (Buffer.byteLength(password) <= limit) {
        await store.setPassword(service, account, password);
        await clearAll(service, account, old);
        return;
      }
      const pieces = pieceUp(password, limit);
      const set = old?.set === slots[0] ? slots[1] : slots[0];
      for (const [index, piece] of pieces.entries())
        await store.setPassword(service, partName(account, set, index), piece);
      const manifest = `token-vault-parts:1:${set}:${pieces.length}:${checksum(password)}`;
      await store.setPassword(service, account, manifest);
      await clear(service, account, set, { kept: pieces.length });
      if (old) await clear(service, account, old.set, { known: old.count });
    },

    async deletePassword(service, account) {
      const old = await read(service, account);
      const deleted = await store.deletePassword(service, account);
      // While the manifest stands, its parts stand.
      if (deleted || (await store.getPassword(service, account)) === null)
        await clearAll(service, account, old);
      return deleted;
    },
  };
}

interface Manifest {
  /** Whose names the parts have. */
  readonly set: string;
  readonly count: number;
  readonly checksum: string;
}

function readManifest(text: string): Manifest | null {
  const [, set, count, sum] = manifestPattern.exec(text) ?? [];
  return set === undefined || sum === undefined
    ? null
    : { set, count: Number(count), checksum: sum };
}

const partName = (account: string, set: string, index: number): string =>
  `${account}#${set}.${index + 1}`;

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Pieces of at most `limit` bytes, never through a character. */
function pieceUp(text: string, limit: number): string[] {
  const pieces = [''];
  for (const character of text) {
    const last = pieces.length - 1;
    const longer = (pieces[last] ?? '') + character;
    if (Buffer.byteLength(longer) > limit) pieces.push(character);
    else pieces[last] = longer;
  }
  return pieces;
}
