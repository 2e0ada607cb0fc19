import ICAL from 'ical.js';
import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';

// The space that a folded line begins with counts among its 75 octets.
ICAL.foldLength = 74;

const DAY = 86_400_000;
/** How long before the end a calendar reminds, in days. */
const remindBefore = [7, 1] as const;

/** A moment as iCalendar has it, to the second and in UTC. */
const time = (at: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(at), true);

/**
 * An iCalendar file (RFC 5545) with one event for each token that is still to end, and reminders a week
 * and a day before. An event keeps its id, so that a second import changes it and adds none.
 *
 * @param now Unix time in ms.
 */
export function asCalendar(tokens: readonly Token[], now: number): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Token Vault//EN');
  for (const token of tokens)
    if (token.expiresAt !== null && token.expiresAt > now && token.state !== 'gone')
      calendar.addSubcomponent(eventOf(token, token.expiresAt, now));
  return `${calendar.toString()}\r\n`;
}

function eventOf(token: Token, expiresAt: number, now: number): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const summary = m.main_calendar_event({ name: token.label || token.id.slice(0, 8) });
  event.addPropertyWithValue('uid', `${token.id}@tokenvault.app`);
  event.addPropertyWithValue('dtstamp', time(now));
  event.addPropertyWithValue('dtstart', time(expiresAt));
  event.addPropertyWithValue('summary', summary);
  event.addPropertyWithValue('description', describe(token));
  // Nobody is busy at that time.
  event.addPropertyWithValue('transp', 'TRANSPARENT');
  for (const days of remindBefore) {
    if (expiresAt - days * DAY < now) continue;
    const alarm = new ICAL.Component('valarm');
    alarm.addPropertyWithValue('action', 'DISPLAY');
    alarm.addPropertyWithValue('description', summary);
    alarm.addPropertyWithValue('trigger', ICAL.Duration.fromSeconds(-days * 86_400));
    event.addSubcomponent(alarm);
  }
  return event;
}

/** Whose it is and what may stop working. */
const describe = ({ id, usedIn, email, contractNumber, origin }: Token): string =>
  [
    id,
    [
      email,
      contractNumber === null ? null : m.account_contract({ contract: contractNumber }),
      origin,
    ]
      .filter((part) => part !== null)
      .join(' · '),
    usedIn,
  ]
    .filter((line) => line !== '')
    .join('\n');
