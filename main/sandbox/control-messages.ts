import * as v from 'valibot';
import { accountSchema } from './accounts.ts';
import { furthestSeconds } from './clock.ts';
import { logEntrySchema } from './request-log.ts';
import { faultStatusSchema } from './fault-queue.ts';

const whole = v.pipe(v.number(), v.integer());
/** All dates that these allow, added up, stay below the year 9999. */
const life = v.pipe(whole, v.minValue(1), v.maxValue(furthestSeconds));
const epoch = v.pipe(whole, v.minValue(0), v.maxValue(4 * furthestSeconds));
const pause = v.pipe(whole, v.minValue(0), v.maxValue(31_536_000));
const kid = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** A token as the console would make it. Times in seconds; contract: the account's first. */
export const consoleTokenSchema = v.strictObject({
  /** An account's name or e-mail. */
  account: v.string(),
  contract: v.exactOptional(whole),
  /** Default 30 days. */
  ttl: v.exactOptional(life),
  /** Secured by two-factor login: may mint and delete. */
  secured: v.exactOptional(v.boolean()),
  /** Epoch seconds; default now. */
  createdAt: v.exactOptional(epoch),
  kid: v.exactOptional(kid),
});

/** A token as the console would make it. */
export type ConsoleTokenOrder = Readonly<v.InferOutput<typeof consoleTokenSchema>>;

/** Many tokens of one account. */
export const seedSchema = v.strictObject({
  account: v.string(),
  contract: v.exactOptional(whole),
  count: v.pipe(whole, v.minValue(1), v.maxValue(5000)),
  ttl: v.exactOptional(life),
  /** Epoch seconds of the first; without it the last one is made now. */
  createdAt: v.exactOptional(epoch),
  /** Seconds from one to the next; default 1. */
  everySeconds: v.exactOptional(pause),
  /** Whether the values are given out; default no, they take 1 ms each. */
  values: v.exactOptional(v.boolean()),
});

/** Many tokens of one account. */
export type SeedOrder = Readonly<v.InferOutput<typeof seedSchema>>;

/** What of an account can be changed. */
export const accountChangeSchema = v.partial(
  v.strictObject(
    v.pick(accountSchema, ['password', 'contracts', 'role', 'privileges', 'twoFactor']).entries,
  ),
);

/** What of an account can be changed. */
export type AccountChange = Readonly<v.InferOutput<typeof accountChangeSchema>>;

/** What the door says of a clock that would be moved too far. */
export const tooFarSentence = `The clock can be at most ${furthestSeconds} seconds ahead or behind.`;

const move = v.pipe(
  v.number(),
  v.minValue(-furthestSeconds, tooFarSentence),
  v.maxValue(furthestSeconds, tooFarSentence),
);

/** Sets the clock to an offset, moves it on, or both. Seconds. */
export const clockMoveSchema = v.strictObject({
  offsetSeconds: v.exactOptional(move),
  advanceSeconds: v.exactOptional(move),
});

/** Sets the clock to an offset, moves it on, or both. Seconds. */
export type ClockMove = Readonly<v.InferOutput<typeof clockMoveSchema>>;

const tokenEntries = {
  kid: v.string(),
  contract: v.number(),
  /** Epoch seconds. */
  createdAt: v.number(),
  expiresAt: v.number(),
  secured: v.boolean(),
  /** Who made it. */
  origin: v.picklist(['api', 'console', 'seed', 'second-client']),
  /** Epoch seconds; null: listed at once. */
  visibleAt: v.nullable(v.number()),
  deletedAt: v.nullable(v.number()),
};

/** A token seen from outside. `live`: its value, wherever it is, authenticates now. */
export const tokenViewSchema = v.object({ ...tokenEntries, live: v.boolean() });

/** A token seen from outside. */
export type TokenView = Readonly<v.InferOutput<typeof tokenViewSchema>>;

/** A token with the value that is given out this once. */
export const newTokenSchema = v.object({ ...tokenEntries, value: v.string() });

/** A token with the value that is given out this once. */
export type NewToken = Readonly<v.InferOutput<typeof newTokenSchema>>;

/** Tokens that were seeded, with their values where those were asked for. */
export const seededSchema = v.object({
  tokens: v.array(v.object({ ...tokenEntries, value: v.nullable(v.string()) })),
});

/** A seeded token. */
export type SeededToken = Readonly<v.InferOutput<typeof seededSchema>['tokens'][number]>;

/** The whole state from outside. */
export const viewSchema = v.object({
  /** Unix time in ms by the sandbox's clock. */
  now: v.number(),
  offsetSeconds: v.number(),
  strictTwoFactor: v.boolean(),
  accounts: v.array(
    v.object({
      name: v.string(),
      email: v.string(),
      userId: v.string(),
      contracts: v.array(v.number()),
      twoFactor: v.picklist(['off', 'active', 'forced']),
      tokens: v.array(tokenViewSchema),
    }),
  ),
});

/** The whole state from outside. */
export type SandboxView = Readonly<v.InferOutput<typeof viewSchema>>;

/** The log, and the count of its changes to wait from. */
export const logSchema = v.object({ changes: v.number(), requests: v.array(logEntrySchema) });

/** The faults that were set. */
export const faultsSchema = v.object({ faults: v.array(faultStatusSchema) });
