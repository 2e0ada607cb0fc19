import type { ListedToken } from '../auth-api/answer.ts';
import type { TokenListing } from '../auth-api/client.ts';
import type { GenerateIntent } from '../vault/journal.ts';

/**
 * The pauses before each reading of the list after an unknown outcome: each counts from the reading
 * before, so that the last comes 155 s later at the soonest. And at the next start. In ms.
 */
export const checkDelaysMs = [0, 5_000, 30_000, 120_000] as const;

/** The request itself may take 30 s, and the server may carry it out late. In ms. */
export const windowMs = 180_000;
/**
 * Whether a token is so young that a list which lacks it proves nothing: the server may list it late.
 * By both clocks, since either may be wrong.
 *
 * @param issuedAt ms, or null: not known, which leaves the doubt.
 * @param serverNow the server's clock when the list was read, ms; null: not known, which leaves it, too.
 * @param now the clock here, ms.
 */
export const mayBeListedLate = (
  issuedAt: number | null,
  serverNow: number | null,
  now: number,
): boolean =>
  issuedAt === null || serverNow === null || Math.min(serverNow, now) - issuedAt < windowMs;

/** When the request began, by the server's clock where that was known, ms. */
const beganAt = ({ startedAt, clockOffsetMs }: GenerateIntent): number =>
  startedAt + (clockOffsetMs ?? 0);

/**
 * How much of the time is over in which a token of the request can still show up, ms: by the server's
 * clock, which nobody here sets, where it was known then and is now.
 */
export function waitedFor(intent: GenerateIntent, serverNow: number | null, now: number): number {
  const { startedAt, endedAt, clockOffsetMs } = intent;
  const since = Math.max(startedAt, endedAt ?? startedAt);
  return serverNow !== null && clockOffsetMs !== null
    ? serverNow - since - clockOffsetMs
    : Math.abs(now - since);
}

/** Dates have second precision, and so has the server's clock. In ms. */
const slackMs = 2_000;

/**
 * The tokens on a list that may come from an interrupted generate: new since, created inside the
 * request's window by the server's clock, with the lifetime that was asked for. A doubt remains:
 * another program may have made one in the same minute. A date that cannot be read excludes nothing.
 * Of a request whose end nobody saw, since the app was killed, it is not known how long the computer
 * slept in the middle of it: where its window has none, what was made until the next start counts.
 *
 * @param known ids that are surely something else: their values are kept here.
 */
export function ghostCandidates(
  intent: GenerateIntent,
  listing: TokenListing,
  known: ReadonlySet<string>,
): ListedToken[] {
  if (intent.tokenId !== null) return listing.tokens.filter(({ id }) => id === intent.tokenId);
  const others = new Set([...intent.idsBefore, ...intent.answered, ...known]);
  const { endedAt, foundOpenAt, startedAt } = intent;
  const madeUntil = (end: number): ListedToken[] =>
    listing.tokens.filter((token) => !others.has(token.id) && fits(intent, token, end));
  const inTime = madeUntil(Math.max(startedAt, endedAt ?? startedAt));
  if (inTime.length > 0 || endedAt !== null || foundOpenAt === null) return inTime;
  return madeUntil(foundOpenAt);
}

/** Whether a token was made from the begin of the request to its end (local clock, ms), or a little later. */
function fits(intent: GenerateIntent, { createdAt, expiresAt }: ListedToken, end: number): boolean {
  if (createdAt === null) return true;
  const { clockOffsetMs, ttlSeconds } = intent;
  // Without the server's clock its dates cannot be compared with ours.
  if (clockOffsetMs !== null) {
    const last = end + clockOffsetMs + windowMs;
    if (createdAt < beganAt(intent) - slackMs || createdAt > last) return false;
  }
  if (expiresAt === null) return true;
  return Math.abs(expiresAt - createdAt - ttlSeconds * 1000) <= slackMs;
}
