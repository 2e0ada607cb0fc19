import { openRenewals } from '../accounts/resume-renewal.ts';
import { openRotations } from '../tokens/rotate-steps.ts';
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
  const replaced = replacedTokens(workspace);
  return {
    list,
    tokens: list.tokens.filter(
      (token) => !replaced.has(token.id) && needsSomebody(token, accounts),
    ),
    file: workspace.expiry,
    own: signedIn.signingIn,
    trial: workspace.trial,
    accountName: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.label ?? '',
    offsetOf: ({ accountId }) => lists.offsetOf(accountId),
  };
}

/**
 * The tokens in whose place another one works already: the app is about to delete them, or asks above the
 * list when it may. Their names are the new ones', and nobody can rotate them once more.
 */
function replacedTokens(workspace: Workspace): ReadonlySet<string> {
  const rotations = openRotations(workspace).filter(
    ({ stage }) => stage === 'open' || stage === 'finishing',
  );
  return new Set([...openRenewals(workspace), ...rotations].map(({ oldTokenId }) => oldTokenId));
}
