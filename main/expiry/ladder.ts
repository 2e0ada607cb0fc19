import type { ReminderEntry } from './expiry-file.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How long before its end a token is spoken of, in ms, the first time first. */
export const rungs = [30 * day, 7 * day, 3 * day, day, hour] as const;

/** What the rung of a token is called that ended while nobody was told of its last hour. */
export const ended = 0;

/** From when on a token is among those that end soon, in ms before its end. */
const soon = 7 * day;

/** A token, as far as its end counts. All times are Unix time in ms, by the server's clock. */
export interface Mortal {
  readonly id: string;
  /** Null: the server sent none that can be read, and nothing is known of how long it was made for. */
  readonly createdAt: number | null;
  readonly expiresAt: number | null;
  readonly state: string;
}

/** What is written down of a token; nothing: it was never spoken of. */
export type Told = Omit<ReminderEntry, 'id'>;

/** A token to speak of now. */
export interface Due<T> {
  readonly token: T;
  /** One of `rungs`, or `ended`. */
  readonly rung: number;
}

export interface Step<T> {
  readonly due: readonly Due<T>[];
  /** The next moment at which there may be something to speak of, or to show. Null: none. */
  readonly next: number | null;
}

/**
 * Half its life before its end a token is not near it yet, however short that is: one that was made for
 * 7 days is spoken of first when 3 are left, one that was made for an hour never.
 */
const reach = ({ createdAt, expiresAt }: Mortal): number =>
  createdAt === null || expiresAt === null ? Infinity : (expiresAt - createdAt) / 2;

const rungsOf = (token: Mortal): readonly number[] => rungs.filter((rung) => rung <= reach(token));

/** The last rung that it has passed with `left` ms left. */
const passedOf = (token: Mortal, left: number): number | undefined =>
  rungsOf(token).findLast((rung) => left <= rung);

/** Whether something ends with it: neither ended nor deleted, for all that is known. */
const lives = (token: Mortal, now: number): token is Mortal & { readonly expiresAt: number } =>
  token.expiresAt !== null && token.expiresAt > now && token.state !== 'gone';

/** Whether a person does not want to hear of a token now. */
const isQuiet = (told: Told | undefined, now: number): boolean =>
  told !== undefined && (told.lapse || (told.snoozedUntil ?? 0) > now);

/** Whether a token belongs to those that end soon and that somebody has to see to. */
export function isExpiring(token: Mortal, told: Told | undefined, now: number): boolean {
  if (!lives(token, now) || isQuiet(told, now)) return false;
  return token.expiresAt - now <= Math.min(soon, reach(token));
}

/**
 * The last rung that counts as said of a token; null: none. One by a clock that was wrong, since the token has
 * clearly more left, keeps silent what comes as little as an end that was none: what has passed by now
 * stands for it, which is not said again.
 *
 * @param now the server's clock.
 */
export function saidOf(token: Mortal, told: Told | undefined, now: number): number | null {
  const said = told?.told ?? null;
  if (said === null || said === ended || !lives(token, now)) return null;
  const left = token.expiresAt - now;
  return left > said + hour ? (passedOf(token, left) ?? null) : said;
}

/** Whether what is written down of a token was said by a clock that was wrong. */
export const isMistold = (token: Mortal, told: Told | undefined, now: number): boolean =>
  told?.told != null &&
  told.told !== ended &&
  lives(token, now) &&
  saidOf(token, told, now) !== told.told;

/**
 * What is to be said of tokens now, and when to look again. Each rung is said once: of several that
 * passed meanwhile (sleep, a week off) only the last one, and one that was said is not said again when
 * somebody sets the clock back: only what comes after it by the clock that is right (`saidOf`).
 *
 * @param told what is written down, by the ids of tokens.
 * @param now the server's clock.
 */
export function climb<T extends Mortal>(
  tokens: readonly T[],
  told: ReadonlyMap<string, Told>,
  now: number,
): Step<T> {
  const steps = tokens.map((token) => climbOne(token, told.get(token.id), now));
  const times = steps.map(({ next }) => next).filter((next) => next !== null);
  return {
    due: steps.flatMap(({ due }) => due),
    next: times.length === 0 ? null : Math.min(...times),
  };
}

function climbOne<T extends Mortal>(token: T, told: Told | undefined, now: number): Step<T> {
  const nothing = { due: [], next: null };
  if (told?.lapse === true || token.state === 'gone' || token.expiresAt === null) return nothing;
  if (!lives(token, now)) {
    // Of one that was never known to live nothing ended.
    const missed = told !== undefined && (told.told ?? Infinity) > lastOf(token);
    return missed ? { due: [{ token, rung: ended }], next: null } : nothing;
  }
  const { expiresAt } = token;
  const left = expiresAt - now;
  if (told && isQuiet(told, now)) return { due: [], next: told.snoozedUntil };
  const own = rungsOf(token);
  const passed = passedOf(token, left);
  const said = saidOf(token, told, now);
  // Somebody who put it off is told when that time is over, whatever they were told before.
  const again = said === null || told?.snoozedUntil != null;
  const isDue = passed !== undefined && (again || passed < said);
  const coming = own.find((rung) => rung < Math.min(left, passed ?? Infinity, said ?? Infinity));
  // It enters and leaves what is shown as ending soon by itself.
  const shown = [Math.min(soon, reach(token)), 0].find((before) => before < left) ?? 0;
  return {
    due: isDue ? [{ token, rung: passed }] : [],
    next: expiresAt - Math.max(coming ?? 0, shown),
  };
}

/** The last rung of a token; one that has none is not spoken of when it has ended either. */
const lastOf = (token: Mortal): number => rungsOf(token).at(-1) ?? Infinity;
