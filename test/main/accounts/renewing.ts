import { readToken } from '../../../main/auth-api/jwt.ts';
import { readOrigins, readSignInItem } from '../../../main/accounts/connection.ts';
import { openRenewals } from '../../../main/accounts/resume-renewal.ts';
import type { AccountName } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { start } from '../../support/core/interrupted.ts';
import { item } from './signing-in.ts';

export const day = 86_400_000;

/** Signed in with a token of the app's own that ends in six days; nothing has been read since. */
export async function nearItsEnd(account: AccountName = 'empty') {
  const core = await setupCore();
  await core.signIn(account);
  const old = ownId(core);
  await core.control.clearLog();
  core.clock.advance(24 * day);
  return { core, old };
}

/** The list is read, and what the app does by itself then ends. */
export async function look(core: Core): Promise<void> {
  await core.app.lists.refreshAnew();
  await core.app.renewals.look();
  await core.untilListed();
}

/** The app is killed and started again, and what it does by itself then ends. */
export async function startAgain(core: Core): Promise<void> {
  await start(core);
  await core.app.renewals.look();
  await core.untilListed();
}

export const ownId = (core: Core): string => core.app.accounts.current?.ownTokenId ?? '';
export const renewals = (core: Core) => openRenewals(core.app.workspace);

/** What the keychain says of what signs in. */
export const signsIn = (core: Core) => ({
  id: readToken(readSignInItem(item(core)).credential.token).id,
  ...readOrigins(item(core)),
});

export const isLive = async (core: Core, id: string, account: AccountName = 'empty') =>
  (await core.control.tokens(account)).some(({ kid, live }) => kid === id && live);

export const liveIds = async (core: Core, account: AccountName = 'empty') =>
  (await core.control.tokens(account)).filter(({ live }) => live).map(({ kid }) => kid);

export const isStored = (core: Core, id: string): boolean => core.keytar.items().has(tokenItem(id));
