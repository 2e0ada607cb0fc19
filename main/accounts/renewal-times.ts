import type { ErrorCode, RenewalFailure } from '../../preload/contract.ts';
import type { AccountEntry } from '../vault/index-file.ts';

const day = 86_400_000;
/** How long before its end a token of the app's own is renewed, by the server's clock, ms. */
export const renewedBeforeMs = 7 * day;
/** Below this it is said that it could not be renewed yet, whatever the reason, ms. */
export const renewalLateMs = 6 * day;
/** How long the app waits until it tries again by itself, ms. */
export const renewalPauseMs = day;

/** A keychain that could not be used. */
const shut: ReadonlySet<ErrorCode> = new Set([
  'STORE_LOCKED',
  'STORE_ABSENT',
  'STORE_WAITING',
  'STORE_RESTARTED',
]);

/** Whether it was tried so lately that the app does not try again by itself. @param now Unix time in ms. */
export const isPaused = ({ renewalTriedAt }: AccountEntry, now: number): boolean =>
  // A clock that was set must not keep it from trying for longer than that.
  renewalTriedAt !== undefined && Math.abs(now - renewalTriedAt) < renewalPauseMs;

/**
 * That the token that an account signs in with could not be renewed; null: it was not tried, or is another
 * one since.
 *
 * @param isOpen whether that renewal is gone on with whenever a list was read.
 */
export function renewalFailureOf(
  { signIn, canMint, ownTokenId, renewalTriedAt, renewalFailed }: AccountEntry,
  isOpen: boolean,
): RenewalFailure | null {
  if (signIn !== 'minted' || renewalFailed === undefined || renewalFailed.tokenId !== ownTokenId)
    return null;
  const { code } = renewalFailed;
  // A keychain that was shut is no try: whenever it is open the next list is.
  if (shut.has(code)) return { code, nextAt: renewalTriedAt ?? 0 };
  if (renewalTriedAt === undefined || (canMint === 'no' && !isOpen)) return { code, nextAt: null };
  return { code, nextAt: renewalTriedAt + (isOpen ? 0 : renewalPauseMs) };
}

/**
 * When the app is to renew the token of an account by itself at the earliest, by the clock here, Unix time in
 * ms. Null: it does not.
 *
 * @param offset the server's clock minus the one here, ms.
 */
export function nextRenewalAt(account: AccountEntry, offset: number, now: number): number | null {
  const { signIn, canMint, ownTokenExpiresAt, renewalTriedAt } = account;
  if (signIn !== 'minted' || canMint === 'no' || ownTokenExpiresAt === null) return null;
  const end = ownTokenExpiresAt - offset;
  if (end <= now) return null;
  const from = end - renewedBeforeMs;
  return isPaused(account, now) && renewalTriedAt !== undefined
    ? Math.max(from, renewalTriedAt + renewalPauseMs)
    : from;
}
