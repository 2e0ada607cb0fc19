import type { TokenView } from '../../../main/sandbox/control-messages.ts';
import { windowMs } from '../../../main/tokens/ghosts.ts';
import { openGenerates, type GenerateIntent } from '../../../main/vault/journal.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import type { Ghost, Notice } from '../../../preload/contract.ts';
import { idsIn, type OutsideView, type Owner } from './outside-view.ts';

/** What the app tells the person, now. */
export interface Told {
  /** The requests that it says are open; null: the app has not started, and its journal will say. */
  readonly ghosts: readonly Pick<Ghost, 'operationId'>[] | null;
  readonly notices: readonly Notice[];
  /** The token whose one-time value is on screen. */
  readonly generated: string | null;
  /** Items of values that are kept in memory only, which the app says. */
  readonly inMemory: readonly string[];
}

/** What a vault keeps: nothing of it may go while its token is live. */
export interface Kept {
  /** Ids of the values in the keychain, whatever they are filed under. */
  readonly stored: ReadonlySet<string>;
  /** Ids of those that the app finds: a way leads to them from its index. */
  readonly reachable: ReadonlySet<string>;
}

export const nothingKept: Kept = { stored: new Set(), reachable: new Set() };

/** What is kept, as seen from outside. A value that was cut is none. */
export function keptIn({ items, index }: OutsideView): Kept {
  const holds = (item: string): readonly string[] => idsIn(items.get(item) ?? '');
  const signIns = [...index.accounts.map(({ id }) => id), ...index.leftBehind];
  return {
    stored: new Set([...items.values()].flatMap(idsIn)),
    reachable: new Set([
      // Under its own name only: what stands under that of another token is found by nobody.
      // What is called missing is not offered to the person, though it be there.
      ...index.tokens
        .filter(({ missing }) => missing !== true)
        .flatMap(({ id }) => holds(tokenItem(id)).filter((held) => held === id)),
      ...signIns.flatMap((id) => holds(signInItem(id))),
    ]),
  };
}

/**
 * The first half of the invariant of docs/reliability.md: tokens that are live, that the app made,
 * whose value it cannot reach, and of which it says nothing. None, or the app is broken. A token is
 * said only by an entry of the journal on disk that fits it, so that a crash right now would not
 * silence it, and, while the app runs, only where the person sees that entry.
 */
export function unsaidTokens(view: OutsideView, told: Told): readonly string[] {
  const { reachable } = keptIn(view);
  return view.owners.flatMap((owner) =>
    owner.tokens
      .filter(({ live, origin }) => live && origin === 'api')
      .filter(({ kid }) => !reachable.has(kid))
      .filter(({ kid }) => kid !== told.generated && !told.inMemory.includes(tokenItem(kid)))
      .filter((token) => !isSaid(view, told, token, owner))
      .map(({ kid }) => kid),
  );
}

/** The second half: values that were kept, are kept no longer, and whose token is live. */
export function goneValues(view: OutsideView, before: Kept): readonly string[] {
  const now = keptIn(view);
  return view.owners
    .flatMap(({ tokens }) => tokens)
    .filter(({ live }) => live)
    .filter(
      ({ kid }) =>
        (before.stored.has(kid) && !now.stored.has(kid)) ||
        (before.reachable.has(kid) && !now.reachable.has(kid)),
    )
    .map(({ kid }) => kid);
}

/**
 * Values of live tokens that are stored, and to which nothing leads, an open request neither: nobody
 * finds them but Rebuild.
 */
export function strayValues(view: OutsideView): readonly string[] {
  const { stored, reachable } = keptIn(view);
  const requested = new Set(openGenerates(view.journal).map(({ tokenId }) => tokenId));
  return view.owners
    .flatMap(({ tokens }) => tokens)
    .filter(({ kid, live }) => live && stored.has(kid) && !reachable.has(kid))
    .filter(({ kid }) => !requested.has(kid))
    .map(({ kid }) => kid);
}

/** What the index calls saved, and the keychain does not hold: the person is told what is not so. */
export function claimedInVain({ items, index }: OutsideView): readonly string[] {
  return index.tokens
    .filter(({ missing }) => missing !== true)
    .filter(({ id }) => !idsIn(items.get(tokenItem(id)) ?? '').includes(id))
    .map(({ id }) => id);
}

function isSaid(view: OutsideView, told: Told, token: TokenView, owner: Owner): boolean {
  return openGenerates(view.journal).some(
    (entry) =>
      isShown(entry, told) &&
      entry.origin === view.origin &&
      isOf(entry, owner) &&
      (entry.contractNumber ?? token.contract) === token.contract &&
      (entry.tokenId === null
        ? entry.named.includes(token.kid) || mayBe(entry, token)
        : entry.tokenId === token.kid),
  );
}

function isShown({ id, purpose, accountId }: GenerateIntent, { ghosts, notices }: Told): boolean {
  const isInQuestion = (notice: Notice): boolean =>
    typeof notice !== 'string' &&
    notice.code === 'OWN_TOKEN_IN_QUESTION' &&
    notice.accountId === accountId;
  return (
    ghosts === null ||
    ghosts.some(({ operationId }) => operationId === id) ||
    (purpose === 'sign-in' && notices.some(isInQuestion))
  );
}

function isOf({ userId, email }: GenerateIntent, owner: Owner): boolean {
  if (userId !== null) return userId === owner.userId;
  return email?.toLowerCase() === owner.email.toLowerCase();
}

/** New since, made while the request can have been under way, and of the length asked for. */
function mayBe(entry: GenerateIntent, { kid, createdAt, expiresAt }: TokenView): boolean {
  const { idsBefore, startedAt, endedAt, clockOffsetMs, ttlSeconds } = entry;
  const at = createdAt * 1000 - (clockOffsetMs ?? 0);
  const last = Math.max(startedAt, endedAt ?? startedAt) + windowMs;
  // Without the server's clock its dates exclude nothing.
  const inTime = clockOffsetMs === null || (at >= startedAt - 2_000 && at <= last);
  return !idsBefore.includes(kid) && inTime && expiresAt - createdAt === ttlSeconds;
}
