import { openRenewals } from '../accounts/resume-renewal.ts';
import { openRotations } from '../tokens/rotate-steps.ts';
import { noteOf } from '../vault/index-file.ts';
import type { VaultApp } from '../vault-app.ts';
import type { Workspace } from '../workspace.ts';
import { needsSomebody } from './needs-somebody.ts';
import type { Shown } from './watch.ts';

/** What the expiry watch is to look at: of every account that is signed in, shown or not. */
export function watchedTokens({
  workspace,
  lists,
  accounts: signedIn,
}: Pick<VaultApp, 'workspace' | 'lists' | 'accounts'>): Shown {
  const list = lists.everywhere;
  const { accounts } = workspace.state.current.session;
  const leaving = leavingTokens(workspace);
  return {
    list,
    tokens: list.tokens.filter((token) => !leaving.has(token.id) && needsSomebody(token, accounts)),
    file: workspace.expiry,
    own: signedIn.signingIn,
    trial: workspace.trial,
    accountName: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.label ?? '',
    offsetOf: ({ accountId }) => lists.offsetOf(accountId),
    rotatedOf: ({ id }) => rotatedLabel(workspace, id),
  };
}

/**
 * The tokens that the app is about to delete: nobody can rotate them, or needs to. The old token of a
 * rotation that is open is not among them: it works until a person says otherwise, or until it ends.
 */
function leavingTokens(workspace: Workspace): ReadonlySet<string> {
  const rotations = openRotations(workspace).filter(({ stage }) => stage === 'finishing');
  return new Set([...openRenewals(workspace), ...rotations].map(({ oldTokenId }) => oldTokenId));
}

/** What the token is called in whose place another one works, though its rotation is open; null: none works. */
function rotatedLabel(workspace: Workspace, id: string): string | null {
  const rotation = openRotations(workspace).find(
    ({ oldTokenId, stage }) => oldTokenId === id && stage === 'open',
  );
  return rotation?.newTokenId ? noteOf(workspace.index.content, rotation.newTokenId).label : null;
}
