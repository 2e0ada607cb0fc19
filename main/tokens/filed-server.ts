import { AppError } from '../app-error.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Refuses what would be asked of a server that the token is not of: any server can answer that it
 * deleted a token, and the value of one that lives at another would go for that. A token of which
 * nothing is kept here loses nothing. The index may be wrong or edited: it only adds a doubt, and
 * none about what the server's own list names.
 *
 * @param origin the server that would be asked.
 * @throws AppError TOKEN_OF_ANOTHER_SERVER.
 */
export function mustBeFiledUnder(workspace: Workspace, origin: string, tokenId: string): void {
  if (filedUnder(workspace, tokenId).some((server) => server !== origin))
    throw new AppError('TOKEN_OF_ANOTHER_SERVER');
}

/** Where a token is filed: as a saved value, as one in memory, and as what an account signs in with. */
function filedUnder({ index, stores }: Workspace, tokenId: string): readonly string[] {
  const { accounts, tokens } = index.content;
  return [
    ...tokens.filter(({ id }) => id === tokenId),
    ...stores.session.entries.filter(({ id }) => id === tokenId),
    ...accounts.filter(({ ownTokenId }) => ownTokenId === tokenId),
  ].map(({ origin }) => origin);
}
