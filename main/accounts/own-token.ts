import { AppError, isAppError } from '../app-error.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { readToken } from '../auth-api/jwt.ts';
import { generateSteps, tokenLimit, type GenerateContext } from '../tokens/generate.ts';
import { keepValue } from '../tokens/kept-value.ts';
import type { Settler } from '../tokens/settle.ts';
import { runSteps } from '../tokens/steps.ts';
import { withAccount, type AccountEntry } from '../vault/index-file.ts';
import { finished, newIntent } from '../vault/journal.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { readSignInItem, writeSignInItem, type Connection } from './connection.ts';

/** The app's own token lives 30 days (product.md). */
export const ownTokenTtlSeconds = 30 * 86_400;

interface OwnToken {
  readonly entry: AccountEntry;
  readonly connection: Connection;
}

/**
 * Mints the token that the app itself signs in with, by the same protocol as any other, and stores
 * it as the account's sign-in item.
 *
 * @returns null where it cannot be done safely (no ready keychain, 100 tokens, refused): a notice
 *   says why, and the caller goes on with the password in memory.
 */
export async function mintOwnToken(
  workspace: Workspace,
  settler: Settler,
  entry: AccountEntry,
  password: Connection,
  { tokens }: TokenListing,
): Promise<OwnToken | null> {
  const { stores, state, clock, journal, log } = workspace;
  // Looked at without a prompt: signing in is no moment to be asked for another password.
  if ((await stores.look()) !== 'ready') {
    state.notice('OWN_TOKEN_NOT_MINTED_NO_STORE');
    return null;
  }
  try {
    const live = new Set(tokens.map(({ id }) => id));
    if (!(await keepOwnToken(workspace, entry.id, (id) => live.has(id))))
      throw new AppError('STORE_MISMATCH');
  } catch (error) {
    // What stands where the new token would go must not be overwritten.
    log.warn('the token of an earlier sign-in could not be kept', { error });
    state.notice('OWN_TOKEN_NOT_MINTED');
    return null;
  }
  if (tokens.length >= tokenLimit) {
    state.notice('OWN_TOKEN_NOT_MINTED_LIMIT');
    return null;
  }
  const { origin, contractNumber } = password;
  const connectionOf = (token: string) =>
    ({ origin, contractNumber, credential: { kind: 'token', token } }) as const;
  const minted: { entry?: AccountEntry } = {};
  const context: GenerateContext = {
    api: workspace.connect(password),
    clock,
    journal,
    store: stores.keychain,
    item: () => signInItem(entry.id),
    itemText: (value) => writeSignInItem(connectionOf(value)),
    writeIndex: async (claims) => {
      const own: AccountEntry = {
        ...entry,
        signIn: 'minted',
        contractNumber: contractNumber ?? claims.contractNumber,
        userId: claims.userId,
        role: claims.role,
        ownTokenId: claims.id,
        ownTokenExpiresAt: claims.expiresAt,
        madeBy: context.intent.id,
      };
      await workspace.index.change((index) => withAccount(index, own));
      minted.entry = own;
    },
    intent: newIntent({
      purpose: 'sign-in',
      accountId: entry.id,
      email: entry.email,
      userId: entry.userId,
      origin,
      contractNumber,
      ttlSeconds: ownTokenTtlSeconds,
      label: '',
      note: '',
      usedIn: '',
      color: 'none',
      startedAt: clock.now(),
    }),
  };
  settler.hold(context.intent.id);
  try {
    await runSteps('sign-in', generateSteps, context, workspace.observe);
  } catch (error) {
    log.warn('no token of its own was minted', { error });
    settler.release(context.intent.id);
    const revoked = context.value !== undefined && (await revoke(context, context.value));
    // What was stored of it is worthless, and perhaps cut: it would stand in the way the next time.
    if (revoked && (await stores.look()) === 'ready')
      await stores.keychain.delete(signInItem(entry.id)).catch((failure: unknown) => {
        log.warn('a revoked token is still stored', { error: failure });
      });
    // An open journal entry is taken up once the account is shown.
    if (!revoked && isAppError(error, 'LIMIT_REACHED')) state.notice('OWN_TOKEN_NOT_MINTED_LIMIT');
    else state.notice('OWN_TOKEN_NOT_MINTED');
    return null;
  }
  settler.release(context.intent.id);
  if (minted.entry === undefined || context.value === undefined) return null;
  return { entry: minted.entry, connection: connectionOf(context.value) };
}

/** A token of the app's own whose value could not be stored serves nobody: it is revoked at once. */
async function revoke(context: GenerateContext, value: string): Promise<boolean> {
  try {
    if ((await context.api.delete(readToken(value).id)) !== 'deleted') return false;
    await context.journal.change(finished(context.intent.id));
    return true;
  } catch {
    return false;
  }
}

/**
 * Before a sign-in item is replaced or removed: a token in it that is still live moves into the
 * vault, since no stored value goes while its token is live. Looks only at an unlocked keychain.
 *
 * @param mayLive whether a token may still be live: false only for what is known to be gone.
 * @returns whether the item may go: false where what stands there cannot be read.
 * @throws AppError when the value could not be kept: the item must stay then.
 */
export async function keepOwnToken(
  workspace: Workspace,
  accountId: string,
  mayLive: (id: string) => boolean,
): Promise<boolean> {
  const { stores } = workspace;
  const text = await stores.get(signInItem(accountId));
  if (text === null) return true;
  const connection = readOrNull(text);
  if (connection === null) return false;
  const { origin, credential, id } = connection;
  if (!mayLive(id)) return true;
  await keepValue(workspace, await stores.current(), credential.token, {
    origin,
    said: { label: 'Token Vault' },
    madeBy: null,
  });
  return true;
}

function readOrNull(text: string) {
  try {
    const connection = readSignInItem(text);
    return { ...connection, id: readToken(connection.credential.token).id };
  } catch {
    return null;
  }
}

/**
 * Takes up the sign-in items of accounts that were signed out while the keychain could not be
 * read: their tokens become saved ones. Looks only at an unlocked keychain.
 */
export async function takeUpLeftBehind(workspace: Workspace): Promise<void> {
  const { index, stores, log } = workspace;
  for (const id of index.content.leftBehind) {
    try {
      if (await keepOwnToken(workspace, id, () => true)) await stores.delete(signInItem(id));
      await index.change((content) => ({
        ...content,
        leftBehind: content.leftBehind.filter((other) => other !== id),
      }));
    } catch (error) {
      log.warn('what a sign-out left could not be taken up', { error });
    }
  }
}
