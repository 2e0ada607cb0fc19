import * as v from 'valibot';
import { accountSchema } from './accounts.ts';

const epochSeconds = v.pipe(v.number(), v.integer());

const tokenRecordSchema = v.object({
  /** The token's id and its value's `kid`: a UUID v4 in lower case. */
  kid: v.pipe(v.string(), v.uuid()),
  userId: v.string(),
  /** Tokens belong to a user and a contract (assumed). */
  contract: v.number(),
  createdAt: epochSeconds,
  expiresAt: epochSeconds,
  /** Made in the console under two-factor login: may mint and delete. */
  secured: v.boolean(),
  /** Who made it: a request, the console, the first creation or control door, a fault's other client. */
  origin: v.picklist(['api', 'console', 'seed', 'second-client']),
  /** Not listed before this moment (a fault); null: at once. */
  visibleAt: v.nullable(epochSeconds),
  /** Deleted ones are remembered, so that a test can look from outside; null: not deleted. */
  deletedAt: v.nullable(epochSeconds),
});

/** What the sandbox knows of a token. Never its value. Times are epoch seconds. */
export type TokenRecord = Readonly<v.InferOutput<typeof tokenRecordSchema>>;

/** The sandbox's state file, version 1. */
export const stateSchema = v.object({
  version: v.literal(1),
  /** PEM (PKCS #8); null until the first value was written. */
  privateKey: v.nullable(v.string()),
  accounts: v.array(accountSchema),
  tokens: v.array(tokenRecordSchema),
});

/** The sandbox's whole state, as it is kept on disk. */
export type SandboxState = Readonly<v.InferOutput<typeof stateSchema>>;
