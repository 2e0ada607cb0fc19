import type { TokenNotes } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { withSaid, withSaved, type SavedToken } from '../vault/index-file.ts';
import type { GenerateIntent } from '../vault/journal.ts';
import { tokenItem, type SecretStore } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';

/** Under what a value is filed, beside what it says of itself. */
export interface Filing {
  readonly origin: string;
  /** What is to be said of it where nothing was said before. */
  readonly said?: Partial<TokenNotes>;
  /** The generate that made it. */
  readonly madeBy: string | null;
}

/** What the person said of a token when they asked for it. */
export const saidIn = ({ label, note, usedIn, color }: GenerateIntent): TokenNotes => ({
  label,
  note,
  usedIn,
  color,
});

export const filing = (intent: GenerateIntent): Filing => ({
  origin: intent.origin,
  said: saidIn(intent),
  madeBy: intent.id,
});

/**
 * Stores a value under its own id, reads it back byte for byte and files it.
 *
 * @throws AppError the store's codes, STORE_MISMATCH, FILE_NOT_WRITTEN.
 */
export async function keepValue(
  workspace: Workspace,
  store: SecretStore,
  value: string,
  under: Filing,
): Promise<void> {
  const claims = readToken(value);
  const item = tokenItem(claims.id);
  // What is stored well is not written over: a store that cuts would spoil it.
  if ((await store.get(item)) !== value) {
    await store.set(item, value);
    if ((await store.get(item)) !== value) throw new AppError('STORE_MISMATCH');
  }
  await fileSaved(workspace, store, claims, under);
}

/** Notes in the index that a value is in the keychain; one in memory leaves no trace on disk. */
export async function fileSaved(
  { index, clock, stores }: Workspace,
  store: SecretStore,
  claims: TokenClaims,
  under: Filing,
): Promise<void> {
  const entry = savedEntry(claims, under, clock.now());
  if (store.kind === 'session') {
    stores.session.file(entry);
    return;
  }
  await index.change((content) => {
    const saved = withSaved(content, entry);
    return withSaid(saved, claims.id, under.said ?? {});
  });
}

/** What the index says of a saved value. */
export function savedEntry(
  { id, contractNumber, userId, issuedAt, expiresAt }: TokenClaims,
  { origin, madeBy }: Pick<Filing, 'origin' | 'madeBy'>,
  savedAt: number,
): SavedToken {
  return { id, origin, contractNumber, userId, issuedAt, expiresAt, savedAt, madeBy };
}
