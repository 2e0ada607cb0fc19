import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { noteEntries } from '../../preload/contract/state.ts';
import type { Files } from './files.ts';
import { JsonFile } from './json-file.ts';

const instant = v.pipe(v.number(), v.integer());

/** The intent of one generate, written before its request is sent. */
const generateIntent = v.object({
  kind: v.literal('generate'),
  id: v.pipe(v.string(), v.uuid()),
  /** `vault`: the person asked; `sign-in`: the app's own token. */
  purpose: v.picklist(['vault', 'sign-in']),
  accountId: v.pipe(v.string(), v.uuid()),
  /** Whose, so that the next sign-in of the same person settles it; null: not known. */
  email: v.nullable(v.pipe(v.string(), v.maxLength(320))),
  userId: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100))), null),
  origin: v.pipe(v.string(), v.maxLength(300)),
  contractNumber: v.nullable(v.number()),
  ttlSeconds: v.number(),
  /** What the person said of the token, to be put on it once it is known which it is. */
  label: noteEntries.label,
  note: v.optional(noteEntries.note, ''),
  usedIn: v.optional(noteEntries.usedIn, ''),
  color: v.optional(noteEntries.color, 'none'),
  /** Ids on the server before the request. */
  idsBefore: v.array(v.string()),
  /** Local clock, ms. */
  startedAt: instant,
  /** Server clock minus local clock, ms. */
  clockOffsetMs: v.nullable(v.number()),
  /** Set as soon as the value was received: the outcome is then known. */
  tokenId: v.nullable(v.pipe(v.string(), v.uuid())),
  /** How often the list was read to settle it. */
  checks: v.pipe(v.number(), v.integer()),
});

/** The deletion of a token whose value is kept here. */
const deleteIntent = v.object({
  kind: v.literal('delete'),
  id: v.pipe(v.string(), v.uuid()),
  accountId: v.pipe(v.string(), v.uuid()),
  tokenId: v.pipe(v.string(), v.uuid()),
  /** Local clock, ms. */
  startedAt: instant,
  /** Whether the token is surely gone from the server: what is left is to remove its value. */
  proven: v.boolean(),
});

/** Every kind of operation that can be open. Each is known by its `id`. */
const operation = v.variant('kind', [generateIntent, deleteIntent]);

const schema = v.object({ operations: v.array(operation) });

export type GenerateIntent = v.InferOutput<typeof generateIntent>;
export type DeleteIntent = v.InferOutput<typeof deleteIntent>;
export type Operation = v.InferOutput<typeof operation>;
export type JournalContent = v.InferOutput<typeof schema>;
export type JournalFile = JsonFile<JournalContent>;

/** Operations begun and not known to be finished; what a crash leaves is settled from it. Version 2. */
export function journalFile(files: Files, path: string): JournalFile {
  return new JsonFile(files, {
    path,
    version: 2,
    schema,
    empty: { operations: [] },
    // Version 1 knew no other operation than generate.
    migrate: { 1: (content) => content },
  });
}

/** The generates that are open. */
export const openGenerates = ({ operations }: JournalContent): readonly GenerateIntent[] =>
  operations.filter((one) => one.kind === 'generate');

/** The deletions that are open. */
export const openDeletes = ({ operations }: JournalContent): readonly DeleteIntent[] =>
  operations.filter((one) => one.kind === 'delete');

/** What is known of a generate before its first step. */
type Wish = Omit<
  GenerateIntent,
  'kind' | 'id' | 'idsBefore' | 'clockOffsetMs' | 'tokenId' | 'checks'
>;

/** The intent of a generate that is about to begin. */
export const newIntent = (wish: Wish): GenerateIntent => ({
  kind: 'generate',
  id: randomUUID(),
  ...wish,
  idsBefore: [],
  clockOffsetMs: null,
  tokenId: null,
  checks: 0,
});

/** Adds the operation, or replaces the one of the same id. */
export const journaled =
  (operation: Operation) =>
  (journal: JournalContent): JournalContent => ({
    operations: [...journal.operations.filter(({ id }) => id !== operation.id), operation],
  });

/** Removes the operation `id`: it is finished, or settled. */
export const finished =
  (id: string) =>
  (journal: JournalContent): JournalContent => ({
    operations: journal.operations.filter((operation) => operation.id !== id),
  });
