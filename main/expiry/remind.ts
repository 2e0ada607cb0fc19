import type { Reminder } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import { withTold, type ExpiryFile, type Known, type ReminderEntry } from './expiry-file.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Of the next morning, by the computer's own zone. */
const morning = 9;

/** Tokens that are shown. */
export interface Shown<T extends Known = Known> {
  readonly tokens: readonly T[];
  /** The clock of a token's own server, Unix time in ms. */
  readonly nowOf: (token: T) => number;
  /** Those that accounts sign in with. */
  readonly own?: ReadonlySet<string>;
}

/**
 * Until when somebody puts a token off. Not beyond its last hour: then they are told once more. Unix time
 * in ms, as `now`.
 */
export function snoozeEnd(wanted: 'tomorrow' | 'week', expiresAt: number, now: number): number {
  const date = new Date(now);
  const next = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, morning).getTime();
  const until = wanted === 'week' ? now + 7 * day : next;
  const last = expiresAt - hour;
  return last > now ? Math.min(until, last) : until;
}

/**
 * Writes down how a person wants to be told that tokens end.
 *
 * @throws AppError TOKEN_SIGNS_IN where one is to lapse that an account signs in with; TOKEN_NOT_FOUND where one of them is not shown, or has no end that is known; file errors.
 */
export async function remind<T extends Known>(
  file: ExpiryFile,
  { tokens, nowOf, own }: Shown<T>,
  ids: readonly string[],
  how: Reminder,
): Promise<void> {
  if (how === 'lapse' && ids.some((id) => own?.has(id))) throw new AppError('TOKEN_SIGNS_IN');
  const there = new Map(tokens.map((token) => [token.id, token]));
  const changes = new Map(
    ids.map((id) => {
      const token = there.get(id);
      const end = token?.expiresAt ?? null;
      if (!token || end === null) throw new AppError('TOKEN_NOT_FOUND');
      return [id, changeFor(how, end, nowOf(token))] as const;
    }),
  );
  if (changes.size === 0) return;
  // What is on no list any more, whosever it was, is forgotten when it ended by every clock.
  const now = tokens.map(nowOf).reduce((a, b) => Math.min(a, b), Infinity);
  await file.change((content) => withTold(content, { known: tokens, now }, changes));
}

function changeFor(how: Reminder, end: number, now: number): Partial<ReminderEntry> {
  if (how === 'usual') return { lapse: false, snoozedUntil: null };
  if (how === 'lapse') return { lapse: true, snoozedUntil: null };
  return { lapse: false, snoozedUntil: snoozeEnd(how, end, now) };
}
