import * as v from 'valibot';
import { longest, text } from '../../preload/contract/limits.ts';
import { AppError } from '../app-error.ts';
import { isHostingKey } from './hosting-key.ts';

/** What a token value says of itself. Decoded only: its signature is not checked. */
export interface TokenClaims {
  /** The token's id: the `kid` of the header. */
  readonly id: string;
  /** Unix time in ms. */
  readonly issuedAt: number | null;
  /** Unix time in ms. */
  readonly expiresAt: number | null;
  readonly contractNumber: number | null;
  readonly userId: string | null;
  readonly role: string | null;
  readonly privileges: readonly string[];
}

/** Of a value that is taken for a token, and of one that can be shown, in characters. */
export const longestToken = 20_000;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const headerSchema = v.object({ kid: v.pipe(v.string(), v.uuid()) });
/** To whole ms. */
const seconds = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(0),
  v.maxValue(1e11),
  v.transform((value) => Math.round(value * 1000)),
);
/** A claim of an unknown kind is left out: the value may work all the same. */
const claim = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);
const name = text(longest.name);
/** `iss` is not looked at: it differs by brand ("ionoscloud", "Arsys"). */
const payloadSchema = v.object({
  iat: claim(seconds),
  exp: claim(seconds),
  identity: claim(
    v.object({
      uuid: claim(name),
      contractNumber: claim(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
      role: claim(name),
      privileges: claim(v.array(name)),
    }),
  ),
});

/**
 * Decodes a pasted or received token value, offline.
 *
 * @throws AppError TOKEN_EMPTY, TOKEN_IS_UUID, TOKEN_IS_API_KEY or TOKEN_NOT_JWT.
 */
export function readToken(value: string): TokenClaims {
  if (value === '') throw new AppError('TOKEN_EMPTY');
  if (uuidPattern.test(value)) throw new AppError('TOKEN_IS_UUID');
  if (isHostingKey(value)) throw new AppError('TOKEN_IS_API_KEY');
  const [header, payload, signature, ...rest] = value.split('.');
  const whole = header && payload && signature && rest.length === 0 && value.length <= longestToken;
  if (!whole || !/^[\w.+/=-]+$/.test(value)) throw new AppError('TOKEN_NOT_JWT');
  const { kid } = decodePart(header, headerSchema);
  const { iat, exp, identity } = decodePart(payload, payloadSchema);
  return {
    id: kid.toLowerCase(),
    issuedAt: iat ?? null,
    expiresAt: exp ?? null,
    contractNumber: identity?.contractNumber ?? null,
    userId: identity?.uuid ?? null,
    role: identity?.role ?? null,
    privileges: identity?.privileges ?? [],
  };
}

/** RSA signatures of 2048, 3072 and 4096 bits in base64url: the API signs by RS256. */
const signatureLengths: readonly number[] = [342, 512, 683];

const isSigned = (value: string): boolean =>
  signatureLengths.includes(value.split('.')[2]?.length ?? 0);

/** Whether `there` is what a store has left of `value`, cut in its signature; in doubt it is not. */
export const isPieceOf = (there: string, value: string): boolean =>
  value.startsWith(there) && isSigned(value) && !isSigned(there);

/** The id that a stored value says of itself; null for what is no value at all. */
export function idIn(value: string): string | null {
  try {
    return readToken(value).id;
  } catch {
    return null;
  }
}

function decodePart<S extends v.GenericSchema>(part: string, schema: S): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new AppError('TOKEN_NOT_JWT');
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new AppError('TOKEN_NOT_JWT');
  return parsed.output;
}
