import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.ts';
import type { Connection } from '../accounts/connection.ts';
import type { AuthApi } from '../auth-api/client.ts';
import { AppError } from '../app-error.ts';
import { readToken } from '../auth-api/jwt.ts';
import { noteOf, type AccountEntry } from '../vault/index-file.ts';
import { newIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { longestTtlSeconds, shortestTtlSeconds } from './generate.ts';
import { fileSaved } from './kept-value.ts';
import type { RotateContext } from './rotate-steps.ts';

/** Where the life of a token is not known, seconds. */
const usualLife = 30 * 86_400;

/** Seconds from the creation to the end of a token that is on a list. */
export function lifeOf({ state }: Workspace, tokenId: string): number {
  const row = state.current.list.tokens.find(({ id }) => id === tokenId);
  if (!row || row.createdAt === null || row.expiresAt === null) return usualLife;
  // Dates have second precision: a life of a year can read a second longer.
  const seconds = Math.round((row.expiresAt - row.createdAt) / 1000);
  return Math.min(Math.max(seconds, shortestTtlSeconds), longestTtlSeconds);
}

/**
 * Makes clients of an account's server and contract that a value authorises. A journal that was edited
 * may name any value that is kept: one goes only where it is filed, and to its own user and contract.
 *
 * @throws AppError (the function) STORE_MISMATCH, CONTRACT_MISMATCH.
 */
export const connectWith =
  ({ connect, index }: Workspace, connection: Connection, account: AccountEntry) =>
  (value: string): AuthApi => {
    const claims = readToken(value);
    const filed = index.content.tokens.find(({ id }) => id === claims.id);
    const { credential, origin } = connection;
    const mine = credential.kind === 'token' ? readToken(credential.token) : account;
    const isOurs = filed?.origin === origin && (!mine.userId || mine.userId === claims.userId);
    if (!isOurs) throw new AppError('STORE_MISMATCH');
    const contract = connection.contractNumber ?? mine.contractNumber;
    if (contract !== null && claims.contractNumber !== null && contract !== claims.contractNumber)
      throw new AppError('CONTRACT_MISMATCH');
    return connect({ ...connection, credential: { kind: 'token', token: value } });
  };

interface Wish {
  readonly accountId: string;
  /** Of the token that is to be replaced. */
  readonly tokenId: string;
  readonly ttlSeconds: number;
}

/** What a rotation works on from its begin. @throws AppError NOT_SIGNED_IN, as Accounts.connection. */
export function rotateContext(
  workspace: Workspace,
  accounts: Accounts,
  { accountId, tokenId, ttlSeconds }: Wish,
): RotateContext {
  const { clock, journal, locks, patience, stores, index } = workspace;
  const account = accounts.require(accountId);
  const connection = accounts.connection(accountId);
  const { label, note, usedIn, color } = noteOf(index.content, tokenId);
  const intent = newIntent({
    purpose: 'vault',
    accountId,
    email: account.email,
    userId: account.userId,
    origin: connection.origin,
    contractNumber: connection.contractNumber ?? account.contractNumber,
    ttlSeconds,
    ...{ label, note, usedIn, color },
    startedAt: clock.now(),
  });
  const { origin, id } = intent;
  return {
    workspace,
    api: accounts.api(accountId),
    connect: connectWith(workspace, connection, account),
    clock,
    journal,
    locks,
    signal: patience.signal,
    store: stores.keychain,
    item: (claims) => tokenItem(claims.id),
    itemText: (value) => value,
    // What is said of the old one is said of it once it was used.
    writeIndex: (claims) => fileSaved(workspace, stores.keychain, claims, { origin, madeBy: id }),
    intent,
    rotation: {
      kind: 'rotation',
      id: randomUUID(),
      startedAt: clock.now(),
      accountId,
      oldTokenId: tokenId,
      generateId: intent.id,
      newTokenId: null,
      stage: 'making',
      finishAt: null,
    },
  };
}
