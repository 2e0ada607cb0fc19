import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { armor, Decrypter, Encrypter, Stanza, type Identity, type Recipient } from 'age-encryption';
import { AppError } from '../app-error.ts';

/** As `age -p` itself: a second or two, and 256 MB, for each guess. Base-2 logarithm. */
export const usualWork = 18;
/** What a file may ask for, which somebody else may have written: 1 GB, and some seconds beside the main thread. */
const mostWork = 20;
/** age's own words around the salt and the key of a passphrase. */
const label = 'age-encryption.org/v1/scrypt';
const armorBegins = '-----BEGIN AGE';

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/**
 * The key of a passphrase. age-encryption's own scrypt is script: it would hold up the whole app, where
 * Node's runs on a thread of its own.
 */
function keyOf(passphrase: string, salt: Uint8Array, work: number): Promise<Buffer> {
  const N = 2 ** work;
  // One and the same word is written in two ways, by system and keyboard.
  return derive(passphrase.normalize('NFC'), Buffer.concat([Buffer.from(label), salt]), 32, {
    ...{ N, r: 8, p: 1 },
    maxmem: 128 * 8 * (N + 64),
  });
}

/** A file's key is new for each file, and so is the salt: the nonce is all zero by age's own rules. */
const wrap = (key: Uint8Array) => chacha20poly1305(key, new Uint8Array(12));

const unpadded = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64url').replaceAll('-', '+').replaceAll('_', '/');

const toPassphrase = (passphrase: string, work: number): Recipient => ({
  async wrapFileKey(fileKey) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await keyOf(passphrase, salt, work);
    return [new Stanza(['scrypt', unpadded(salt), String(work)], wrap(key).encrypt(fileKey))];
  },
});

const byPassphrase = (passphrase: string): Identity => ({
  async unwrapFileKey([stanza, ...others]) {
    const [kind, salt = '', work = '', ...rest] = stanza?.args ?? [];
    const saltBytes = Buffer.from(salt, 'base64');
    const isOurs = kind === 'scrypt' && others.length === 0 && rest.length === 0;
    if (!isOurs || !stanza || saltBytes.length !== 16 || !/^[1-9]\d?$/.test(work))
      throw new AppError('BACKUP_NOT_READ');
    if (Number(work) > mostWork || stanza.body.length !== 32) throw new AppError('BACKUP_NOT_READ');
    const key = await keyOf(passphrase, saltBytes, Number(work));
    try {
      return wrap(key).decrypt(stanza.body);
    } catch {
      throw new AppError('BACKUP_PASSPHRASE_WRONG');
    }
  },
});

/**
 * Encrypts a text with a passphrase, as a binary file in the age format (age-encryption.org/v1).
 *
 * @param work base-2 logarithm of scrypt's work factor; tests take less.
 */
export function seal(text: string, passphrase: string, work = usualWork): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(toPassphrase(passphrase, work));
  return encrypter.encrypt(text);
}

/**
 * Opens such a file, of whichever age tool, armored or not. All of it is proven before anything of it is given.
 *
 * @throws AppError BACKUP_PASSPHRASE_WRONG; BACKUP_NOT_READ for what is none, needs a key instead of a
 *   passphrase, asks for too much work, was changed or is cut.
 */
export async function unseal(file: Uint8Array, passphrase: string): Promise<string> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(byPassphrase(passphrase));
    const opened = await decrypter.decrypt(withoutArmor(file));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('BACKUP_NOT_READ', {}, { cause });
  }
}

function withoutArmor(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file.subarray(0, 100)).toString('latin1').trimStart();
  return text.startsWith(armorBegins) ? armor.decode(Buffer.from(file).toString('latin1')) : file;
}
