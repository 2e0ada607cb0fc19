import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  type RSAKeyPairOptions,
} from 'node:crypto';
import { promisify } from 'node:util';

/** The pair that signs the sandbox's token values. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const options: RSAKeyPairOptions<'pem', 'pem'> = {
  // Real values have a signature of 256 bytes [INFER].
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
};

/** Makes a new private key, as PEM (PKCS #8), without blocking the event loop. */
export async function generateSigningKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', options);
  return privateKey;
}

/**
 * Reads a private key from PEM.
 *
 * @throws Error when it is not an RSA key of at least 2048 bits.
 */
export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey.asymmetricKeyType !== 'rsa' || bits < 2048)
    throw new Error('The signing key is not an RSA key of at least 2048 bits.');
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
