import { AppError, isAppError } from '../app-error.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { parseEndpoint, sandboxOrigin } from '../auth-api/endpoint.ts';
import type { Workspace } from '../workspace.ts';
import type { Connection } from './connection.ts';

/**
 * Reads the list once, as proof that a credential works.
 *
 * @throws AppError CONTRACT_REQUIRED with the numbers to choose from, where the API tells them;
 *   otherwise as AuthApi.list.
 */
export async function firstList(
  workspace: Workspace,
  connection: Connection,
): Promise<TokenListing> {
  const api = workspace.connect(connection);
  try {
    return await api.list();
  } catch (error) {
    if (!isAppError(error, 'CONTRACT_REQUIRED')) throw error;
    const contracts = await api.contracts().catch(() => []);
    throw new AppError('CONTRACT_REQUIRED', { contracts: contracts.slice(0, 100) });
  }
}

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
