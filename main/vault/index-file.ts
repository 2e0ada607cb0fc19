import * as v from 'valibot';
import { accountFacts, accountNotes } from '../../preload/contract/account.ts';
import { errorCodes } from '../../preload/contract/errors.ts';
import { longest, text } from '../../preload/contract/limits.ts';
import { contractNumber, instant } from '../../preload/contract/parts.ts';
import { longestNote, noteEntries } from '../../preload/contract/token.ts';
import type { Files } from './files.ts';
import { JsonFile } from './json-file.ts';

// As the page is told: what it could not be told is not taken from a file either.
const when = v.nullable(instant);
const uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** Rows are known by their id: of two with one id, which only somebody else can have written, the last counts. */
const once = <T extends { readonly id: string }>(entries: T[]): T[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
];

/** An account as it stands in the index, without its credential. */
export const accountEntry = v.object({
  id: uuid,
  // Its origin is shown only: requests go to the one beside the credential in the keychain.
  ...accountFacts,
  label: v.optional(accountNotes.label, ''),
  color: v.optional(accountNotes.color, 'none'),
  ownTokenId: v.nullable(v.pipe(v.string(), v.uuid())),
  ownTokenExpiresAt: when,
  /** The generate that made the own token, so that its journal entry is known to be done. */
  madeBy: v.nullable(text(100)),
  /** When its own token was last to be renewed by the app itself; absent: never. */
  renewalTriedAt: v.exactOptional(instant),
  /** Why that failed, and for which token; of another one it says nothing. Absent: it did not. */
  renewalFailed: v.exactOptional(
    v.object({
      tokenId: uuid,
      // A code that only a newer version knows.
      code: v.fallback(v.picklist(errorCodes), 'INTERNAL'),
    }),
  ),
});

const tokenEntry = v.object({
  id: uuid,
  origin: text(longest.origin),
  contractNumber: v.nullable(contractNumber),
  userId: v.nullable(text(longest.name)),
  issuedAt: when,
  expiresAt: when,
  savedAt: instant,
  /** The generate that made it, so that its journal entry is known to be done; null: imported. */
  madeBy: v.nullable(text(100)),
  /** The open keychain did not hold its value when it was last asked for. */
  missing: v.exactOptional(v.boolean()),
  /** When its value was last copied, shown or saved as a file through this app; absent: never. */
  usedAt: v.exactOptional(instant),
});

export const noteEntry = v.object({ id: uuid, ...noteEntries });

const schema = v.object({
  accounts: v.pipe(v.array(accountEntry), v.transform(once)),
  /** The account whose list is shown alone, and that acts where none is named; null: none. */
  currentAccount: v.nullable(v.pipe(v.string(), v.uuid())),
  /** Whether the lists of all accounts are shown as one. */
  showAll: v.optional(v.boolean(), false),
  /** What is known of saved values; each value is in the keychain under `token:<id>`. */
  tokens: v.pipe(v.array(tokenEntry), v.transform(once)),
  /** Accounts signed out while their sign-in item could not be read: taken up when it can. */
  leftBehind: v.optional(v.array(v.pipe(v.string(), v.uuid())), []),
  /** What the person wrote down of tokens, saved or not. */
  notes: v.pipe(v.array(noteEntry), v.transform(once)),
});

export type AccountEntry = v.InferOutput<typeof accountEntry>;
export type SavedToken = v.InferOutput<typeof tokenEntry>;
export type Index = v.InferOutput<typeof schema>;
export type IndexFile = JsonFile<Index>;

export type TokenNote = v.InferOutput<typeof noteEntry>;

const empty: Index = {
  accounts: [],
  currentAccount: null,
  showAll: false,
  tokens: [],
  leftBehind: [],
  notes: [],
};

/** Version 1 had a label in each saved token, and no notes. */
function fromVersion1(content: unknown): unknown {
  const old = v.parse(
    v.looseObject({ tokens: v.array(v.looseObject({ id: v.string(), label: v.string() })) }),
    content,
  );
  const labelled = old.tokens.filter(({ label }) => label !== '');
  return { ...old, notes: labelled.map(({ id, label }) => ({ ...blankNote(id), label })) };
}

/** What is known of accounts and saved tokens, without secrets. Version 3; the one before is kept. */
export function indexFile(files: Files, path: string): IndexFile {
  return new JsonFile(files, {
    path,
    version: 3,
    schema,
    empty,
    // Version 2 had neither labels and colours of accounts nor one list of all.
    migrate: { 1: fromVersion1, 2: (content) => content },
    keepOld: true,
  });
}

