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
 *
 * @param issuedAt ms, or null: not known, which leaves the doubt.
 * @param serverNow the server's clock when the list was read, ms.
 */
export const mayBeListedLate = (issuedAt: number | null, serverNow: number): boolean =>
  issuedAt === null || serverNow - issuedAt < windowMs;

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
 *
 * @param known ids that are surely something else: their values are kept here.
 */
export function ghostCandidates(
  intent: GenerateIntent,
  listing: TokenListing,
  known: ReadonlySet<string>,
): ListedToken[] {
  if (intent.tokenId !== null) return listing.tokens.filter(({ id }) => id === intent.tokenId);
  const before = new Set(intent.idsBefore);
  const begin = beganAt(intent);
  const end = Math.max(begin, (intent.endedAt ?? 0) + (intent.clockOffsetMs ?? 0)) + windowMs;
  // Without the server's clock its dates cannot be compared with ours.
  const timed = intent.clockOffsetMs !== null;
  return listing.tokens.filter(({ id, createdAt, expiresAt }) => {
    if (before.has(id) || known.has(id)) return false;
    if (createdAt === null) return true;
    if (timed && (createdAt < begin - slackMs || createdAt > end)) return false;
    if (expiresAt === null) return true;
    return Math.abs(expiresAt - createdAt - intent.ttlSeconds * 1000) <= slackMs;
  });
}
