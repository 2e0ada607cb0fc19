import type { ErrorCode, Failure, State, Token } from '../../preload/contract.ts';
import type { DialogRequest } from './dialogs.svelte.ts';
import type { Ends } from './delete-run.svelte.ts';
import { byAccount } from './sort.ts';

/** Of the one token alone: the next one may well go. */
const ofOne: ReadonlySet<ErrorCode> = new Set([
  'TOKEN_NOT_FOUND',
  'TOKEN_OF_ANOTHER_SERVER',
  'REQUEST_REFUSED',
  'TOKEN_LIVES',
  'ROTATION_NEW_GONE',
  'ROTATION_NEW_MISSING',
  'ROTATION_OLD_GONE',
  'ROTATION_OPEN',
  'NOTHING_PENDING',
  'VALUE_MISSING',
  'VALUE_SIGNS_IN',
  'STORE_MISMATCH',
  'BUSY',
]);

/** Of this app, and so of every account. */
const ofAll: ReadonlySet<ErrorCode> = new Set(['LOCKED', 'CANCELLED', 'INTERNAL']);

/**
 * What a failure ends of the removal of expired tokens. After a 401 or 403, and where its server does
 * not answer, an account is left alone; the others have a server, a sign-in or rights of their own.
 */
export function endsReaping({ code }: Failure): Ends {
  if (ofAll.has(code)) return 'all';
  return ofOne.has(code) ? 'token' : 'account';
}

/** What has expired and takes up room: what the server still lists, and no saved value of one that is gone. */
export const expiredOf = (tokens: readonly Token[], accountId?: string): readonly Token[] =>
  tokens.filter(
    (token) =>
      token.state === 'expired' &&
      token.listed &&
      (accountId === undefined || token.accountId === accountId),
  );

/** Asks for the removal of these, by account. */
export const reaping = (tokens: readonly Token[], session: State['session']): DialogRequest => ({
  kind: 'delete',
  tokens: byAccount(tokens, session).flatMap(({ rows }) => rows),
  reap: true,
});