/** The index with `token` saved, in place of what was known of the same id, but for when that was used. */
export function withSaved(index: Index, token: SavedToken): Index {
  const { usedAt } = index.tokens.find(({ id }) => id === token.id) ?? {};
  const saved = usedAt === undefined ? token : { usedAt, ...token };
  return { ...index, tokens: [...index.tokens.filter(({ id }) => id !== token.id), saved] };
}

/** The index with when the value of `id` was used last, Unix time in ms. */
export const withUsed = (index: Index, id: string, usedAt: number): Index => ({
  ...index,
  tokens: index.tokens.map((token) => (token.id === id ? { ...token, usedAt } : token)),
});

/** The index with the open keychain's word that it does not hold the value of `id`. */
export const withMissing = (index: Index, id: string): Index => ({
  ...index,
  tokens: index.tokens.map((token) => (token.id === id ? { ...token, missing: true } : token)),
});

/** The index with its word that it holds it after all. */
export const withFound = (index: Index, id: string): Index => ({
  ...index,
  tokens: index.tokens.map(({ missing, ...token }) =>
    token.id === id || missing === undefined ? token : { ...token, missing },
  ),
});

/** Nothing written down. */
export const blankNote = (id: string): TokenNote => ({
  id,
  label: '',
  note: '',
  usedIn: '',
  color: 'none',
});

/** What is written down of a token. */
export const noteOf = ({ notes }: Index, id: string): TokenNote =>
  notes.find((note) => note.id === id) ?? blankNote(id);

/** The index with `change` written down; what became empty is dropped. */
export function withNote(index: Index, id: string, change: Partial<TokenNote>): Index {
  const note = { ...noteOf(index, id), ...change, id };
  const blank = note.label + note.note + note.usedIn === '' && note.color === 'none';
  const others = index.notes.filter((other) => other.id !== id);
  return { ...index, notes: blank ? others : [...others, note] };
}

/** The index with what was said of a token put where nothing is said of it yet. */
export function withSaid(index: Index, id: string, said: Partial<Omit<TokenNote, 'id'>>): Index {
  const { label, note, usedIn, color } = noteOf(index, id);
  return withNote(index, id, {
    label: label || (said.label ?? ''),
    note: note || (said.note ?? ''),
    usedIn: usedIn || (said.usedIn ?? ''),
    color: color === 'none' ? (said.color ?? 'none') : color,
  });
}

/**
 * The index with all that was said of one token said of another instead. Nothing is written over: where
 * something is said of that one already, notes and places stand beside each other, and a label, a colour
 * or what finds no room stays where it was.
 */
export function withNotesMoved(index: Index, from: string, to: string): Index {
  if (from === to) return index;
  const [said, there] = [noteOf(index, from), noteOf(index, to)];
  const next = {
    label: there.label || said.label,
    note: beside(there.note, said.note, '\n', longestNote.note),
    usedIn: beside(there.usedIn, said.usedIn, ', ', longestNote.usedIn),
    color: there.color === 'none' ? said.color : there.color,
  };
  return withNote(withNote(index, to, next), from, {
    label: next.label === said.label ? '' : said.label,
    note: holds(next.note, said.note, '\n') ? '' : said.note,
    usedIn: holds(next.usedIn, said.usedIn, ', ') ? '' : said.usedIn,
    color: next.color === said.color ? 'none' : said.color,
  });
}

/** Whether a text has another one as a part of its own. */
const holds = (all: string, part: string, between: string): boolean =>
  part === '' || `${between}${all}${between}`.includes(`${between}${part}${between}`);

/** Both texts, once where the one holds the other; the first alone where there is no room for both. */
function beside(first: string, second: string, between: string, most: number): string {
  if (holds(first, second, between)) return first;
  if (holds(second, first, between)) return second;
  const both = `${first}${between}${second}`;
  return both.length <= most ? both : first;
}

/** The index without all that is known of the token `id`: it is gone. */
export const withoutToken = (index: Index, id: string): Index =>
  withNote(withoutSaved(index, id), id, blankNote(id));

/** The index without the value of the token `id`; what was written down of it stays. */
export function withoutSaved(index: Index, id: string): Index {
  return { ...index, tokens: index.tokens.filter((token) => token.id !== id) };
}
