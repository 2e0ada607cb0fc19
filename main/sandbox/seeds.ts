import { randomUUID } from 'node:crypto';
import { accounts, type SandboxAccount } from './accounts.ts';
import type { TokenRecord } from './state.ts';

/** A token that an account has at first creation: its age and its lifetime, both in seconds. */
interface Seed {
  readonly age: number;
  readonly ttl: number;
  readonly contract?: number;
  readonly secured?: boolean;
}

const hour = 3600;
const day = 24 * hour;

const [firstContract, secondContract] = accounts.twoContracts.contracts;

/** 62 live ones and 37 that expired, spread over two years. */
const nearlyFull: readonly Seed[] = Array.from({ length: 99 }, (_, index) =>
  index < 37
    ? { age: (700 - index * 8) * day + index * 613, ttl: index % 2 ? 90 * day : 180 * day }
    : { age: (340 - (index - 37) * 5) * day + index * 613, ttl: 365 * day },
);

/** Oldest first. Some live with different lifetimes, some about to end, two expired. */
const trial: readonly Seed[] = [
  { age: 402 * day + 5 * hour, ttl: 365 * day },
  { age: 341 * day + 2 * hour, ttl: 365 * day },
  { age: 212 * day + 7 * hour, ttl: 180 * day },
  { age: 164 * day + 3 * hour, ttl: 180 * day },
  { age: 120 * day + 9 * hour, ttl: 365 * day },
  { age: 83 * day + 6 * hour, ttl: 90 * day },
  { age: 54 * day + 4 * hour, ttl: 60 * day },
  { age: 29 * day + 8 * hour, ttl: 30 * day },
  { age: 21 * day + 1 * hour, ttl: 180 * day },
  { age: 9 * day + 2 * hour, ttl: 30 * day },
  { age: 6 * day + 20 * hour, ttl: 7 * day },
  { age: 3 * hour, ttl: 4 * hour },
];

const seeds: Readonly<Record<string, readonly Seed[]>> = {
  [accounts.plain.userId]: [
    { age: 200 * day, ttl: 365 * day },
    { age: 70 * day, ttl: 60 * day },
    { age: 12 * day, ttl: 30 * day },
  ],
  [accounts.twoContracts.userId]: [
    { age: 150 * day, ttl: 365 * day, contract: firstContract },
    { age: 20 * day, ttl: 90 * day, contract: firstContract },
    { age: 40 * day, ttl: 60 * day, contract: secondContract },
  ],
  [accounts.twoFactor.userId]: [
    { age: 60 * day, ttl: 365 * day, secured: true },
    { age: 10 * day, ttl: 30 * day },
  ],
  [accounts.nearlyFull.userId]: nearlyFull,
  [accounts.trial.userId]: trial,
};

/** The tokens that an account has at first creation. @param now epoch seconds. */
export function seedTokens(account: SandboxAccount, now: number): readonly TokenRecord[] {
  return (seeds[account.userId] ?? []).map((seed) => ({
    kid: randomUUID(),
    userId: account.userId,
    contract: seed.contract ?? account.contracts[0] ?? 0,
    createdAt: now - seed.age,
    expiresAt: now - seed.age + seed.ttl,
    secured: seed.secured ?? false,
    origin: 'seed',
    visibleAt: null,
    deletedAt: null,
  }));
}
