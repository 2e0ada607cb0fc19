import { AppError } from '../app-error.ts';
import { isPieceOf, type TokenClaims } from '../auth-api/jwt.ts';
import { withNote, withSaid, withSaved } from '../vault/index-file.ts';
import { endOperation, journaled, type ImportIntent } from '../vault/journal.ts';
import { tokenItem, type SecretStore } from '../vault/secret-store.ts';
import { isWhole } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { savedEntry } from './kept-value.ts';
import { claimsOf } from './proven-gone.ts';
import type { Step } from './steps.ts';
import { storeSteps } from './store-steps.ts';
import { wholeItem } from './whole-item.ts';

/** What an import works on. */
export interface ImportContext {
  readonly workspace: Workspace;
  readonly store: SecretStore;
  readonly value: string;
  readonly claims: TokenClaims;
  readonly intent: ImportIntent;
}

/**
 * A signature cannot be checked here: what was cut while it was copied must not take the place of the
 * only copy that is whole.
 *
 * @throws AppError VALUE_DIFFERS; the store's codes.
 */
export async function mustNotDiffer(
  { stores }: Workspace,
  store: SecretStore,
  { id, value }: { readonly id: string; readonly value: string },
): Promise<void> {
  for (const place of [store, stores.session]) {
    const there = await wholeItem(place, tokenItem(id));
    if (there === null || there === value || isPieceOf(there, value)) continue;
    if (claimsOf(there)?.id === id) throw new AppError('VALUE_DIFFERS');
  }
}

/** Keeps a value that came from elsewhere. */
export const importSteps: readonly Step<ImportContext>[] = [
  { name: 'probe-store', run: ({ store }) => store.probe() },
  {
    name: 'look-before',
    run: ({ workspace, store, value, claims: { id } }) =>
      mustNotDiffer(workspace, store, { id, value }),
  },
  {
    name: 'write-journal',
    async run({ workspace, store, intent }) {
      // What is in memory only ends with the process, which the app says.
      if (store.kind === 'keychain') await workspace.journal.change(journaled(intent));
    },
  },
  ...storeSteps<ImportContext>(
    { store: 'store-value', readBack: 'read-back' },
    ({ store, value, claims }) => ({
      store,
      item: tokenItem(claims.id),
      text: value,
      mayBeThere: true,
    }),
  ),
  { name: 'write-index', run: writeIndex },
  {
    name: 'clear-journal',
    run: ({ workspace, intent }) => endOperation(workspace.journal, intent.id),
  },
];

/** What is saved and what is said of it, in one write: the one is never there without the other. */
async function writeIndex({ workspace, store, claims, intent }: ImportContext): Promise<void> {
  const { index, clock, stores } = workspace;
  const { label, note, usedIn, color, origin, tokenId, whereBlank } = intent;
  const { usedAt } = stores.session.entryOf(tokenId) ?? {};
  const entry = {
    ...savedEntry(claims, { origin, madeBy: null }, clock.now()),
    ...(usedAt === undefined ? {} : { usedAt }),
  };
  if (store.kind === 'session') stores.session.file(entry);
  await index.change((content) => {
    // One in memory leaves no trace on disk but what was said of it.
    const filed = store.kind === 'keychain' ? withSaved(content, entry) : content;
    return (whereBlank ? withSaid : withNote)(filed, tokenId, { label, note, usedIn, color });
  });
}

const unreadable = 'an item whose parts do not fit together';

/**
 * Ends an import that was interrupted: a value that was stored is filed, one that was not never was.
 * The keychain must be open.
 *
 * @throws AppError the store's codes, FILE_NOT_WRITTEN: it stays open.
 */
export async function finishImport(workspace: Workspace, intent: ImportIntent): Promise<void> {
  const { stores, index, journal } = workspace;
  const { tokenId: id } = intent;
  const filed = index.content.tokens.some((token) => token.id === id && token.missing !== true);
  const value = filed ? null : await wholeItem(stores.keychain, tokenItem(id), unreadable);
  const claims = value === null ? null : claimsOf(value);
  // What cannot be read now may be read later, what is a piece of it may only be misread, and what
  // another keyring lacks be there tomorrow: nothing is given up for it.
  if (value === unreadable || (value !== null && claims?.id !== id)) return;
  if (value !== null && !isWhole(intent, value)) return;
  if (value === null && !filed && !(await stores.keychain.wouldHold(tokenItem(id)))) return;
  if (value !== null && claims !== null)
    await writeIndex({ workspace, store: stores.keychain, value, claims, intent });
  await endOperation(journal, intent.id);
}
