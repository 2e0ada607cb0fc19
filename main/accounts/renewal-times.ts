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

/**
 * How long it waits after a renewal by the clock here alone, ms: that one may be so far ahead that each new token
 * seems to end soon.
 */
const unsurePauseMs = 7 * day;

const pauseOf = ({ ownTokenId, renewalFailed }: AccountEntry, offset: number | null): number =>
  // What failed is tried again while there is time, whoever says how much that is.
  offset === null && renewalFailed?.tokenId !== ownTokenId ? unsurePauseMs : renewalPauseMs;

/**
 * Whether it was tried so lately that the app does not try again by itself.
 *
 * @param now Unix time in ms. @param offset the server's clock minus the one here, ms; null: not known.
 */
export const isPaused = (account: AccountEntry, now: number, offset: number | null): boolean =>
  // A clock that was set must not keep it from trying for longer than that.
  account.renewalTriedAt !== undefined &&
  Math.abs(now - account.renewalTriedAt) < pauseOf(account, offset);

/** By what it is said whether the token of an account is to be renewed. */
export interface RenewalClocks {
  /** The server's clock minus the one here, ms, as the last list said; null: it did not. */
  readonly offset: number | null;
  /** When that list was read, by the clock here, Unix time in ms. */
  readonly readAt: number;
  /** By the clock here. */
  readonly now: number;
}

/**
 * Whether the token that an account signs in with is to be renewed now, by the server's clock. Where that is not
 * known, by the one here: a token that is renewed too early harms nobody, and one that nobody renews locks a
 * person out. Too often it is not renewed either way.
 */
export function isRenewalDue(account: AccountEntry, clocks: RenewalClocks): boolean {
  const { offset, readAt, now } = clocks;
  const { ownTokenExpiresAt: end } = account;
  if (end === null || isPaused(account, now, offset)) return false;
  const left = end - (now + (offset ?? 0));
  // The list that it read after its end by the clock here proves that it lives, and that clock wrong.
  const lives = left > 0 || (offset === null && readAt >= end);
  return lives && left <= renewedBeforeMs;
}

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
 * @param offset the server's clock minus the one here, ms; null: not known, and it goes by the one here.
 */
export function nextRenewalAt(
  account: AccountEntry,
  offset: number | null,
  now: number,
): number | null {
  const { signIn, canMint, ownTokenExpiresAt, renewalTriedAt } = account;
  if (signIn !== 'minted' || canMint === 'no' || ownTokenExpiresAt === null) return null;
  const end = ownTokenExpiresAt - (offset ?? 0);
  if (end <= now) return null;
  const from = end - renewedBeforeMs;
  return isPaused(account, now, offset) && renewalTriedAt !== undefined
    ? Math.max(from, renewalTriedAt + pauseOf(account, offset))
    : from;
}
