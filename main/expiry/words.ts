import { m } from '#messages';
import { getLocale } from '#runtime';
import type { Token } from '../../preload/contract.ts';
import { trayGroup } from '../tray-menu.ts';
import { ended, type Due } from './ladder.ts';

/** What a notification says, and of which tokens. */
export interface Announcement {
  readonly title: string;
  readonly body: string;
  readonly tokenIds: readonly string[];
  /** Whether something can still be done about them. */
  readonly live: boolean;
  /** Whether rotating helps: not where another one works in its place. */
  readonly rotatable: boolean;
  /** Within the last hour. */
  readonly urgent: boolean;
}

/** What is said with each announcement. */
export interface Around {
  /** The clock of a token's own server, Unix time in ms. */
  readonly nowOf: (token: Token) => number;
  /** The privacy lock is on: what tokens are called is not shown on a screen that somebody may look at. */
  readonly locked: boolean;
  readonly trial: boolean;
  /** What a person calls the account of a token; empty: nothing. */
  readonly accountName: (token: Token) => string;
  /** Of the old token of a rotation what the new one is called; null: it is none. */
  readonly rotatedOf: (token: Token) => string | null;
}

type Said = Due<Token>;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** The part of a unit that may be over without being missed: a timer is never early. */
const trifle = 0.2;
/** More than this many are told in one. */
const most = 3;

/** Several at once become one: nobody reads forty messages after a week off. */
export function announcements(due: readonly Said[], around: Around): readonly Announcement[] {
  if (due.length === 0) return [];
  const live = due.filter(({ rung }) => rung !== ended);
  if (live.length === due.length && live.length <= most)
    return live.map((one) => single(one, around));
  const [only] = due;
  return [only && due.length === 1 ? single(only, around) : summary(due, around)];
}

/** "in 3 days": never more than there is left, but for a trifle. */
export function until(left: number): string {
  const format = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'always' });
  const whole = (unit: number): number => Math.floor(left / unit + trifle);
  if (whole(hour) >= 48) return format.format(whole(day), 'day');
  if (whole(minute) >= 60) return format.format(whole(hour), 'hour');
  return format.format(Math.max(1, whole(minute)), 'minute');
}

function single({ token, rung }: Said, around: Around): Announcement {
  const { locked, accountName, rotatedOf } = around;
  const over = rung === ended;
  const when = until(leftOf(token, around));
  const rotated = rotatedOf(token);
  const name = nameOf(token, rotated);
  const named = over
    ? (rotated ? m.main_expiry_over_old : m.main_expiry_over)({ name })
    : (rotated ? m.main_expiry_one_old : m.main_expiry_one)({ name, when });
  const nameless = over ? m.main_expiry_over_locked() : m.main_expiry_one_locked({ when });
  return {
    title: titled(locked ? nameless : named, around),
    body: locked
      ? m.main_expiry_locked()
      : [
          trayGroup({ ...token, name: accountName(token) }),
          momentOf(token),
          rotated !== null && m.main_expiry_old_body(),
        ]
          .filter(Boolean)
          .join('\n'),
    tokenIds: [token.id],
    live: !over,
    rotatable: !over && rotated === null,
    urgent: rung === hour,
  };
}

function summary(due: readonly Said[], around: Around): Announcement {
  const { locked, accountName, rotatedOf } = around;
  const calledOf = (token: Token): string => {
    const rotated = rotatedOf(token);
    const name = nameOf(token, rotated);
    return rotated === null ? name : m.main_expiry_old_name({ name });
  };
  const groupOf = (token: Token): string => trayGroup({ ...token, name: accountName(token) });
  /** Whose they are stands once where all are of one, else with each. */
  const [group, another] = new Set(due.map(({ token }) => groupOf(token)));
  const named = (token: Token): string =>
    another === undefined
      ? calledOf(token)
      : `${calledOf(token)} (${accountName(token) || groupOf(token)})`;
  const byEnd = (a: Said, b: Said): number => leftOf(a.token, around) - leftOf(b.token, around);
  const live = due.filter(({ rung }) => rung !== ended).sort(byEnd);
  const over = due.filter(({ rung }) => rung === ended).sort(byEnd);
  const title =
    live.length > 0
      ? m.main_expiry_many({ count: live.length })
      : m.main_expiry_over_many({ count: over.length });
  const lines = live
    .slice(0, most)
    .map(({ token }) =>
      m.main_expiry_line({ name: named(token), when: until(leftOf(token, around)) }),
    );
  const left = live.length - lines.length;
  const names = over.slice(0, most).map(({ token }) => named(token));
  const body = [
    ...lines,
    ...(left > 0 ? [m.main_expiry_more({ count: left })] : []),
    ...(live.length > 0 && over.length > 0
      ? [m.main_expiry_over_many({ count: over.length })]
      : []),
    ...(live.length === 0 ? [names.join(', ') + (over.length > most ? '…' : '')] : []),
    ...(another === undefined && group ? [group] : []),
  ];
  return {
    title: titled(title, around),
    body: locked ? m.main_expiry_locked() : body.join('\n'),
    tokenIds: (live.length > 0 ? live : over).map(({ token }) => token.id),
    live: live.length > 0,
    rotatable: live.some(({ token }) => rotatedOf(token) === null),
    urgent: live.some(({ rung }) => rung === hour),
  };
}

/** How long it lives, ms. */
const leftOf = (token: Token, { nowOf }: Around): number =>
  token.expiresAt === null ? 0 : token.expiresAt - nowOf(token);

const titled = (title: string, { trial }: Around): string =>
  trial ? m.main_expiry_trial({ title }) : title;

/** Its label went to the one that works in its place. */
const nameOf = ({ label, id }: Token, rotated: string | null): string =>
  clipped(rotated || label || id.slice(0, 8));

const clipped = (name: string): string =>
  name.length > 48 ? `${name.slice(0, 47).trimEnd()}…` : name;

const momentOf = ({ expiresAt }: Token): string =>
  expiresAt === null
    ? ''
    : new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
        expiresAt,
      );
