import { AppError, isAppError } from '../app-error.ts';
import type { AccountNotice } from '../../preload/contract.ts';
import type { AppState } from '../app-state.ts';
import type { TokenClaims } from '../auth-api/jwt.ts';
import { generateSteps, type GenerateContext } from '../tokens/generate.ts';
import type { Settler } from '../tokens/settle.ts';
import { runSteps, type Step } from '../tokens/steps.ts';
import { withAccount } from '../vault/index-accounts.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import { finished, journaled, newIntent } from '../vault/journal.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { writeSignInItem, type Connection } from './connection.ts';
import { earlierTokenOf, isExpired, keepOwnToken } from './earlier-token.ts';

/** The app's own token lives 30 days (product.md). */
export const ownTokenTtlSeconds = 30 * 86_400;

interface MintWhen {
  readonly serverNow: number | null;
  readonly signal: AbortSignal;
}

interface OwnToken {
  readonly entry: AccountEntry;
  readonly connection: Connection;
}

/** What was said of how the app signs an account in no longer holds: somebody signs in anew, or out. */
export function dropOwnTokenNotices(state: AppState, accountId: string): void {
  state.dismissOf((notice) => notice.accountId === accountId);
}

/** A generate of the app's own token; what it replaces is kept first. */
interface OwnTokenContext extends GenerateContext {
  readonly keepEarlier: () => Promise<void>;
  /** The account as it was written, with its new token. */
  entry?: AccountEntry;
}

/** Signing in by password, once the password was accepted. */
export const ownTokenSteps: readonly Step<OwnTokenContext>[] = [
  { name: 'keep-earlier', run: ({ keepEarlier }) => keepEarlier() },
  ...generateSteps,
];

/**
 * Mints the token that the app itself signs in with, by the same protocol as any other, and stores
 * it as the account's sign-in item.
 *
 * @param when the server's clock, ms, by which an earlier one may have ended (null: not known), and what
 *   ends it until its request is sent.
 * @returns null where it cannot be done safely (no ready keychain, 100 tokens, refused): a notice
 *   says why, and the caller goes on with the password in memory.
 * @throws AppError CANCELLED: nothing was minted.
 */
export async function mintOwnToken(
  { workspace, settler }: { readonly workspace: Workspace; readonly settler: Settler },
  entry: AccountEntry,
  password: Connection,
  when: MintWhen,
): Promise<OwnToken | null> {
  const { stores, state, journal, log } = workspace;
  dropOwnTokenNotices(state, entry.id);
  const say = (code: AccountNotice['code']): void => {
    state.notice({ code, accountId: entry.id });
  };
  // Looked at without a prompt: signing in is no moment to be asked for another password.
  if ((await stores.look()) !== 'ready') {
    say('OWN_TOKEN_NOT_MINTED_NO_STORE');
    return null;
  }
  const context = ownTokenContext(workspace, entry, password, when);
  const { intent } = context;
  settler.hold(intent.id);
  try {
    await runSteps('sign-in', ownTokenSteps, context, workspace.observe);
  } catch (error) {
    // Nothing was sent: the person does not want to sign in any more.
    if (isAppError(error, 'CANCELLED')) throw error;
    log.warn('no token of its own was minted', { error });
    if (context.claims !== undefined) await revoke(workspace, context, context.claims);
    // What is open is taken up once the account is shown, and said there.
    const open = journal.content.operations.some(({ id }) => id === intent.id);
    if (open) say('OWN_TOKEN_IN_QUESTION');
    else if (isAppError(error, 'LIMIT_REACHED')) say('OWN_TOKEN_NOT_MINTED_LIMIT');
    else say('OWN_TOKEN_NOT_MINTED');
    return null;
  } finally {
    context.release?.();
    settler.release(intent.id);
  }
  const { value, claims } = context;
  if (context.entry === undefined || value === undefined || claims === undefined) return null;
  const asked = intent.contractNumber;
  if (asked !== null && claims.contractNumber !== asked) say('OWN_TOKEN_OTHER_CONTRACT');
  return { entry: context.entry, connection: connectionWith(password, value) };
}

const mintedNow = { minted: true, replaces: null } as const;

export const connectionWith = ({ origin, contractNumber }: Connection, token: string) =>
  ({ origin, contractNumber, credential: { kind: 'token', token } }) as const;

function ownTokenContext(
  workspace: Workspace,
  entry: AccountEntry,
  password: Connection,
  { serverNow, signal }: MintWhen,
): OwnTokenContext {
  const { clock, journal, stores, locks } = workspace;
  const { origin, contractNumber } = password;
  const { email, userId } = entry;
  const context: OwnTokenContext = {
    async keepEarlier() {
      // Whose list this is, a password does not say: it proves nothing of an earlier token.
      const isDead = (earlier: TokenClaims) => isExpired(earlier, serverNow, clock.now());
      // What stands where the new token would go must not be overwritten.
      const kept = await locks.run([earlierTokenOf(workspace, entry.id)], () =>
        keepOwnToken(workspace, entry.id, isDead),
      );
      if (!kept) throw new AppError('STORE_MISMATCH');
    },
    api: workspace.connect(password),
    clock,
    journal,
    locks,
    signal,
    store: stores.keychain,
    item: () => signInItem(entry.id),
    itemText: (value) => writeSignInItem(connectionWith(password, value), mintedNow),
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
      context.entry = own;
    },
    intent: newIntent({
      purpose: 'sign-in',
      accountId: entry.id,
      email,
      userId,
      origin,
      contractNumber: contractNumber ?? entry.contractNumber,
      ttlSeconds: ownTokenTtlSeconds,
      label: '',
      note: '',
      usedIn: '',
      color: 'none',
      startedAt: clock.now(),
    }),
  };
  return context;
}

/**
 * A token of the app's own whose value could not be stored serves nobody: it is revoked at once, and
 * where that fails, it stays in the journal by its id.
 */
async function revoke(
  { stores, log, patience }: Workspace,
  { api, journal, intent }: GenerateContext,
  { id }: TokenClaims,
): Promise<void> {
  const revoked = await api.delete(id, patience.signal).then(
    (outcome) => outcome === 'deleted',
    () => false,
  );
  try {
    await journal.change(revoked ? finished(intent.id) : journaled(intent));
    // What was stored of it is worthless, and perhaps cut: it would stand in the way the next time.
    if (revoked && (await stores.look()) === 'ready')
      await stores.keychain.delete(signInItem(intent.accountId));
  } catch (error) {
    log.warn('what is left of a token could not be written down or removed', { error });
  }
}
