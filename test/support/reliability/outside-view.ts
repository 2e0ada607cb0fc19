import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readToken } from '../../../main/auth-api/jwt.ts';
import type { SandboxView } from '../../../main/sandbox/control-messages.ts';
import type { Index } from '../../../main/vault/index-file.ts';
import type { JournalContent } from '../../../main/vault/journal.ts';

/** A user of the server, with all of their tokens. */
export type Owner = SandboxView['accounts'][number];

/** What can be seen of a vault without asking the app. */
export interface OutsideView extends VaultFiles {
  /** The server, as the app's files name it. */
  readonly origin: string;
  /** The server's own state. */
  readonly owners: readonly Owner[];
  /** What the keychain holds, by account. */
  readonly items: ReadonlyMap<string, string>;
}

/** What the files of a vault say. */
export interface VaultFiles {
  readonly index: Pick<Index, 'accounts' | 'tokens' | 'leftBehind'>;
  readonly journal: JournalContent;
  /** Whether one of the two cannot be read: the next start will say so. */
  readonly torn: boolean;
}

const blank = { accounts: [], tokens: [], leftBehind: [] };

/** Reads the files of a vault's folder as they are; one that is not there, or is torn, is empty. */
export async function readVaultFiles(folder: string): Promise<VaultFiles> {
  // The journal first: an entry goes only once the index is written.
  const journal = await readOne(folder, 'journal.json');
  const index = await readOne(folder, 'index.json');
  return parseVaultFiles({ journal, index });
}

const readOne = (folder: string, name: string): Promise<string | null> =>
  readFile(join(folder, name), 'utf8').catch(() => null);

/** The two files by their texts; null: not there. */
export function parseVaultFiles(texts: {
  readonly journal: string | null;
  readonly index: string | null;
}): VaultFiles {
  let torn = false;
  const parse = <T>(text: string | null, empty: T): T => {
    try {
      return text === null ? empty : (JSON.parse(text) as T);
    } catch {
      torn = true;
      return empty;
    }
  };
  const journal = parse<JournalContent>(texts.journal, { operations: [] });
  const index = parse<VaultFiles['index']>(texts.index, blank);
  return { journal, index: { ...blank, ...index }, torn };
}

/** A whole value of the sandbox: its signature has 256 bytes. One that was cut opens nothing. */
const valuePattern = /eyJ[\w-]+\.[\w-]+\.[\w-]{342}(?![\w-])/g;

/** The ids of the whole values in the text of an item. */
export const idsIn = (text: string): readonly string[] =>
  (text.match(valuePattern) ?? []).map((value) => readToken(value).id);
