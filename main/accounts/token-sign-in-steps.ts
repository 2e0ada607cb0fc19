import { AppError } from '../app-error.ts';
import type { TokenClaims } from '../auth-api/jwt.ts';
import { fileSaved } from '../tokens/kept-value.ts';
import { claimsOf } from '../tokens/proven-gone.ts';
import type { Step } from '../tokens/steps.ts';
import { mustNotDiffer } from '../tokens/import-steps.ts';
import { storeSteps } from '../tokens/store-steps.ts';
import { wholeItem } from '../tokens/whole-item.ts';
import { withAccount } from '../vault/index-accounts.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import {
  journaled,
  openOf,
  type JournalContent,
  type TokenSignInIntent,
} from '../vault/journal.ts';
import { signInItem, tokenItem, type SecretStore } from '../vault/secret-store.ts';
import { isWhole } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { readSignInItem, writeSignInItem, type Connection } from './connection.ts';
import { keepOwnToken, type IsDead } from './earlier-token.ts';

/** What a sign-in with a pasted token works on, once the token was tried. */
export interface TokenSignInContext {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly store: SecretStore;
  readonly connection: Connection & { readonly credential: { readonly kind: 'token' } };
  readonly claims: TokenClaims;
  /** Whether the token of an earlier sign-in is surely of no use any more. */
  readonly isDead: IsDead;
  readonly intent: TokenSignInIntent;
}

/** Keeps a pasted token in the vault and as what signs in, and shows its account. */
export const tokenSignInSteps: readonly Step<TokenSignInContext>[] = [
  { name: 'probe-store', run: ({ store }) => store.probe() },
  {
    name: 'look-before',
    run: ({ workspace, store, connection, claims }) =>
      mustNotDiffer(workspace, store, { id: claims.id, value: connection.credential.token }),
  },
  {
    name: 'write-journal',
    async run({ workspace, store, intent }) {
      if (store.kind === 'keychain') await workspace.journal.change(journaled(intent));
    },
  },
  {
    name: 'keep-earlier',
    async run({ workspace, store, intent, isDead }) {
      if (store.kind !== 'keychain') return;
      const kept = await keepOwnToken(workspace, intent.account.id, isDead);
      if (!kept) throw new AppError('STORE_MISMATCH');
    },
  },
  ...storeSteps<TokenSignInContext>(
    { store: 'store-value', readBack: 'read-back' },
    ({ store, claims, connection }) => ({
      store,
      item: tokenItem(claims.id),
      text: connection.credential.token,
      mayBeThere: true,
    }),
  ),
  {
    name: 'write-index',
    async run({ workspace, store, claims, connection: { origin } }) {
      await fileSaved(workspace, store, claims, { origin, madeBy: null });
    },
  },
  ...storeSteps<TokenSignInContext>(
    { store: 'store-sign-in', readBack: 'read-back-sign-in' },
    ({ store, intent, connection }) => ({
      store,
      item: signInItem(intent.account.id),
      text: writeSignInItem(connection),
      mayBeThere: true,
    }),
  ),
  {
    name: 'write-account',
    run: ({ accounts, intent, connection }) => accounts.add(intent.account, connection),
  },
  {
    name: 'clear-journal',
    async run({ workspace: { journal }, intent }) {
      // Tries before this one, which failed, were for the same.
      if (triesOf(journal.content, intent.account).length > 0)
        await journal.change((content) => withoutTries(content, intent.account));
    },
  },
];

const triesOf = (journal: JournalContent, { id }: AccountEntry): readonly TokenSignInIntent[] =>
  openOf(journal, 'token-sign-in').filter(({ account }) => account.id === id);

function withoutTries(journal: JournalContent, account: AccountEntry): JournalContent {
  const tries = new Set(triesOf(journal, account).map(({ id }) => id));
  return { operations: journal.operations.filter(({ id }) => !tries.has(id)) };
}

const unreadable = 'an item whose parts do not fit together';

/**
 * Ends a sign-in that was interrupted: where its token signs in already, its account is shown; a
 * value that was stored is filed. The keychain must be open.
 *
 * @throws AppError the store's codes, FILE_NOT_WRITTEN: it stays open.
 */
export async function finishTokenSignIn(
  workspace: Workspace,
  intent: TokenSignInIntent,
): Promise<void> {
  const { stores, index, journal } = workspace;
  const { tokenId, account } = intent;
  const value = await wholeItem(stores.keychain, tokenItem(tokenId), unreadable);
  const claims = value === null ? null : claimsOf(value);
  // What cannot be read now may be read later, what is a piece of it may only be misread, and what
  // another keyring lacks be there tomorrow: nothing is given up for it.
  if (value !== null && (claims?.id !== tokenId || !isWhole(intent, value))) return;
  if (value === null && !(await stores.keychain.wouldHold(tokenItem(tokenId)))) return;
  const { origin } = account;
  if (claims?.id === tokenId)
    await fileSaved(workspace, stores.keychain, claims, { origin, madeBy: null });
  const signsIn = idOfSignIn(await wholeItem(stores.keychain, signInItem(account.id))) === tokenId;
  if (signsIn) await index.change((content) => withAccount(content, account));
  await journal.change((content) => withoutTries(content, account));
}

function idOfSignIn(text: string | null): string | null {
  if (text === null) return null;
  try {
    return claimsOf(readSignInItem(text).credential.token)?.id ?? null;
  } catch {
    return null;
  }
}
