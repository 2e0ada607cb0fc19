import { AppError, isAppError } from '../app-error.ts';
import type { AuthApi } from '../auth-api/client.ts';
import { clockOffsetOf } from '../auth-api/dates.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import type { Clock } from '../ports.ts';
import { finished, journaled, type GenerateIntent, type JournalFile } from '../vault/journal.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import { digestOf } from '../vault/value-digest.ts';
import type { Step } from './steps.ts';
import { storeSteps } from './store-steps.ts';
import type { TokenLocks } from './token-locks.ts';

export const shortestTtlSeconds = 60;
export const longestTtlSeconds = 31_536_000;
/** After this long the list before the request says nothing of the ids that are new after it, ms. */
const staleMs = 60_000;
/** The API's limit of tokens, expired ones included. */
export const tokenLimit = 100;

/** What a generate works on; the steps fill in what they learn. */
export interface GenerateContext {
  readonly api: AuthApi;
  readonly clock: Clock;
  readonly journal: JournalFile;
  /** Null where the person declined to keep the value: storing is left out. */
  readonly store: SecretStore | null;
  /** The item that takes the value, and what is written there. */
  readonly item: (claims: TokenClaims) => string;
  readonly itemText: (value: string) => string;
  /** Writes what is known of the token, once its value is stored. */
  readonly writeIndex: (claims: TokenClaims) => Promise<unknown>;
  /** Nothing else works on the token from the moment that it is known until `release`. */
  readonly locks: TokenLocks;
  /** Ends what is asked before the request; once that is sent its answer is awaited. */
  readonly signal: AbortSignal;
  release?: () => void;
  intent: GenerateIntent;
  /** The one-time value, from the answer on. */
  value?: string;
  claims?: TokenClaims;
}

/** @throws AppError TTL_NOT_A_NUMBER, TTL_TOO_SHORT, TTL_TOO_LONG. */
export function checkTtl(seconds: number): void {
  if (!Number.isInteger(seconds)) throw new AppError('TTL_NOT_A_NUMBER');
  if (seconds < shortestTtlSeconds) throw new AppError('TTL_TOO_SHORT');
  if (seconds > longestTtlSeconds) throw new AppError('TTL_TOO_LONG');
}

/**
 * The protocol of docs/threat-model.md, "Generate": mints one token so that its value is stored,
 * and read back, before anybody is told. A failure after `request` leaves the journal open: the
 * value may still be in `context.value`, or the outcome is settled by listing.
 */
export const generateSteps: readonly Step<GenerateContext>[] = [
  {
    name: 'probe-store',
    async run({ store }) {
      await store?.probe();
    },
  },
  {
    name: 'list-before',
    async run(context) {
      const { tokens, serverDate } = await context.api.list(context.signal);
      if (tokens.length >= tokenLimit) throw new AppError('LIMIT_REACHED');
      const now = context.clock.now();
      context.intent = {
        ...context.intent,
        idsBefore: tokens.map(({ id }) => id),
        clockOffsetMs: clockOffsetOf(serverDate, now),
        startedAt: now,
      };
    },
  },
  {
    name: 'write-journal',
    async run({ journal, intent }) {
      await journal.change(journaled(intent));
    },
  },
  {
    name: 'request',
    async run(context) {
      const { clock, journal, signal } = context;
      // The computer slept since the list was read, or the person gave up: nothing was sent yet, and
      // nothing is.
      const stale = Math.abs(clock.now() - context.intent.startedAt) > staleMs;
      if (stale || signal.aborted) {
        await journal.change(finished(context.intent.id));
        throw new AppError(signal.aborted ? 'CANCELLED' : 'TIMEOUT');
      }
      try {
        context.value = await context.api.generate(context.intent.ttlSeconds);
      } catch (error) {
        if (isAppError(error, 'OUTCOME_UNKNOWN')) {
          // It may have been carried out until now, however long the computer slept meanwhile.
          context.intent = { ...context.intent, endedAt: clock.now() };
          await journal.change(journaled(context.intent)).catch(() => undefined);
        } else {
          // Refused, or never sent: nothing was minted and there is nothing to settle.
          await journal.change(finished(context.intent.id));
        }
        throw error;
      }
    },
  },
  {
    name: 'read-value',
    async run(context) {
      const claims = readToken(valueOf(context));
      // A cache, or a server that is wrong, gave one that was there before: it is nobody's to keep or revoke.
      if (context.intent.idsBefore.includes(claims.id)) {
        delete context.value;
        context.intent = { ...context.intent, endedAt: context.clock.now() };
        await context.journal.change(journaled(context.intent)).catch(() => undefined);
        throw new AppError('OUTCOME_UNKNOWN');
      }
      context.claims = claims;
      context.release = await context.locks.acquire(context.claims.id);
      const { id, contractNumber } = context.claims;
      // Where the server made it for another contract, that one's list is where it stands.
      context.intent = {
        ...context.intent,
        tokenId: id,
        digest: digestOf(valueOf(context)),
        contractNumber: contractNumber ?? context.intent.contractNumber,
      };
      // From here on it is known which token this request made, after a crash too. That it could
      // not be written down must not keep the value in hand from being stored.
      await context.journal.change(journaled(context.intent)).catch(() => undefined);
    },
  },
  ...storeSteps<GenerateContext>({ store: 'store-value', readBack: 'read-back' }, (context) => ({
    store: context.store,
    item: context.item(claimsOf(context)),
    text: context.itemText(valueOf(context)),
  })),
  {
    name: 'write-index',
    async run(context) {
      if (context.store) await context.writeIndex(claimsOf(context));
    },
  },
  {
    name: 'clear-journal',
    async run({ store, journal, intent }) {
      // What was declined, or found no keychain, lives in memory only: the journal stays open, so that
      // a crash is named at the next start.
      await journal.change(store?.kind === 'keychain' ? finished(intent.id) : journaled(intent));
    },
  },
];

function valueOf({ value }: GenerateContext): string {
  if (value === undefined) throw new AppError('INTERNAL');
  return value;
}

function claimsOf({ claims }: GenerateContext): TokenClaims {
  if (claims === undefined) throw new AppError('INTERNAL');
  return claims;
}
