import { m } from '#messages';
import type { Reminder, Token } from '../../preload/contract.ts';
import type { IconName } from '../components/icons.ts';
import { lifeOf } from '../text/token-life.ts';
import { isSnoozed } from '../text/reminder-text.ts';

const day = 86_400_000;
/** Before that the next reminder is days away, and nothing is to be put off. */
const soonMs = 7 * day;

/** One way to hear of an end, as a menu offers it. */
export interface ReminderOffer {
  readonly how: Reminder;
  readonly words: string;
  readonly icon: IconName;
  /** Another token comes first, which a dialog offers. */
  readonly asks?: true;
}

/**
 * How a person can be told of the end of a token that lives, other than now. One that signs the app in
 * does not lapse before there is another. @param now the server's time.
 */
export function reminderOffers(
  token: Token,
  now: number,
  signsIn: boolean,
): readonly ReminderOffer[] {
  const { expiresAt, lapse } = token;
  if (expiresAt === null || lifeOf(token) !== 'live') return [];
  const usual = { how: 'usual', words: m.reminder_usual(), icon: 'clock' } as const;
  if (lapse) return [usual];
  const letLapse: ReminderOffer = {
    how: 'lapse',
    words: signsIn ? m.reminder_lapse_ask() : m.reminder_lapse(),
    icon: 'circle-slash',
    ...(signsIn ? { asks: true } : {}),
  };
  if (isSnoozed(token, now)) return [usual, letLapse];
  if (expiresAt - now > soonMs) return [letLapse];
  return [
    { how: 'tomorrow', words: m.reminder_tomorrow(), icon: 'hourglass' },
    { how: 'week', words: m.reminder_week(), icon: 'hourglass' },
    letLapse,
  ];
}

/** One way to hear of several ends, with those of which it can be said. */
export interface ReminderForAll extends Pick<ReminderOffer, 'how' | 'words' | 'icon'> {
  readonly tokens: readonly Token[];
}

const manyWords = {
  tomorrow: m.reminder_tomorrow_many,
  week: m.reminder_week_many,
  lapse: m.reminder_lapse_many,
} as const;

/**
 * As reminderOffers, of several: a snooze of those that end soon, with their number, and of all of them
 * what each offers unasked. @param now the server's time.
 */
export function remindersForAll(
  tokens: readonly Token[],
  now: number,
  signsIn: (token: Token) => boolean,
): readonly ReminderForAll[] {
  const order = ['usual', 'tomorrow', 'week', 'lapse'] as const;
  const offers = tokens.map((token) => reminderOffers(token, now, signsIn(token)));
  return order.flatMap((how): readonly ReminderForAll[] => {
    const found = offers.map((of) => of.find((offer) => offer.how === how && !offer.asks));
    const able = tokens.filter((_, at) => found[at] !== undefined);
    const first = found.find((offer) => offer !== undefined);
    const snooze = how === 'tomorrow' || how === 'week';
    if (!first || (!snooze && able.length < tokens.length)) return [];
    const words = how === 'usual' ? first.words : manyWords[how]({ n: able.length });
    return [{ how, icon: first.icon, words, tokens: able }];
  });
}
