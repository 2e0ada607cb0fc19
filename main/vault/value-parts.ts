import { createHash, randomBytes } from 'node:crypto';
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

/** What stands in the item of a value that was split: its parts' names, their number, a checksum. */
const manifestPattern = /^token-vault-parts:1:([0-9a-f]{8}):(\d{1,2}):([0-9a-f]{64})$/;

/**
 * Splits values above `limit` bytes into parts, each an item of its own. The manifest, under the
 * value's own name, is written last and deleted first: a crash leaves parts that nobody names, never
 * a value that is half there. On a platform without a limit nothing is split.
 */
export function splitValues(store: PasswordStore, limit: number): PasswordStore {
  if (limit === Infinity) return store;
  const partsOf = async (service: string, account: string): Promise<readonly string[]> => {
    const text = await store.getPassword(service, account);
    return text === null ? [] : (readManifest(account, text)?.parts ?? []);
  };
  return {
    async getPassword(service, account) {
      const text = await store.getPassword(service, account);
      const manifest = text === null ? null : readManifest(account, text);
      if (manifest === null) return text;
      const parts: string[] = [];
      for (const part of manifest.parts) {
        const piece = await store.getPassword(service, part);
        if (piece === null) throw new AppError('STORE_MISMATCH');
        parts.push(piece);
      }
      const value = parts.join('');
      if (checksum(value) !== manifest.checksum) throw new AppError('STORE_MISMATCH');
      return value;
    },

    async setPassword(service, account, password) {
      const old = await partsOf(service, account);
      const pieces = Buffer.byteLength(password) > limit ? pieceUp(password, limit) : null;
      if (pieces === null) await store.setPassword(service, account, password);
      else {
        // Names of their own, so that the old value stays whole until the manifest changes.
        const generation = randomBytes(4).toString('hex');
        for (const [index, piece] of pieces.entries())
          await store.setPassword(service, partName(account, generation, index), piece);
        const manifest = `token-vault-parts:1:${generation}:${pieces.length}:${checksum(password)}`;
        await store.setPassword(service, account, manifest);
      }
      for (const part of old) await store.deletePassword(service, part);
    },

    async deletePassword(service, account) {
      const parts = await partsOf(service, account);
      const deleted = await store.deletePassword(service, account);
      // While the manifest stands, its parts stand.
      if (deleted) for (const part of parts) await store.deletePassword(service, part);
      return deleted;
    },
  };
}

interface Manifest {
  readonly parts: readonly string[];
  readonly checksum: string;
}

function readManifest(account: string, text: string): Manifest | null {
  const [, generation, count, sum] = manifestPattern.exec(text) ?? [];
  if (generation === undefined || sum === undefined) return null;
  const parts = Array.from({ length: Number(count) }, (_, n) => partName(account, generation, n));
  return { parts, checksum: sum };
}

const partName = (account: string, generation: string, index: number): string =>
  `${account}#${generation}.${index + 1}`;

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
