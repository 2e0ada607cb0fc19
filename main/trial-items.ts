import { claimsOf } from './tokens/proven-gone.ts';
import { wholeItem } from './tokens/whole-item.ts';
import { derivedIds } from './accounts/account-id.ts';
import { AppError } from './app-error.ts';
import { sandboxOrigin } from './auth-api/endpoint.ts';
import type { SandboxAdmin } from './sandbox/server.ts';
import { keptItems } from './kept-items.ts';
import { sentinelItem, tokenItem, tokenOfItem } from './vault/secret-store.ts';
import type { Workspace } from './workspace.ts';

/** Whether a sandbox remembers to have made a token. */
export const isMadeIn = (admin: SandboxAdmin | null, tokenId: string): boolean =>
  admin?.view().accounts.some(({ tokens }) => tokens.some(({ kid }) => kid === tokenId)) ?? false;

/**
 * Removes all that a trial keeps in the keychain. The value of a token that no sandbox made, which earlier versions took, may be the only
 * copy there is, and stays.
 *
 * @param admin its sandbox, which knows every token that was ever made in it.
 * @throws AppError the store's codes: what was not removed yet stays.
 */
export async function removeTrialItems(
  { workspace }: { readonly workspace: Workspace },
  admin: SandboxAdmin | null,
): Promise<void> {
  const { stores } = workspace;
  // A locked keychain asks the person now, for an item that is only read: a prompt that is dismissed,
  // or answered long after the app gave up waiting, has removed nothing, in memory neither.
  await stores.get(sentinelItem);
  const there = (await stores.look()) !== 'absent';
  for (const item of trialItems(workspace, admin)) {
    const goes =
      there && (isMadeIn(admin, tokenOfItem(item)) || !(await isOfOthers(workspace, item)));
    if (goes && !(await stores.keychain.delete(item))) throw new AppError('STORE_FAILED');
    await stores.session.delete(item);
  }
}

/** Whether an item surely holds a value of nobody in the trial: each that a sandbox made names its user. */
async function isOfOthers({ stores, log }: Workspace, item: string): Promise<boolean> {
  const id = tokenOfItem(item);
  if (item !== tokenItem(id)) return false;
  const value = await wholeItem(stores.keychain, item);
  const claims = value === null ? null : claimsOf(value);
  const { accounts } = await import('./sandbox/accounts.ts');
  if (claims === null || claims.userId === accounts.trial.userId) return false;
  log.warn('a value that is not of the trial stays in its keychain');
  return true;
}

/** Its sandbox knows every user and every token that it ever made. */
function trialItems(workspace: Workspace, admin: SandboxAdmin | null): ReadonlySet<string> {
  const users = admin?.view().accounts ?? [];
  return keptItems(workspace, {
    tokenIds: users.flatMap((user) => user.tokens.map(({ kid }) => kid)),
    accountIds: users.flatMap(({ email, userId, contracts }) =>
      contracts.flatMap((contractNumber) =>
        derivedIds({ origin: sandboxOrigin, contractNumber, email, userId }),
      ),
    ),
  });
}
