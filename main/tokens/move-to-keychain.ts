import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '../app-error.ts';
import { readToken } from '../auth-api/jwt.ts';
import { noteOf } from '../vault/index-file.ts';
import { endOperation, endRequestsOf, openOf } from '../vault/journal.ts';
import { tokenItem, tokenOfItem } from '../vault/secret-store.ts';
import { digestOf } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { importSteps, type ImportContext } from './import-steps.ts';
import { runSteps } from './steps.ts';

/**
 * Brings what is in memory only into a keychain that was found since: the person wanted it kept, and
 * there was no other place. Each leaves memory when it is read back and filed, not before; one whose
 * place is taken by another value stays where it is.
 *
 * @returns whether anything moved.
 * @throws AppError the store's codes, STORE_MISMATCH, FILE_NOT_WRITTEN: the rest is still in memory.
 */
export async function moveToKeychain(workspace: Workspace): Promise<boolean> {
  const { session } = workspace.stores;
  let moved = false;
  for (const item of session.accounts) {
    const id = tokenOfItem(item);
    const went = await (item === tokenItem(id)
      ? workspace.locks.run([id], () => moveToken(workspace, id))
      : moveSignIn(workspace, item));
    moved ||= went;
  }
  return moved;
}

/** A value goes the way of an import, with its journal: a crash on the way leaves nothing unsaid. */
async function moveToken(workspace: Workspace, id: string): Promise<boolean> {
  const { stores, index, journal, clock, state, log, observe } = workspace;
  const { session, keychain } = stores;
  const value = await session.get(tokenItem(id));
  const entry = session.entryOf(id);
  if (value === null || entry === undefined) return false;
  const { label, note, usedIn, color } = noteOf(index.content, id);
  const context: ImportContext = {
    workspace,
    store: keychain,
    value,
    claims: readToken(value),
    intent: {
      kind: 'import',
      // A second try is the same operation.
      id:
        openOf(journal.content, 'import').find(({ tokenId }) => tokenId === id)?.id ?? randomUUID(),
      tokenId: id,
      digest: digestOf(value),
      origin: entry.origin,
      startedAt: clock.now(),
      ...{ label, note, usedIn, color },
    },
  };
  try {
    await runSteps('move', importSteps, context, observe);
  } catch (error) {
    if (isAppError(error, 'VALUE_DIFFERS')) return false;
    if (isAppError(error, 'STORE_MISMATCH')) await dropPiece(workspace, context);
    throw error;
  }
  await session.delete(tokenItem(id));
  // The next start would find the value, too, and end them.
  await endRequestsOf(journal, id).catch((error: unknown) => {
    log.warn('the journal could not be written', { error });
  });
  const { generated } = state.current;
  if (generated?.tokenId === id) state.change({ generated: { ...generated, kept: 'keychain' } });
  return true;
}

/**
 * What the keychain cut of this very value must not be taken for the whole one later. What reads
 * otherwise may only have been misread: the journal stays open, and the next start looks again.
 */
async function dropPiece(
  { stores, journal }: Workspace,
  { value, intent: { id, tokenId } }: ImportContext,
): Promise<void> {
  const there = await stores.keychain.get(tokenItem(tokenId));
  if (there === null || there === value || !value.startsWith(there)) return;
  await stores.keychain.delete(tokenItem(tokenId));
  await endOperation(journal, id);
}

/** What an account signs in with; its account is known already. */
async function moveSignIn({ stores }: Workspace, item: string): Promise<boolean> {
  const { session, keychain } = stores;
  const text = await session.get(item);
  if (text === null || (await keychain.get(item)) !== null) return false;
  await keychain.set(item, text);
  if ((await keychain.get(item)) !== text) {
    await keychain.delete(item);
    throw new AppError('STORE_MISMATCH');
  }
  await session.delete(item);
  return true;
}
