import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';
import { localDateTime } from './time.ts';
import { lifeOf } from './token-life.ts';

type Reminded = Pick<Token, 'state' | 'lapse' | 'snoozedUntil'>;

/** Whether a person has put off hearing of its end. @param now the server's time, Unix time in ms. */
export const isSnoozed = ({ snoozedUntil }: Pick<Token, 'snoozedUntil'>, now: number): boolean =>
  snoozedUntil !== null && snoozedUntil > now;

/** In a word, for the row; null: its end is told as usual. */
export function reminderShort(token: Reminded, now: number): string | null {
  if (lifeOf(token) !== 'live') return null;
  if (token.lapse) return m.reminder_lapses();
  return isSnoozed(token, now) ? m.reminder_snoozed() : null;
}

/** The sentence for the details; null: its end is told as usual. */
export function reminderText(token: Reminded, now: number): string | null {
  if (lifeOf(token) !== 'live') return null;
  if (token.lapse) return m.reminder_lapses_long();
  const { snoozedUntil } = token;
  if (snoozedUntil === null || snoozedUntil <= now) return null;
  return m.reminder_snoozed_long({ when: localDateTime(snoozedUntil) });
}
