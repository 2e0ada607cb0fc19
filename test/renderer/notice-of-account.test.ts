import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Notice, State } from '../../preload/contract.ts';
import { aState, anAccount } from './build.ts';
import { done } from './fake-bridge.ts';
import { button, gone, open, visible } from './open.ts';

const other = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const own = anAccount({ label: 'Production', signIn: 'password', ownTokenId: null });
const kim = anAccount({ id: other, email: 'kim@example.com' });
const code = 'OWN_TOKEN_NOT_MINTED_LIMIT';
const notice: Notice = { code, accountId: own.id };

const signedIn = (accounts: State['session']['accounts']): Partial<State> => ({
  session: { ...aState().session, account: accounts[0] ?? null, accounts },
});

const words = page.getByText(/All tokens of this account are in use/);

test('what is said of one of several accounts names it, and is dismissed by itself', async () => {
  const notices: Notice[] = [notice, { code, accountId: other }];
  const bridge = await open({ ...signedIn([own, kim]), notices }, { app: { dismissNotice: done } });
  await visible(page.getByText(/^Production: All tokens of this account are in use/));
  await visible(page.getByText(/^kim@example\.com: All tokens of this account are in use/));
  await button('Dismiss').first().click();
  expect(bridge.argsOf('app.dismissNotice')).toEqual([notice]);
});

test('of the only account it says no more than is needed', async () => {
  await open({ ...signedIn([own]), notices: [notice] });
  await visible(page.getByText(/^All tokens of this account are in use/));
});

test('of an account that is not here, as while the trial is shown, nothing is said', async () => {
  await open({ ...signedIn([kim]), notices: [notice, 'SETTINGS_SET_ASIDE'] });
  await visible(page.getByText(/The settings could not be read/));
  await gone(words);
});
