import type { AppState } from './app-state.ts';
import { Cancellation } from './cancellation.ts';
import type { Connect } from './accounts/connection.ts';
import type { Clock, Log } from './ports.ts';
import type { StepObserver } from './tokens/steps.ts';
import { TokenLocks } from './tokens/token-locks.ts';
import { indexFile, type IndexFile } from './vault/index-file.ts';
import type { Files } from './vault/files.ts';
import { journalFile, type JournalFile } from './vault/journal.ts';
import type { JsonFile } from './vault/json-file.ts';
import { expiryFile, type ExpiryFile } from './expiry/expiry-file.ts';
import { listCacheFile, type ListCacheContent } from './vault/list-cache.ts';
import type { Stores } from './vault/stores.ts';

export interface WorkspaceOptions {
  /** Folder of its files; the trial has one of its own, as it has a keychain service of its own. */
  readonly folder: string;
  readonly trial: boolean;
  readonly files: Files;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  readonly state: AppState;
  readonly connect: Connect;
  /** On the fallback runtime the app signs in to loopback only. */
  readonly loopbackOnly: boolean;
  readonly observe?: StepObserver;
  /** Whether a token may be imported. The trial takes its own alone, since all goes with it. Absent: any may. */
  readonly mayImport?: (tokenId: string) => boolean;
}

/** What the use cases work on: either the person's own vault, or the trial's. */
export interface Workspace extends WorkspaceOptions {
  readonly index: IndexFile;
  readonly journal: JournalFile;
  readonly lists: JsonFile<ListCacheContent>;
  /** What was said of tokens that end. */
  readonly expiry: ExpiryFile;
  readonly locks: TokenLocks;
  /** Of sign-ins, refreshes and deletions: what a person waits for, and may stop waiting for. */
  readonly patience: Cancellation;
}

/** Opens the files of a workspace; a broken one is set aside and said. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { files, folder, clock, state } = options;
  const index = indexFile(files, `${folder}/index.json`);
  const journal = journalFile(files, `${folder}/journal.json`);
  const lists = listCacheFile(files, `${folder}/lists.json`);
  const expiry = expiryFile(files, `${folder}/expiry.json`);
  const now = clock.now();
  await index.load(now);
  await journal.load(now);
  // Only a cache: one that cannot be opened, or is a newer version's, is left alone, and the list is
  // read from the server.
  await lists.load(now).catch((error: unknown) => {
    options.log.warn('the last list could not be opened', { error });
  });
  // Without it something is said twice, which is no reason to open nothing.
  await expiry.load(now).catch((error: unknown) => {
    options.log.warn('what was said of tokens that expire could not be opened', { error });
  });
  for (const [file, notice] of [
    [index, 'INDEX_SET_ASIDE'],
    [journal, 'JOURNAL_SET_ASIDE'],
  ] as const) {
    file.onSetAside = () => {
      state.notice(notice);
    };
    if (file.setAside) file.onSetAside();
  }
  const locks = new TokenLocks();
  return { ...options, index, journal, lists, expiry, locks, patience: new Cancellation() };
}
