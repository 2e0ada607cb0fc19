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

/**
 * How much of the time is over in which a token of the request can still show up, ms: by both clocks,
 * since either may be wrong. Without the server's none is known to be over.
 */
export function waitedFor(intent: GenerateIntent, serverNow: number | null, now: number): number {
  const { startedAt, endedAt, clockOffsetMs } = intent;
  if (serverNow === null) return 0;
  const since = Math.max(startedAt, endedAt ?? startedAt);
  return Math.min(serverNow - since - (clockOffsetMs ?? 0), Math.abs(now - since));
}

/** When a later run found a request open, by the clock that is further on, in ms of the local one. */
export const foundOpen = (
  { clockOffsetMs }: GenerateIntent,
  serverNow: number | null,
  now: number,
): number => (serverNow === null ? now : Math.max(now, serverNow - (clockOffsetMs ?? 0)));

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
 * @param now the clock here when the list was read, ms.
 */
export function ghostCandidates(
  intent: GenerateIntent,
  listing: TokenListing,
  known: ReadonlySet<string>,
  now: number,
): ListedToken[] {
  if (intent.tokenId !== null) return listing.tokens.filter(({ id }) => id === intent.tokenId);
  const others = new Set([...intent.idsBefore, ...intent.answered, ...known]);
  const { clockOffsetMs, endedAt, foundOpenAt, named, startedAt } = intent;
  const tokens = listing.tokens.filter(({ id }) => !others.has(id));
  const before = tokens.filter(({ id }) => named.includes(id));
  // What was named already must not hide what has come since.
  const fresh = tokens.filter(({ id }) => !named.includes(id));
  const fitting = (until: number, offset: number | null): ListedToken[] =>
    fresh.filter((token) => fits(intent, token, until, offset));
  // The server's clock as it was told before the request. Once it may have been wrong: where that
  // finds none, what it says now counts, and the clock here.
  const { serverDate } = listing;
  const offsetNow = serverDate === null ? 0 : serverDate - now;
  const offsets = clockOffsetMs === null ? [null] : [clockOffsetMs, offsetNow, 0];
  const end = Math.max(startedAt, endedAt ?? startedAt);
  for (const offset of offsets) {
    const inTime = fitting(end, offset);
    if (inTime.length > 0) return [...before, ...inTime];
    const found = endedAt !== null || foundOpenAt === null ? [] : fitting(foundOpenAt, offset);
    if (found.length > 0) return [...before, ...found];
  }
  return before;
}

/**
 * Whether a token was made from the begin of the request to its end, or a little later.
 *
 * @param end by the local clock, ms.
 * @param offset what the server's clock is ahead of the local one, ms; null: its dates cannot be compared.
 */
function fits(
  { startedAt, ttlSeconds }: GenerateIntent,
  { createdAt, expiresAt }: ListedToken,
  end: number,
  offset: number | null,
): boolean {
  if (createdAt === null) return true;
  if (offset !== null) {
    const since = createdAt - offset;
    if (since < startedAt - slackMs || since > end + windowMs) return false;
  }
  if (expiresAt === null) return true;
  return Math.abs(expiresAt - createdAt - ttlSeconds * 1000) <= slackMs;
}
