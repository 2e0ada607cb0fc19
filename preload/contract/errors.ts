import * as v from 'valibot';
import { longest, text } from './limits.ts';

/**
 * The closed set of everything that can go wrong across the bridge. Each has one sentence in
 * `messages/` (key `error_<code in lower case>`) that says what happened and what to do.
 */
export const errorCodes = [
  // Sign-in and the API's answers
  'BAD_CREDENTIALS', // 401 to e-mail and password
  'SIGN_IN_ENDED', // 401 to a token: it expired or was deleted
  'TWO_FACTOR_OR_REFUSED', // 403
  'CONTRACT_REQUIRED', // the API asks for X-Contract-Number: the user has several contracts
  'CONTRACT_UNKNOWN', // the API does not take the number that was sent
  'REQUEST_REFUSED', // another 4xx with the API's own error body: nothing was done
  'LIMIT_REACHED', // 100 tokens
  'TOKEN_NOT_FOUND', // 404 with the API's own error body
  'TOKEN_OF_ANOTHER_SERVER', // filed under another one than that of the account shown: nothing was sent
  'RATE_LIMITED', // 429
  'SERVER_ERROR', // 5xx
  'NOT_THE_API', // HTML, wrong JSON, a 404 that is not the API's: probably a wrong endpoint
  'ANSWER_TOO_LARGE',
  'REDIRECTED',
  'OFFLINE', // never connected: name not resolved, refused, network down
  'CONNECTION_LOST', // connected, then lost: whether the request was carried out is not known
  'TIMEOUT',
  'TLS', // certificate not trusted
  'ENDPOINT_NOT_HTTPS', // asked by https, the server answered something else
  'OUTCOME_UNKNOWN', // generate: sent, no usable answer; being settled by listing
  'CONTRACT_MISMATCH', // the server minted for another contract than asked
  // The secret store
  'STORE_LOCKED',
  'STORE_ABSENT',
  'STORE_WAITING', // a keyring prompt is open or the store does not answer
  'STORE_RESTARTED', // the keyring ended and is there again; this process cannot reach it any more
  'STORE_FAILED',
  'STORE_MISMATCH', // what was read back is not what was written, or belongs to another token
  'STORE_ELSEWHERE', // the one that is open never held what is known to be kept
  'VALUE_DIFFERS', // another value of the same token is saved: which one works cannot be told here
  'VALUE_SIGNS_IN', // an account signs in with this token: its value stays until it is signed out
  'TOKEN_SIGNS_IN', // an account signs in with this token: it does not lapse unseen
  'TOKEN_NOT_MINTED', // the keychain does not say that the app made what signs in: it is not the app's to revoke
  'TOKEN_LIVES', // it was to go as expired, and has not: it stays
  'SERVER_TIME_UNKNOWN', // what has expired cannot be told: nothing of that account goes as such
  'ROTATION_NEW_GONE', // the new token was deleted or has ended: the old one stays
  'ROTATION_NEW_MISSING', // its value is not on this computer: the old one stays
  'ROTATION_OLD_GONE', // the old token was deleted or has ended: the new one stays
  'ROTATION_OPEN', // it is being rotated already: that one is finished or taken back first
  'VALUE_MISSING', // the store is unlocked and holds no such item
  // Files
  'FILE_NOT_WRITTEN',
  'FILE_FROM_NEWER_VERSION',
  'FILE_CHANGED', // not the file that was read any more: changed, replaced or moved
  'FILE_ONLY_COPY', // the value that it holds is kept nowhere else that lasts
  // Backups
  'BACKUP_PASSPHRASE_SHORT', // a new one: too short, or of a few characters that repeat
  'BACKUP_PASSPHRASE_WRONG',
  'BACKUP_NOT_READ', // no file that a passphrase opens, or changed, or cut short
  'BACKUP_OTHER_CONTENT', // it opens, and is no backup of this app's
  'BACKUP_FROM_NEWER_VERSION',
  'BACKUP_TOO_LARGE',
  // Input
  'TOKEN_EMPTY',
  'TOKEN_IS_UUID',
  'TOKEN_IS_API_KEY',
  'TOKEN_NOT_JWT',
  'TOKEN_BROKEN', // a line break or a space in the middle of it
  'TOKEN_SEVERAL', // more than one in the text
  'TOKEN_EXPIRED',
  'TOKEN_NOT_OF_TRIAL', // its value would go with the trial
  'TTL_NOT_A_NUMBER',
  'TTL_TOO_SHORT',
  'TTL_TOO_LONG',
  'TTL_REFUSED', // by the API, within the documented bounds
  'EMAIL_INVALID',
  'PASSWORD_EMPTY',
  'PASSWORD_TOO_LONG',
  'ENDPOINT_INVALID',
  'ENDPOINT_PATH', // a path of its own, or nothing but a path
  'ENDPOINT_PORT', // a port that the network stack refuses, such as 1 or 25
  'ENDPOINT_INSECURE',
  'ENDPOINT_ON_FALLBACK', // the fallback runtime signs in to loopback only
  'CONTRACT_INVALID',
  // The app's own state
  'NOT_SIGNED_IN',
  'BUSY',
  'LOCKED', // the privacy lock is on
  'GESTURE_NEEDED', // reveal wants a key or a mouse button within the last second
  'TOO_MANY_VALUES', // more of them in a minute than a person asks for
  'FILE_NOT_READ', // cannot be opened, or is far too large for a token
  'SHORTCUT_REFUSED', // the desktop or another program has it
  'NOTHING_PENDING',
  'LIST_CHANGED', // what was confirmed is not what is there any more
  'UPDATE_FAILED', // the list of versions, or the new one, could not be fetched
  'UPDATE_REFUSED', // what was fetched is not what was published
  'CANCELLED',
  'CLIPBOARD_FAILED',
  'INVALID_REQUEST', // refused by the IPC gate
  'INTERNAL', // never carries the original text
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * What came in place of a usable answer to a generate: nothing; an answer that broke off; the API's
 * word of a fault on its side (5xx); anything else, such as a proxy's page.
 */
export const answersOfNoUse = ['silence', 'cut', 'fault', 'unusable'] as const;

export type AnswerOfNoUse = (typeof answersOfNoUse)[number];

export const failureSchema = v.strictObject({
  code: v.picklist(errorCodes),
  /** Seconds to wait before trying again, from `Retry-After`. */
  retryAfterSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** The address that did not answer (OFFLINE, CONNECTION_LOST), where it is not IONOS's own. */
  endpoint: v.optional(text(longest.origin)),
  /** Contract numbers to choose from, with CONTRACT_REQUIRED and CONTRACT_UNKNOWN. */
  contracts: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(100))),
  /** Unix time in ms that the sentence names (TOKEN_EXPIRED: when). */
  at: v.optional(v.number()),
  /** With OUTCOME_UNKNOWN; left out where that is not known either. */
  came: v.optional(v.picklist(answersOfNoUse)),
});

/** What the page learns of a failure: a code and the few facts that its sentence needs. */
export type Failure = v.InferOutput<typeof failureSchema>;

/** Every answer over the bridge: expected failures are values, never exceptions. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
