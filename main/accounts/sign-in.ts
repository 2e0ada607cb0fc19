import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { pastedToken } from '../auth-api/pasted-token.ts';
import { keepValue } from '../tokens/kept-value.ts';
import type { Settler } from '../tokens/settle.ts';
import type { TokenLists } from '../tokens/token-lists.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import { openGenerates } from '../vault/journal.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { writeSignInItem, type Connection } from './connection.ts';
import { isExpired, isMissing, keepOwnToken } from './earlier-token.ts';
import {
  checkContract,
  contractFacts,
  firstList,
  signInOrigin,
  type ContractFacts,
} from './first-list.ts';
import { dropOwnTokenNotices, mintOwnToken } from './own-token.ts';
import { findOf } from './person.ts';

export interface SignInParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly settler: Settler;
}

export interface PasswordSignIn {
  readonly endpoint: string;
  readonly email: string;
  readonly password: string;
  readonly contractNumber: number | null;
}

export interface TokenSignIn {
  readonly endpoint: string;
  readonly token: string;
  readonly contractNumber: number | null;
}

/**
 * Signs in with e-mail and password: the app mints a token of its own and forgets the password.
 * Where that cannot be done safely, the credentials stay in memory until the app ends.
 *
 * @throws AppError EMAIL_INVALID, PASSWORD_EMPTY, CONTRACT_INVALID, the endpoint's codes,
 *   BAD_CREDENTIALS, TWO_FACTOR_OR_REFUSED, CONTRACT_REQUIRED, network codes.
 */
export async function signInWithPassword(parts: SignInParts, input: PasswordSignIn): Promise<void> {
  const { workspace, settler } = parts;
  const email = input.email.trim();
  if (!/^[^\s@:]+@[^\s@:]+$/.test(email)) throw new AppError('EMAIL_INVALID');
  if (input.password === '') throw new AppError('PASSWORD_EMPTY');
  const connection: Connection = {
    origin: signInOrigin(workspace, input.endpoint),
    credential: { kind: 'password', email, password: input.password },
    contractNumber: checkContract(input.contractNumber),
  };
  const listing = await firstList(workspace, connection);
  const facts = await contractFacts(workspace, connection, email);
  const entry = passwordEntry(workspace, connection, email, facts);
  const own = await mintOwnToken(workspace, settler, entry, connection, listing);
  await show(parts, own?.entry ?? entry, own?.connection ?? connection, own ? null : listing);
}

/**
 * Signed in by password in memory, with a keychain that is ready by now: mints the token of its own
 * and forgets the password. Does nothing in any other case.
 */
export async function replacePassword(parts: SignInParts): Promise<void> {
  const { workspace, accounts, lists, settler } = parts;
  const entry = accounts.current;
  if (entry?.signIn !== 'password' || !accounts.connected) return;
  if ((await workspace.stores.look()) !== 'ready') return;
  const connection = accounts.connection();
  const own = await mintOwnToken(workspace, settler, entry, connection, await lists.read());
  if (!own) return;
  await accounts.add(own.entry, own.connection);
}

/**
 * Signs in with a pasted token: verified by a list call, kept in the vault and as the sign-in.
 *
 * @throws AppError the codes of pastedToken and readToken, TOKEN_EXPIRED, CONTRACT_INVALID, the endpoint's codes,
 *   SIGN_IN_ENDED, TWO_FACTOR_OR_REFUSED, CONTRACT_REQUIRED, network codes, the store's codes.
 */
export async function signInWithToken(parts: SignInParts, input: TokenSignIn): Promise<void> {
  const { workspace } = parts;
  const origin = signInOrigin(workspace, input.endpoint);
  const { value: token } = pastedToken(input.token);
  const claims = readToken(token);
  if (claims.expiresAt !== null && claims.expiresAt <= workspace.clock.now())
    throw new AppError('TOKEN_EXPIRED', { at: claims.expiresAt });
  const contractNumber = checkContract(input.contractNumber) ?? claims.contractNumber;
  const connection = { origin, contractNumber, credential: { kind: 'token', token } } as const;
  const listing = await firstList(workspace, connection);

  const { index, journal } = workspace;
  const { userId } = claims;
  const unnamed = { origin, contractNumber, userId, email: null };
  const email =
    findOf(index.content.accounts, unnamed)?.email ??
    (await emailOf(workspace, connection, userId));
  const whose = { ...unnamed, email };
  const known = findOf(index.content.accounts, whose);
  const open = findOf(openGenerates(journal.content), whose);
  const entry: AccountEntry = {
    // What an earlier run left open is settled under the same account.
    id: known?.id ?? open?.accountId ?? randomUUID(),
    origin,
    contractNumber,
    userId,
    email,
    role: claims.role,
    signIn: 'pasted',
    ownTokenId: claims.id,
    ownTokenExpiresAt: claims.expiresAt,
    madeBy: null,
    canMint: 'unknown',
  };
  const store = await workspace.stores.current();
  const now = workspace.clock.now();
  const isDead = (earlier: TokenClaims): boolean =>
    isExpired(earlier, now) || isMissing(earlier, { claims, contractNumber, listing, now });
  if (store.kind === 'keychain' && !(await keepOwnToken(workspace, entry.id, isDead)))
    throw new AppError('STORE_MISMATCH');
  await keepValue(workspace, store, token, { origin, madeBy: null });
  await store.set(signInItem(entry.id), writeSignInItem(connection));
  dropOwnTokenNotices(workspace.state);
  await show(parts, entry, connection, listing);
}

/** Shows the account with the list that was read, or, after a mint, with a new one. */
async function show(
  { accounts, lists, settler }: SignInParts,
  entry: AccountEntry,
  connection: Connection,
  listing: TokenListing | null,
): Promise<void> {
  await accounts.add(entry, connection);
  if (listing) {
    await lists.keep(entry, listing);
    lists.publish();
  } else void lists.refresh();
  settler.resume();
}

/** The account as it is before a token of its own is minted. */
function passwordEntry(
  workspace: Workspace,
  { origin, contractNumber: chosen }: Connection,
  email: string,
  { contractNumber, role }: ContractFacts,
): AccountEntry {
  const whose = { origin, contractNumber: chosen ?? contractNumber, userId: null, email };
  const known = findOf(workspace.index.content.accounts, whose);
  // What an earlier run left open is settled under the same account.
  const open = findOf(openGenerates(workspace.journal.content), whose);
  return {
    id: known?.id ?? open?.accountId ?? randomUUID(),
    origin,
    contractNumber,
    userId: known?.userId ?? null,
    email,
    role: role ?? known?.role ?? null,
    signIn: 'password',
    ownTokenId: null,
    ownTokenExpiresAt: null,
    madeBy: null,
    canMint: 'unknown',
  };
}

async function emailOf(
  workspace: Workspace,
  connection: Connection,
  userId: string | null,
): Promise<string | null> {
  if (userId === null) return null;
  // The Cloud API shows a user to itself only sometimes; the address is a courtesy.
  return workspace
    .connect(connection)
    .email(userId)
    .catch(() => null);
}
