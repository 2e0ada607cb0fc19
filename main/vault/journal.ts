import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Files } from './files.ts';
import { operation, type GenerateIntent, type Operation } from './journal-entries.ts';
import { JsonFile } from './json-file.ts';

export type {
  DeleteIntent,
  ForgetIntent,
  GenerateIntent,
  ImportIntent,
  Operation,
  RenewalIntent,
  RotationIntent,
  SignOutIntent,
  TokenSignInIntent,
} from './journal-entries.ts';

const schema = v.object({ operations: v.array(operation) });

export type JournalContent = v.InferOutput<typeof schema>;
export type JournalFile = JsonFile<JournalContent>;

/** Operations begun and not known to be finished; what a crash leaves is settled from it. Version 4. */
export function journalFile(files: Files, path: string): JournalFile {
  return new JsonFile(files, {
    path,
    version: 4,
    schema,
    empty: { operations: [] },
    // Version 1 knew no other operation than generate, version 2 none but generate and delete, version 3
    // neither rotations nor renewals nor labels and colours of accounts.
    migrate: { 1: (content) => content, 2: (content) => content, 3: (content) => content },
  });
}

/** The open operations of one kind. */
export const openOf = <K extends Operation['kind']>(
  { operations }: JournalContent,
  kind: K,
): readonly Extract<Operation, { kind: K }>[] =>
  operations.filter((one): one is Extract<Operation, { kind: K }> => one.kind === kind);

/** The generates that are open. */
export const openGenerates = (journal: JournalContent): readonly GenerateIntent[] =>
  openOf(journal, 'generate');

/** What is known of a generate before its first step. */
type Wish = Omit<
  GenerateIntent,
  | 'kind'
  | 'id'
  | 'idsBefore'
  | 'clockOffsetMs'
  | 'endedAt'
  | 'foundOpenAt'
  | 'answered'
  | 'named'
  | 'digest'
  | 'tokenId'
  | 'checks'
>;

/** The intent of a generate that is about to begin. */
export const newIntent = (wish: Wish): GenerateIntent => ({
  kind: 'generate',
  id: randomUUID(),
  ...wish,
  idsBefore: [],
  clockOffsetMs: null,
  endedAt: null,
  foundOpenAt: null,
  answered: [],
  named: [],
  digest: null,
  tokenId: null,
  checks: 0,
});

/** Adds the operation, or replaces the one of the same id. */
export const journaled =
  (entry: Operation) =>
  (journal: JournalContent): JournalContent => ({
    operations: [...journal.operations.filter(({ id }) => id !== entry.id), entry],
  });

/** Removes the operation `id`: it is finished, or settled. */
export const finished =
  (id: string) =>
  (journal: JournalContent): JournalContent => ({
    operations: journal.operations.filter((entry) => entry.id !== id),
  });

/**
 * Ends the requests that are known to have made a token: its value is safe, or nobody wants it.
 *
 * @throws AppError FILE_NOT_WRITTEN.
 */
export async function endRequestsOf(journal: JournalFile, tokenId: string): Promise<void> {
  const made = (entry: Operation): boolean =>
    entry.kind === 'generate' && entry.tokenId === tokenId;
  if (journal.content.operations.some(made))
    await journal.change(({ operations }) => ({
      operations: operations.filter((entry) => !made(entry)),
    }));
}

/** Ends an operation in the journal, if it is there. @throws AppError FILE_NOT_WRITTEN. */
export async function endOperation(journal: JournalFile, id: string): Promise<void> {
  if (journal.content.operations.some((entry) => entry.id === id))
    await journal.change(finished(id));
}
