import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readToken } from '../../../main/auth-api/jwt.ts';
import type { TokenView } from '../../../main/sandbox/control-messages.ts';
import { windowMs } from '../../../main/tokens/ghosts.ts';
import type { Index } from '../../../main/vault/index-file.ts';
import {
  openGenerates,
  type GenerateIntent,
  type JournalContent,
} from '../../../main/vault/journal.ts';
import type { Ghost } from '../../../preload/contract.ts';

/** What can be seen of a vault without asking the app. */
export interface OutsideView {
  /** The server's own state. */
  readonly tokens: readonly TokenView[];
  /** What the keychain holds, by account. */
  readonly items: ReadonlyMap<string, string>;
  /** Accounts of values that are kept in memory only, which the app says. */
  readonly inMemory?: readonly string[];
  readonly index: Pick<Index, 'accounts' | 'tokens' | 'leftBehind'>;
  readonly journal: JournalContent;
  /** Whether one of the two cannot be read: the next start will say so. */
  readonly torn: boolean;
}

/** What the app tells the person, now. */
export interface Told {
  readonly ghosts: readonly Ghost[];
  /** The token whose one-time value is on screen. */
  readonly generated: string | null;
}

const blank = { accounts: [], tokens: [], leftBehind: [] };

/** Reads the files of a vault's folder as they are; one that is not there, or is torn, is empty. */
export async function readVaultFiles(
  folder: string,
): Promise<Pick<OutsideView, 'index' | 'journal' | 'torn'>> {
  let torn = false;
  const read = async <T>(name: string, empty: T): Promise<T> => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    try {
      return text === null ? empty : (JSON.parse(text) as T);
    } catch {
      torn = true;
      return empty;
    }
  };
  // The journal first: an entry goes only once the index is written.
  const journal = await read('journal.json', { operations: [] });
  const index = await read('index.json', blank);
  return { index, journal, torn };
}

const valuePattern = /eyJ[\w-]+\.[\w-]+\.[\w-]+/;

/** The id of the value that an item holds, or null. */
export function idInItem(text: string): string | null {
  const [value] = valuePattern.exec(text) ?? [];
  if (value === undefined) return null;
  try {
    return readToken(value).id;
  } catch {
    return null;
  }
}

/** The ids of all values in the keychain, whatever they are filed under. */
export const storedIds = ({ items }: OutsideView): ReadonlySet<string> =>
  new Set([...items.values()].flatMap((text) => idInItem(text) ?? []));

/** The ids of the values that the app finds: a way leads to each from its index. */
export function reachableIds({ items, index }: OutsideView): ReadonlySet<string> {
  const names = [
    ...index.tokens.map(({ id }) => `token:${id}`),
    ...index.accounts.map(({ id }) => `sign-in:${id}`),
    ...index.leftBehind.map((id) => `sign-in:${id}`),
  ];
  return new Set(names.flatMap((name) => idInItem(items.get(name) ?? '') ?? []));
}

/**
 * The first half of the invariant of docs/reliability.md: tokens that are live, that the app made,
 * whose value it cannot reach, and of which it says nothing. None, or the app is broken.
 */
export function unsaidTokens(view: OutsideView, told: Told): readonly string[] {
  const reachable = reachableIds(view);
  const named = new Set(
    told.ghosts.flatMap(({ candidates }) => candidates.map(({ tokenId }) => tokenId)),
  );
  return view.tokens
    .filter(({ live, origin }) => live && origin === 'api')
    .filter((token) => !reachable.has(token.kid) && !named.has(token.kid))
    .filter(({ kid }) => kid !== told.generated && !view.inMemory?.includes(`token:${kid}`))
    .filter((token) => !openGenerates(view.journal).some((entry) => isRemembered(token, entry)))
    .map(({ kid }) => kid);
}

/** Whether an open entry of the journal is about this token, so that a later start will name it. */
function isRemembered(token: TokenView, entry: GenerateIntent): boolean {
  if (entry.tokenId !== null) return entry.tokenId === token.kid;
  const begin = Math.floor(entry.startedAt / 1000) * 1000;
  const created = token.createdAt * 1000;
  const lives = token.expiresAt - token.createdAt;
  return (
    !entry.idsBefore.includes(token.kid) &&
    created >= begin - 2_000 &&
    created <= begin + windowMs &&
    lives === entry.ttlSeconds
  );
}

/** The second half: values that were stored, are stored no longer, and whose token is live. */
export function goneValues(
  view: OutsideView,
  storedBefore: ReadonlySet<string>,
): readonly string[] {
  const stored = storedIds(view);
  return view.tokens
    .filter(({ live, kid }) => live && storedBefore.has(kid) && !stored.has(kid))
    .map(({ kid }) => kid);
}
