import { AppError, isAppError } from '../app-error.ts';
import { generateSteps, type GenerateContext } from '../tokens/generate.ts';
import { claimsOf } from '../tokens/proven-gone.ts';
import type { Step } from '../tokens/steps.ts';
import { storeSteps } from '../tokens/store-steps.ts';
import { withAccountFacts } from '../vault/index-accounts.ts';
import { withMissing, withNotesMoved, withoutSaved } from '../vault/index-file.ts';
import { endOperation, journaled, type RenewalIntent } from '../vault/journal.ts';
import { signInItem, tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { writeSignInItem, type Connection } from './connection.ts';
import { keepOwnToken, signInItemOf, type SignInItem } from './earlier-token.ts';
import { connectionWith } from './own-token.ts';

interface Renewing {
  readonly workspace: Workspace;
  renewal: RenewalIntent;
}

/** What the making of a new token of the app's own works on. */
export interface RenewContext extends GenerateContext, Renewing {}

/** What putting it in place works on; the steps fill in what they learn. */
export interface TakeOverContext extends Renewing {
  readonly accounts: Accounts;
  /** By which the account made its requests until now. */
  readonly before: Connection;
  /** What signs in when it begins: the old token, or, where it was interrupted late, the new one. */
  readonly item: SignInItem;
  /** The new one. */
  connection?: ReturnType<typeof connectionWith>;
  /** The server does not take it. */
  refused?: true;
}

/** What the end of the old token works on. */
export interface RetireContext extends Renewing {
  /** Deletes a token by the usual steps. */
  readonly remove: (tokenId: string) => Promise<void>;
}

/** Writes down how far it is. @throws AppError FILE_NOT_WRITTEN: it is as it was. */
async function note(context: Renewing, change: Partial<RenewalIntent>): Promise<void> {
  const next = { ...context.renewal, ...change };
  await context.workspace.journal.change(journaled(next));
  context.renewal = next;
}

function newIdOf({ renewal }: Renewing): string {
  if (renewal.newTokenId === null) throw new AppError('INTERNAL');
  return renewal.newTokenId;
}

/** A new token by the protocol of generate, kept under its own name before anything else changes. */
export const renewSteps: readonly Step<RenewContext>[] = [
  { name: 'write-renewal', run: (context) => note(context, {}) },
  ...generateSteps,
  {
    name: 'write-made',
    run: (context) => note(context, { stage: 'unused', newTokenId: context.claims?.id ?? null }),
  },
];

/** It is used once, and then signs in; the old one is kept until it is gone from the server. */
export const takeOverSteps: readonly Step<TakeOverContext>[] = [
  { name: 'use-new', run: useNew },
  {
    name: 'move-notes',
    async run(context) {
      const { workspace, renewal } = context;
      const to = newIdOf(context);
      await workspace.index.change((index) => withNotesMoved(index, renewal.oldTokenId, to));
    },
  },
  {
    name: 'keep-old',
    async run(context) {
      const { workspace, renewal } = context;
      const id = newIdOf(context);
      // What lives is kept whatever comes; the new one is kept already.
      const kept = await keepOwnToken(workspace, renewal.accountId, (claims) => claims.id === id);
      if (!kept) throw new AppError('STORE_MISMATCH');
    },
  },
  ...storeSteps<TakeOverContext>(
    { store: 'store-sign-in', readBack: 'read-back-sign-in' },
    (context) => ({
      store: context.workspace.stores.keychain,
      item: signInItem(context.renewal.accountId),
      text: writeSignInItem(connectionOf(context), {
        minted: true,
        replaces: context.renewal.oldTokenId,
      }),
      mayBeThere: true,
    }),
  ),
  {
    name: 'write-account',
    async run(context) {
      const { workspace, renewal } = context;
      const claims = claimsOf(connectionOf(context).credential.token);
      if (claims === null) throw new AppError('INTERNAL');
      await workspace.index.change((index) =>
        withAccountFacts(index, renewal.accountId, {
          signIn: 'minted',
          // It just did.
          canMint: 'unknown',
          userId: claims.userId,
          role: claims.role,
          ownTokenId: claims.id,
          ownTokenExpiresAt: claims.expiresAt,
          madeBy: renewal.generateId,
        }),
      );
    },
  },
  {
    name: 'take-connection',
    run(context) {
      context.accounts.take(context.renewal.accountId, connectionOf(context));
      return Promise.resolve();
    },
  },
  { name: 'write-retiring', run: (context) => note(context, { stage: 'retiring' }) },
];

/** The old token goes, by the steps of a deletion, and what was kept twice of the new one once. */
export const retireSteps: readonly Step<RetireContext>[] = [
  { name: 'delete-old', run: deleteOld },
  {
    name: 'drop-copy',
    async run(context) {
      const id = newIdOf(context);
      await context.workspace.locks.run([id], () => dropCopy(context, id));
    },
  },
  {
    name: 'clear-renewal',
    run: ({ workspace, renewal }) => endOperation(workspace.journal, renewal.id),
  },
];

/** @throws AppError as AuthApi.list; VALUE_MISSING, STORE_MISMATCH: nothing is moved to it. */
async function useNew(context: TakeOverContext): Promise<void> {
  const { workspace, before, item } = context;
  const id = newIdOf(context);
  const value = await workspace.stores.get(tokenItem(id), true);
  if (value === null) throw new AppError('VALUE_MISSING');
  const claims = claimsOf(value);
  // What the index names is not trusted: the value must say the same.
  if (claims?.id !== id) throw new AppError('STORE_MISMATCH');
  // Of another person it would be no way in.
  if (item.claims.userId !== null && claims.userId !== item.claims.userId) {
    context.refused = true;
    throw new AppError('STORE_MISMATCH');
  }
  const connection = connectionWith(before, value);
  try {
    await workspace.connect(connection).list(workspace.patience.signal);
  } catch (error) {
    if (isAppError(error, 'SIGN_IN_ENDED', 'TWO_FACTOR_OR_REFUSED')) context.refused = true;
    throw error;
  }
  context.connection = connection;
}

function connectionOf({ connection }: TakeOverContext): NonNullable<TakeOverContext['connection']> {
  if (connection === undefined) throw new AppError('INTERNAL');
  return connection;
}

/** @throws AppError as deleteToken. */
async function deleteOld({ workspace, remove, renewal }: RetireContext): Promise<void> {
  const id = renewal.oldTokenId;
  try {
    await remove(id);
  } catch (error) {
    // It was kept, and what is kept goes on proof alone: an earlier try got so far.
    const filed = workspace.index.content.tokens.some((token) => token.id === id);
    if (filed || !isAppError(error, 'TOKEN_NOT_FOUND')) throw error;
  }
}

/** @throws AppError STORE_MISMATCH where it is not what signs in: then it is the only copy. */
async function dropCopy({ workspace, renewal }: RetireContext, id: string): Promise<void> {
  const { index, stores } = workspace;
  const item = await signInItemOf(workspace, renewal.accountId);
  if (item === null || item === 'unreadable' || item.claims.id !== id)
    throw new AppError('STORE_MISMATCH');
  const filed = index.content.tokens.some((token) => token.id === id);
  // Said before: a crash, or a disk that is full, would leave it called saved.
  if (filed) await index.change((content) => withMissing(content, id));
  await stores.delete(tokenItem(id), true);
  if (filed) await index.change((content) => withoutSaved(content, id));
}
