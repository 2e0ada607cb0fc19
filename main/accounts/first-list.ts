import { AppError, isAppError } from '../app-error.ts';
import type { Contract, TokenListing } from '../auth-api/client.ts';
import { parseEndpoint, sandboxOrigin } from '../auth-api/endpoint.ts';
import type { Workspace } from '../workspace.ts';
import type { Connection } from './connection.ts';

/** How long a sign-in waits for what is a courtesy of the Cloud API, ms. */
const courtesyMs = 5_000;
/** Ends such a request after that time, or when the person stops waiting. */
export const courtesy = (signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(courtesyMs)]);
/** As many as the contract of the bridge lets through. */
const mostContracts = 100;

/**
 * Reads the list once, as proof that a credential works.
 *
 * @throws AppError CONTRACT_REQUIRED or CONTRACT_UNKNOWN with the numbers to choose from, where the
 *   API tells them; otherwise as AuthApi.list.
 */
export async function firstList(
  workspace: Workspace,
  connection: Connection,
): Promise<TokenListing> {
  try {
    return await workspace.connect(connection).list(workspace.patience.signal);
  } catch (error) {
    if (!isAppError(error, 'CONTRACT_REQUIRED', 'CONTRACT_UNKNOWN')) throw error;
    // Without the number: it may be the one at fault.
    const found = await contractsOf(workspace, { ...connection, contractNumber: null });
    throw new AppError(error.code, { contracts: numbersOf(found) });
  }
}

/** What is known of the contract that a password signs in to, beside its tokens. */
export interface ContractFacts {
  readonly contractNumber: number | null;
  readonly role: string | null;
}

/**
 * Asks for the contract behind a password, which names none, as the claims of a token do. What the
 * Cloud API does not tell stays unknown: that is no reason to refuse a sign-in.
 *
 * @throws AppError CONTRACT_REQUIRED where there are several and none was chosen.
 */
export async function contractFacts(
  workspace: Workspace,
  connection: Connection,
  email: string,
): Promise<ContractFacts> {
  const { contractNumber } = connection;
  const found = await contractsOf(workspace, connection);
  if (contractNumber === null && found.length > 1)
    throw new AppError('CONTRACT_REQUIRED', { contracts: numbersOf(found) });
  const contract = found.find(({ number }) => number === (contractNumber ?? number));
  // Only an owner is told by name; of any other person the role is not said here.
  const owner = contract?.owner?.toLowerCase() === email.toLowerCase();
  return {
    contractNumber: contractNumber ?? contract?.number ?? null,
    role: owner ? 'owner' : null,
  };
}

async function contractsOf(
  workspace: Workspace,
  connection: Connection,
): Promise<readonly Contract[]> {
  const { signal } = workspace.patience;
  try {
    return await workspace.connect(connection).contracts(courtesy(signal));
  } catch (error) {
    if (signal.aborted) throw new AppError('CANCELLED');
    workspace.log.warn('the contracts could not be read', { error });
    return [];
  }
}

const numbersOf = (contracts: readonly Contract[]): number[] =>
  contracts.slice(0, mostContracts).map(({ number }) => number);

/** The origin that a sign-in goes to; the trial knows only its own. @throws AppError as parseEndpoint. */
export function signInOrigin({ loopbackOnly, trial }: Workspace, endpoint: string): string {
  return trial ? sandboxOrigin : parseEndpoint(endpoint, { loopbackOnly });
}

/** @throws AppError CONTRACT_INVALID. */
export function checkContract(contractNumber: number | null): number | null {
  if (contractNumber === null) return null;
  const valid = Number.isInteger(contractNumber) && contractNumber > 0 && contractNumber < 2 ** 31;
  if (!valid) throw new AppError('CONTRACT_INVALID');
  return contractNumber;
}
