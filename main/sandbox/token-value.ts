import { sign, verify } from 'node:crypto';
import * as v from 'valibot';
import type { SandboxAccount } from './accounts.ts';
import type { SigningKey } from './signing-key.ts';
import type { TokenRecord } from './state.ts';

/** The algorithm in it is not asked: a value is checked with RS256 whatever it says. */
const headerSchema = v.object({ kid: v.string() });

/**
 * Writes a token's value: an RS256 JWT with the header of exactly 72 bytes and the payload in the
 * order of real samples [auth how-to; OBS ionosctl decodes the header as unpadded StdEncoding, so
 * its length must be divisible by 3]. What marks a value as secured by two-factor login is unknown:
 * assumed nothing, the register knows it.
 */
export function writeTokenValue(
  record: TokenRecord,
  account: SandboxAccount,
  key: SigningKey,
): string {
  const header = { typ: 'JWT', kid: record.kid, alg: 'RS256' };
  const payload = {
    iss: 'ionoscloud',
    iat: record.createdAt,
    client: 'USER',
    identity: {
      uuid: account.userId,
      contractNumber: record.contract,
      resellerId: 1,
      role: account.role,
      regDomain: 'ionos.de',
      privileges: account.privileges,
      isParent: false,
    },
    exp: record.expiresAt,
  };
  const content = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}`;
  const signature = sign('RSA-SHA256', Buffer.from(content), key.privateKey);
  return `${content}.${signature.toString('base64url')}`;
}

/** The `kid` of a value that `key` signed; null for anything else. Whether it is live is not looked at. */
export function verifyTokenValue(value: string, key: SigningKey): string | null {
  const [header, payload, signature, ...rest] = value.split('.');
  if (!header || !payload || !signature || rest.length > 0) return null;
  const content = Buffer.from(`${header}.${payload}`);
  const signed = Buffer.from(signature, 'base64url');
  if (!verify('RSA-SHA256', content, key.publicKey, signed)) return null;
  const parsed = v.safeParse(headerSchema, parse(header));
  return parsed.success ? parsed.output.kid : null;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
