import { expect } from 'vitest';
import { signInWithPassword } from '../../../main/accounts/sign-in.ts';
import { accounts, type AccountName } from '../../../main/sandbox/accounts.ts';
import { signInItem } from '../../../main/vault/secret-store.ts';
import type { Core } from '../../support/core/setup-core.ts';

export const { plain, empty, twoContracts, twoFactor } = accounts;

/** Signs the plain account in, unless other facts are given. */
export const withPassword = (
  core: Core,
  facts: Partial<Parameters<typeof signInWithPassword>[1]> = {},
) =>
  signInWithPassword(core.app, {
    endpoint: core.sandbox.origin,
    email: plain.email,
    password: plain.password,
    contractNumber: null,
    ...facts,
  });

/** The ids of the tokens that the app made on the server. */
export const minted = async (core: Core, account: AccountName): Promise<string[]> =>
  (await core.control.tokens(account))
    .filter(({ origin }) => origin === 'api')
    .map(({ kid }) => kid);

/** What the keychain holds to sign the shown account in. */
export const item = (core: Core): string => {
  const { id = '' } = core.app.accounts.current ?? {};
  return core.keytar.items().get(signInItem(id)) ?? '';
};

/** Says that nobody is signed in, and that no account was written down. */
export const nobody = (core: Core): void => {
  expect(core.state.session).toMatchObject({ status: 'signed-out', account: null });
  expect(core.index.accounts).toEqual([]);
};
