import { m } from '#messages';
import { getLocale } from '#runtime';
import type { Token, TokenColor } from '../preload/contract.ts';
import { defaultEndpoint } from './auth-api/endpoint.ts';

/** A saved token as the tray lists it. */
export interface TrayToken {
  readonly id: string;
  readonly label: string;
  /** Unix time in ms. */
  readonly expiresAt: number | null;
  /** Under which account and contract it is listed. */
  readonly group: string;
  /** Of that account. */
  readonly color: TokenColor;
}

/**
 * The heading of a token's group: its account by the name that a person gave it, else by e-mail where
 * that is known, its contract, and its server where that is not IONOS's own.
 */
export function trayGroup({
  name,
  email,
  contractNumber,
  origin,
}: Pick<Token, 'email' | 'contractNumber' | 'origin'> & { readonly name: string }): string {
  const contract = m.main_tray_contract({ contract: String(contractNumber ?? '–') });
  const server = origin === defaultEndpoint ? null : URL.parse(origin)?.host;
  return [name || email, contract, server].filter(Boolean).join(' · ');
}

/** What the tray shows. */
export interface TrayView {
  readonly tokens: readonly TrayToken[];
  /** How many tokens end soon. */
  readonly expiring: number;
  readonly locked: boolean;
  readonly trial: boolean;
  /** Whether it has to be said whose a token is, though all are of one account. */
  readonly several: boolean;
  /** Unix time in ms. */
  readonly now: number;
}

export type TrayEntry =
  | { readonly kind: 'copy'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'heading';
      readonly label: string;
      /** Of the account that it names. */
      readonly color?: TokenColor;
    }
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'expiring' | 'show' | 'generate' | 'lock' | 'unlock' | 'quit';
      readonly label: string;
    };

/** The tray's menu: everything is in it, since a click on the icon never arrives on some desktops. */
export function trayEntries({
  tokens,
  expiring,
  locked,
  trial,
  several,
  now,
}: TrayView): readonly TrayEntry[] {
  const heading = (label: string): TrayEntry => ({ kind: 'heading', label });
  const separator: TrayEntry = { kind: 'separator' };
  const copies = locked ? [heading(m.main_tray_locked())] : copyEntries(tokens, several, now);
  return [
    ...(trial ? [heading(m.main_tray_trial())] : []),
    ...(expiring > 0 && !locked
      ? [{ kind: 'expiring' as const, label: m.main_expiry_tray({ count: expiring }) }, separator]
      : []),
    ...copies,
    separator,
    { kind: 'show', label: m.main_tray_show() },
    { kind: 'generate', label: m.main_tray_generate() },
    locked
      ? { kind: 'unlock', label: m.main_tray_unlock() }
      : { kind: 'lock', label: m.main_tray_lock() },
    separator,
    { kind: 'quit', label: m.main_tray_quit() },
  ];
}

function copyEntries(tokens: readonly TrayToken[], several: boolean, now: number): TrayEntry[] {
  const live = tokens.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  if (live.length === 0) return [{ kind: 'heading', label: m.main_tray_empty() }];
  const ending = live.reduce<TrayToken | null>(
    (first, token) =>
      token.expiresAt !== null && token.expiresAt < (first?.expiresAt ?? Infinity) ? token : first,
    null,
  );
  const groups = [...new Set(live.map(({ group }) => group))].sort();
  return groups.flatMap((group) => [
    ...(several || groups.length > 1 ? [groupHeading(group, live)] : []),
    ...groupEntries(
      live.filter((token) => token.group === group),
      ending,
    ),
  ]);
}

/** Where the same words are two accounts', no colour is either's. */
function groupHeading(group: string, tokens: readonly TrayToken[]): TrayEntry {
  const mine = tokens.filter((token) => token.group === group);
  const [color = 'none', another] = new Set(mine.map((token) => token.color));
  return { kind: 'heading', label: group, color: another === undefined ? color : 'none' };
}

/** One group by name; those that are called the same are told apart by the start of their ids. */
function groupEntries(tokens: readonly TrayToken[], ending: TrayToken | null): TrayEntry[] {
  const named = tokens
    .map(({ id, label }) => ({ id, start: id.slice(0, 8), label: label || id.slice(0, 8) }))
    .sort((a, b) => a.label.localeCompare(b.label, getLocale()) || a.id.localeCompare(b.id));
  return named.map(({ id, start, label }, at): TrayEntry => {
    const twin = [named[at - 1], named[at + 1]].some((other) => other?.label === label);
    const copy = twin ? m.main_tray_copy_id({ label, id: start }) : m.main_tray_copy({ label });
    return {
      kind: 'copy',
      id,
      label: id === ending?.id ? m.main_tray_next({ label: copy }) : copy,
    };
  });
}
