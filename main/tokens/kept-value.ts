import { AppError } from '../app-error.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { withNote, withSaved, type SavedToken } from '../vault/index-file.ts';
import type { GenerateIntent } from '../vault/journal.ts';
import { tokenItem, type SecretStore } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';

/** Under what a value is filed, beside what it says of itself. */
export interface Filing {
  readonly origin: string;
  /** A label given before stays when this is empty. */
  readonly label: string;
  /** The generate that made it. */
  readonly madeBy: string | null;
}

export const filing = ({ origin, label, id }: GenerateIntent): Filing => ({
  origin,
  label,
  madeBy: id,
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
  await store.set(item, value);
  if ((await store.get(item)) !== value) throw new AppError('STORE_MISMATCH');
  await fileSaved(workspace, store, claims, under);
}

/** Notes in the index that a value is in the keychain; one in memory leaves no trace. */
export async function fileSaved(
  { index, clock }: Workspace,
  store: SecretStore,
  claims: TokenClaims,
  under: Filing,
): Promise<void> {
  if (store.kind === 'session') return;
  await index.change((content) => {
    const saved = withSaved(content, savedEntry(claims, under, clock.now()));
    return under.label === '' ? saved : withNote(saved, claims.id, { label: under.label });
  });
}

/** What the index says of a saved value. */
export function savedEntry(
  { id, contractNumber, userId, issuedAt, expiresAt }: TokenClaims,
  { origin, madeBy }: Filing,
  savedAt: number,
): SavedToken {
  return { id, origin, contractNumber, userId, issuedAt, expiresAt, savedAt, madeBy };
}
