import { randomUUID } from 'node:crypto';
import { longest } from '../../preload/contract/limits.ts';
import { AppError, isAppError } from '../app-error.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { pastedToken } from '../auth-api/pasted-token.ts';
import type { Settler } from '../tokens/settle.ts';
import { runSteps } from '../tokens/steps.ts';
import type { TokenLists } from '../tokens/token-lists.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import { digestOf } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { accountIdOf } from './account-id.ts';
import type { Accounts } from './accounts.ts';
import type { Connection } from './connection.ts';
import type { EndpointGuard } from './endpoint-guard.ts';
import { earlierTokenOf, isExpired, isMissing } from './earlier-token.ts';
import {
  checkContract,
  contractFacts,
  courtesy,
  firstList,
  signInOrigin,
  type ContractFacts,
} from './first-list.ts';
import { dropOwnTokenNotices, mintOwnToken } from './own-token.ts';
import { findOf } from './person.ts';
import { takeUpQuietly } from './take-up.ts';
import { tokenSignInSteps, type TokenSignInContext } from './token-sign-in-steps.ts';

export interface SignInParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly settler: Settler;
  readonly endpoints: Pick<EndpointGuard, 'pass'>;
}

export interface PasswordSignIn {
  readonly endpoint: string;
  readonly email: string;
  readonly password: string;
  readonly contractNumber: number | null;
}

/** Characters. */
const longestPassword = 1_000;

export interface TokenSignIn {
  readonly endpoint: string;
  readonly token: string;
  readonly contractNumber: number | null;
}

/**
 * Signs in with e-mail and password: the app mints a token of its own and forgets the password.
 * Where that cannot be done safely, the credentials stay in memory until the app ends.
 *
 * @throws AppError EMAIL_INVALID, PASSWORD_EMPTY, PASSWORD_TOO_LONG, CONTRACT_INVALID, the endpoint's codes,
 *   BAD_CREDENTIALS, TWO_FACTOR_OR_REFUSED, CONTRACT_REQUIRED, network codes, CANCELLED.
 */
export async function signInWithPassword(parts: SignInParts, input: PasswordSignIn): Promise<void> {
  const { workspace, accounts } = parts;
  const { signal } = workspace.patience;
  const email = input.email.trim();
  if (email.length > longest.email || !/^[^\s@:]+@[^\s@:]+$/.test(email))
    throw new AppError('EMAIL_INVALID');
  if (input.password === '') throw new AppError('PASSWORD_EMPTY');
  if (input.password.length > longestPassword) throw new AppError('PASSWORD_TOO_LONG');
  const connection: Connection = {
    origin: signInOrigin(workspace, input.endpoint),
    credential: { kind: 'password', email, password: input.password },
    contractNumber: checkContract(input.contractNumber),
  };
  await parts.endpoints.pass(connection.origin);
  const asked = parts.lists.ask();
  const listing = await firstList(workspace, connection);
  const facts = await contractFacts(workspace, connection, email);
  const entry = await passwordEntry(workspace, connection, email, facts);
  if (signal.aborted) throw new AppError('CANCELLED');
  const { serverDate } = listing;
  const own = await mintOwnToken(parts, entry, connection, { serverNow: serverDate, signal });
  await accounts.add(own?.entry ?? entry, own?.connection ?? connection);
  await takeUpQuietly(workspace, own?.entry ?? entry, listing.serverDate);
  await show(parts, own?.entry ?? entry, own ? null : listing, asked);
}

/**
 * Signed in by password in memory, with a keychain that is ready by now: mints the token of its own
 * and forgets the password, for each account that it is so of. Does nothing in any other case.
 */
export async function replacePasswords(parts: SignInParts): Promise<void> {
  const { workspace, accounts } = parts;
  const waiting = accounts.all.filter(
    ({ id, signIn }) => signIn === 'password' && accounts.isConnected(id),
  );
  if (waiting.length === 0 || (await workspace.stores.look()) !== 'ready') return;
  for (const entry of waiting) await replacePassword(parts, entry);
}

async function replacePassword(parts: SignInParts, entry: AccountEntry): Promise<void> {
  const { workspace, accounts } = parts;
  const { signal } = workspace.patience;
  const own = await mintOwnToken(parts, entry, accounts.connection(entry.id), {
    serverNow: null,
    signal,
  }).catch((error: unknown) => {
    // Who stopped waiting goes on with the password.
    if (isAppError(error, 'CANCELLED')) return null;
    throw error;
  });
  if (!own) return;
  await accounts.add(own.entry, own.connection);
  await takeUpQuietly(workspace, own.entry, null);
}

/**
 * Signs in with a pasted token: verified by a list call, kept in the vault and as the sign-in.
 *
 * @throws AppError the codes of pastedToken and readToken, TOKEN_EXPIRED, CONTRACT_INVALID, the endpoint's codes,
 *   SIGN_IN_ENDED, TWO_FACTOR_OR_REFUSED, CONTRACT_REQUIRED, network codes, CANCELLED, the store's codes.
 */
