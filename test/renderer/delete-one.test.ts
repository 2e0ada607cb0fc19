import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Token } from '../../preload/contract.ts';
import { aList, aState, aStore, aToken, anAccount, anId } from './build.ts';
import { done, no } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, visible } from './open.ts';
import { ask, confirm, one } from './open-delete.ts';

describe('one token', () => {
  test('is named whole: label, id, account, dates', async () => {
    await ask([aToken({ label: 'deploy-prod' })]);
    await visible(one().getByText('deploy-prod'));
    await visible(one().getByText(anId('3f2a91c0')));
    await visible(
      one()
        .getByRole('definition')
        .getByText(/ops@acme.example · Contract 31234567/),
    );
    await visible(one().getByText('in 12 days'));
    await expect
      .element(one())
      .toHaveAccessibleDescription(
        /^Token 'deploy-prod' \(3f2a91c0\) of ops@acme.example · Contract 31234567\. This token becomes invalid at once, even though it has not expired/,
      );
  });

  test('is dated to the second, local and UTC', async () => {
    const createdAt = Date.UTC(2026, 2, 4, 5, 6, 7);
    await ask([aToken({ createdAt, expiresAt: Date.UTC(2030, 11, 5, 13, 2, 11) })]);
    await visible(one().getByText(/^Mar 4, 2026, 6:06:07\sAM GMT\+1$/));
    await visible(one().getByText(/^Mar 4, 2026, 5:06:07\sAM UTC$/));
    await visible(one().getByText(/^Dec 5, 2030, 1:02:11\sPM UTC$/));
  });

  test('Cancel has the focus, and its ring is seen after a click too', async () => {
    await ask([aToken()]);
    await focused(button('Cancel'));
    const { outlineStyle, outlineWidth } = getComputedStyle(button('Cancel').element());
    expect([outlineStyle, outlineWidth]).toEqual(['solid', '2px']);
  });

  test.each<[string, Partial<Token>, RegExp]>([
    ['gone', { state: 'gone', listed: false }, /no longer lists this token, so nothing stops/],
    ['expired and saved', { state: 'expired' }, /saved value is removed from this computer too/],
    ['expired', { state: 'expired' }, /has already expired/],
    ['saved here', { state: 'saved' }, /saved value is removed from this computer too/],
    ['own', { own: true }, /This token signs this app in/],
  ])('says what is special when %s', { tags: 'long' }, async (_, token, sentence) => {
    await ask([aToken(token)]);
    await visible(one().getByText(sentence));
  });

  test('is deleted, said, and leaves no selection', async () => {
    const bridge = await ask([aToken({ label: 'deploy-prod' })], { tokens: { delete: done } });
    await confirm();
    expect(bridge.argsOf('tokens.delete')).toEqual([{ tokenId: anId('3f2a91c0') }]);
    await gone(one());
    await visible(page.getByRole('status').filter({ hasText: "Token 'deploy-prod' deleted" }));
    await expect.element(button('Delete token')).toBeDisabled();
    await focused(page.getByRole('heading', { name: 'Token Manager' }));
  });

  test.each(['Cancel', 'Dismiss'])('"%s" deletes nothing', { tags: 'long' }, async (name) => {
    const bridge = await ask([aToken()]);
    await button(name).click();
    await gone(one());
    expect(bridge.argsOf('tokens.delete')).toEqual([]);
    await focused(button('Delete token'));
  });

  test.each([
    ['OFFLINE', /cannot be reached/],
    ['TOKEN_NOT_FOUND', /does not know this token any more/],
    ['NOT_THE_API', /is not the IONOS Auth API/],
    ['STORE_LOCKED', /keychain is locked/],
  ] as const)(
    'stays in the dialog when it fails with %s',
    { tags: 'long' },
    async (code, sentence) => {
      await ask([aToken()], { tokens: { delete: () => no({ code }) } });
      await confirm();
      await visible(alert(sentence));
      await visible(one());
      // One more Enter does not do it again.
      await focused(button('Cancel'));
    },
  );

  test('of a two-factor account is deleted in the console', async () => {
    const bridge = await ask([aToken()], {
      tokens: { delete: () => no({ code: 'TWO_FACTOR_OR_REFUSED' }) },
      app: { openPage: done },
    });
    await confirm();
    await visible(alert(/delete the token in the Data Center Designer/));
    await button('Open the Token Manager in the console').click();
    expect(bridge.argsOf('app.openPage')).toEqual(['token-manager']);
  });

  test(
    'Cancel stops waiting for the answer, and says that it is not known',
    { tags: 'long' },
    async () => {
      let answer: () => void = () => undefined;
      const stopped = new Promise<void>((resolve) => (answer = resolve));
      const bridge = await ask([aToken()], {
        tokens: { delete: () => stopped.then(() => no({ code: 'CANCELLED' })), refresh: done },
        app: { cancel: done },
      });
      await confirm();
      await button('Cancel').click();
      await visible(button('Stopping…'));
      expect(bridge.argsOf('app.cancel')).toHaveLength(1);
      answer();
      await visible(alert(/stopped waiting.*not known whether the token was deleted/));
      await visible(one());
      await visible(button('Cancel'));
      expect(bridge.argsOf('tokens.refresh')).toHaveLength(1);
    },
  );

  test('cannot be left while it is being deleted', async () => {
    const bridge = await ask([aToken()], {
      tokens: { delete: () => new Promise(() => undefined) },
    });
    await confirm();
    await visible(button('Deleting…'));
    await userEvent.keyboard('{Escape}');
    await visible(one());
    expect(bridge.argsOf('tokens.delete')).toHaveLength(1);
  });
});

