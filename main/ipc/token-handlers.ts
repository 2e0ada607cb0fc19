import { AppError } from '../app-error.ts';
import { remindTokens } from '../expiry/remind-tokens.ts';
import { exportTokens } from '../export/export-tokens.ts';
import type { Clipboard, SaveDialog } from '../ports.ts';
import type { Profiles } from '../profiles.ts';
import { deleteToken } from '../tokens/delete-token.ts';
import { withNote } from '../vault/index-file.ts';
import type { Handlers } from './router.ts';

/** List, generate, delete, and what an interrupted generate left. */
export function tokenHandlers(
  profiles: Profiles,
  clipboard: Clipboard,
  saveDialog: SaveDialog,
): Pick<Handlers, 'tokens' | 'generated' | 'ghosts'> {
  return {
    tokens: {
      refresh: () => profiles.current.lists.refreshAnew(),
      generate: (request) => profiles.current.generation.generate(request),
      delete: async ({ tokenId }) => {
        const { workspace, accounts, lists, rotations } = profiles.current;
        if (await rotations.remove(tokenId)) return;
        await deleteToken(workspace, accounts, lists, tokenId);
      },
      copyId: ({ tokenId }) => clipboard.copyText(tokenId),
      export: ({ format, tokenIds }) => {
        const { state, clock } = profiles.current.workspace;
        return exportTokens(
          { tokens: state.current.list.tokens, clock, saveDialog },
          format,
          tokenIds,
        );
      },
      remind: ({ tokenIds, how }) => remindTokens(profiles.current, tokenIds, how),
      describe: async ({ tokenId, ...given }) => {
        const note = Object.fromEntries(
          Object.entries(given).filter(([, text]) => text !== undefined),
        );
        const { workspace, lists } = profiles.current;
        // Of what is on no list nothing is written down, else the index would grow without end.
        if (!lists.shows(tokenId)) throw new AppError('TOKEN_NOT_FOUND');
        await workspace.index.change((index) => withNote(index, tokenId, note));
        lists.publish();
      },
    },
    generated: {
      reveal: () => profiles.current.generated.reveal(),
      copyValue: () => profiles.current.generated.copyValue(),
      download: () => profiles.current.generated.download(),
      keep: ({ keep }) => profiles.current.generated.keep(keep),
      revoke: () => profiles.current.generated.revoke(),
      close: () => profiles.current.generated.close(),
    },
    ghosts: {
      check: ({ operationId }) => profiles.current.settler.check(operationId),
      revoke: ({ operationId, tokenId }) =>
        profiles.current.settler.answers.revoke(operationId, tokenId),
      keep: ({ operationId, tokenId }) =>
        profiles.current.settler.answers.keep(operationId, tokenId),
    },
  };
}
