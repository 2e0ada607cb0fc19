import { m } from '#messages';
import type { AnswerOfNoUse, Ghost } from '../../preload/contract.ts';
import { localExact, timeOfDayExact } from './time.ts';

/** A moment to the second, with its date unless that is today. */
export function momentExact(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay ? timeOfDayExact(at) : localExact(at);
}

/** What came in place of a usable answer; where that is not known, that there is no clear one. */
export function cameText(came: AnswerOfNoUse | undefined): string {
  return m.unknown_came({ came: came ?? 'unknown' });
}

/** Which request it is, so that one can be told from another. */
export function ghostAbout({ startedAt, purpose, label }: Ghost, now: number): string {
  const time = momentExact(startedAt, now);
  if (purpose === 'sign-in') return m.ghost_about_sign_in({ time });
  return label === '' ? m.ghost_about({ time }) : m.ghost_about_label({ label, time });
}

/** Of an account that is not shown: whose it is, and what to do. */
export function elsewhereText(
  account: NonNullable<Ghost['account']>,
  startedAt: number,
  now: number,
): string {
  const { origin, contractNumber, email } = account;
  const contract = contractNumber === null ? null : m.ghost_contract({ contract: contractNumber });
  return m.ghost_elsewhere({
    account: email ?? contract ?? origin.replace(/^https:\/\//, ''),
    time: momentExact(startedAt, now),
  });
}

/** The question that a token on the list raises. It is named with few letters of its id. */
export function candidateText(
  { tokenId, createdAt, sure }: Ghost['candidates'][number],
  now: number,
): string {
  const id = tokenId.slice(0, 4);
  if (sure) return m.ghost_found_sure({ id });
  return createdAt === null
    ? m.ghost_found_no_time({ id })
    : m.ghost_found({ id, time: momentExact(createdAt, now) });
}
