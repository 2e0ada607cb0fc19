import { randomUUID } from 'node:crypto';
import type { Accounts } from '../accounts/accounts.ts';
import type { Connection } from '../accounts/connection.ts';
import type { AuthApi } from '../auth-api/client.ts';
import { noteOf } from '../vault/index-file.ts';
import { newIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { fileSaved } from './kept-value.ts';
import type { RotateContext } from './rotate-steps.ts';

/** Where the life of a token is not known, seconds. */
const usualLife = 30 * 86_400;

/** Seconds from the creation to the end of a token that is on a list. */
export function lifeOf({ state }: Workspace, tokenId: string): number {
  const row = state.current.list.tokens.find(({ id }) => id === tokenId);
  if (!row || row.createdAt === null || row.expiresAt === null) return usualLife;
  return Math.round((row.expiresAt - row.createdAt) / 1000);
}

/** Makes clients of the same server and contract that a value authorises. */
export const connectWith =
  ({ connect }: Workspace, connection: Connection) =>
  (value: string): AuthApi =>
    connect({ ...connection, credential: { kind: 'token', token: value } });

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
    connect: connectWith(workspace, connection),
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