export async function signInWithToken(parts: SignInParts, input: TokenSignIn): Promise<void> {
  const { workspace } = parts;
  const origin = signInOrigin(workspace, input.endpoint);
  const { value: token } = pastedToken(input.token);
  const claims = readToken(token);
  const contractNumber = checkContract(input.contractNumber) ?? claims.contractNumber;
  const connection = { origin, contractNumber, credential: { kind: 'token', token } } as const;
  await parts.endpoints.pass(origin);
  const asked = parts.lists.ask();
  const listing = await livingList(workspace, connection, claims);

  const entry = await pastedEntry(workspace, connection, claims);
  const { locks, clock, observe } = workspace;
  const now = clock.now();
  const context: TokenSignInContext = {
    workspace,
    accounts: parts.accounts,
    store: await workspace.stores.current(),
    connection,
    claims,
    isDead: async (earlier) =>
      isExpired(earlier, listing.serverDate, now) ||
      (isMissing(earlier, { claims, contractNumber, listing, now }) &&
        !(await isKnown(workspace, connection, earlier.id))),
    intent: {
      kind: 'token-sign-in',
      id: randomUUID(),
      startedAt: now,
      tokenId: claims.id,
      digest: digestOf(connection.credential.token),
      account: entry,
    },
  };
  await locks.run([claims.id, earlierTokenOf(workspace, entry.id)], () =>
    runSteps('token-sign-in', tokenSignInSteps, context, observe),
  );
  dropOwnTokenNotices(workspace.state, entry.id);
  await takeUpQuietly(workspace, entry, listing.serverDate);
  await show(parts, entry, listing, asked);
}

/**
 * The list that proves that a pasted token works. That it has expired is not said by the clock here alone,
 * which may be wrong: the server refuses it, or its own date is past its end, too.
 *
 * @throws AppError TOKEN_EXPIRED with the moment; as firstList.
 */
async function livingList(
  workspace: Workspace,
  connection: Connection,
  claims: TokenClaims,
): Promise<TokenListing> {
  const { clock } = workspace;
  const expired = () =>
    new AppError('TOKEN_EXPIRED', claims.expiresAt === null ? {} : { at: claims.expiresAt });
  const listing = await firstList(workspace, connection).catch((error: unknown) => {
    const now = clock.now();
    if (isAppError(error, 'SIGN_IN_ENDED') && isExpired(claims, now, now)) throw expired();
    throw error;
  });
  if (isExpired(claims, listing.serverDate, clock.now())) throw expired();
  return listing;
}

/** What a person has not given yet; of an account that is known already what they gave stays. */
const unnamedAccount = { label: '', color: 'none' } as const;

/** The account of a pasted token, as it is to stand in the index. */
async function pastedEntry(
  workspace: Workspace,
  connection: Connection,
  { id, userId, role, expiresAt }: TokenClaims,
): Promise<AccountEntry> {
  const { index } = workspace;
  const { origin, contractNumber } = connection;
  const unnamed = { origin, contractNumber, userId, email: null };
  const email =
    findOf(index.content.accounts, unnamed)?.email ??
    (await emailOf(workspace, connection, userId));
  return {
    id: await accountIdOf(workspace, { ...unnamed, email }),
    origin,
    contractNumber,
    userId,
    ...unnamedAccount,
    email,
    role,
    signIn: 'pasted',
    ownTokenId: id,
    ownTokenExpiresAt: expiresAt,
    madeBy: null,
    canMint: 'unknown',
  };
}

/** Goes on with the list that was read, or, after a mint and where that is outdated, with a new one. */
async function show(
  { lists, settler }: SignInParts,
  entry: AccountEntry,
  listing: TokenListing | null,
  asked: number,
): Promise<void> {
  const list = lists.at(entry.id);
  // The account is on screen since it was added: a newer list may be there by now.
  if (listing && (await list.keep(listing, asked))) lists.publish();
  else void list.refresh();
  settler.resume();
}

/** The account as it is before a token of its own is minted. */
async function passwordEntry(
  workspace: Workspace,
  { origin, contractNumber: chosen }: Connection,
  email: string,
  { contractNumber, role }: ContractFacts,
): Promise<AccountEntry> {
  const whose = { origin, contractNumber: chosen ?? contractNumber, userId: null, email };
  const known = findOf(workspace.index.content.accounts, whose);
  return {
    id: await accountIdOf(workspace, whose),
    origin,
    contractNumber,
    userId: known?.userId ?? null,
    ...unnamedAccount,
    email,
    role: role ?? known?.role ?? null,
    signIn: 'password',
    ownTokenId: null,
    ownTokenExpiresAt: null,
    madeBy: null,
    canMint: 'unknown',
  };
}

/** Whether the server knows a token; in doubt it does. */
async function isKnown(
  workspace: Workspace,
  connection: Connection,
  tokenId: string,
): Promise<boolean> {
  const { log, patience } = workspace;
  try {
    return await workspace.connect(connection).knows(tokenId, patience.signal);
  } catch (error) {
    log.warn('an earlier token could not be looked up', { error });
    return true;
  }
}

async function emailOf(
  workspace: Workspace,
  connection: Connection,
  userId: string | null,
): Promise<string | null> {
  if (userId === null) return null;
  const { signal } = workspace.patience;
  try {
    return await workspace.connect(connection).email(userId, courtesy(signal));
  } catch {
    if (signal.aborted) throw new AppError('CANCELLED');
    // The Cloud API shows a user to itself only sometimes; the address is a courtesy.
    return null;
  }
}