describe("the app's own", () => {
  const own = aToken({ own: true });
  const replace = () => one().getByRole('button', { name: 'Replace it first' });

  test('can be replaced first: that retires it, and there is nothing to delete', async () => {
    const bridge = await ask([own], { session: { replaceOwnToken: done } });
    await replace().click();
    expect(bridge.argsOf('session.replaceOwnToken')).toEqual([{ accountId: anAccount().id }]);
    await gone(one());
    expect(bridge.argsOf('tokens.delete')).toEqual([]);
    await visible(page.getByRole('status').filter({ hasText: /signs this app in was replaced/ }));
  });

  test('is told why it could not be, and can be deleted all the same', async () => {
    const bridge = await ask([own], {
      session: { replaceOwnToken: () => no({ code: 'LIMIT_REACHED' }) },
      tokens: { delete: done },
    });
    await replace().click();
    await visible(alert(/All tokens of this account are in use/));
    await confirm();
    expect(bridge.argsOf('tokens.delete')).toHaveLength(1);
  });

  test('is not deleted while it is replaced', async () => {
    const bridge = await ask([own], {
      session: { replaceOwnToken: () => new Promise(() => undefined) },
    });
    await replace().click();
    await visible(button('Replacing…'));
    await confirm();
    await userEvent.keyboard('{Escape}');
    await visible(one());
    expect(bridge.argsOf('tokens.delete')).toEqual([]);
  });

  test('that was pasted is for the person to replace', async () => {
    const account = anAccount({ signIn: 'pasted' });
    const { session } = aState();
    await ask([own], {}, { session: { ...session, account, accounts: [account] } });
    await visible(one().getByText(/This token signs this app in/));
    await expect.element(replace()).not.toBeInTheDocument();
  });
});

test(
  'a lost answer that ended the sign-in is told as that, with "Sign in again"',
  { tags: 'long' },
  async () => {
    const token = aToken({ label: 'own', own: true });
    const bridge = await ask([token], {
      tokens: { delete: () => no({ code: 'CONNECTION_LOST' }), refresh: done },
    });
    await confirm();
    await visible(alert('was lost before the answer came'));
    bridge.emit({
      session: { ...aState().session, account: anAccount({ authorised: false }) },
      list: aList({ tokens: [{ ...token, state: 'cannot-tell' }], stale: true }),
    });
    await visible(alert('IONOS no longer accepts this sign-in'));
    await gone(page.getByText('This token signs this app in. Once it is deleted'));
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click();
    await visible(dialog('Sign in again'));
  },
);

test('the dialog keeps naming the token when the list behind it changes', async () => {
  const bridge = await ask([aToken({ label: 'deploy-prod' })], {}, { store: aStore() });
  bridge.emit({ list: aList({ tokens: [] }) });
  await visible(one().getByText('deploy-prod'));
});
