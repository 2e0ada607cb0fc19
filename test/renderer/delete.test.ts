import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aStore, aToken, anId, now } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, open, visible } from './open.ts';

const one = (): Locator => dialog('Delete token');

async function ask(
  tokens: readonly Token[],
  answers: Answers = {},
  state: Partial<State> = {},
): Promise<FakeBridge> {
  const bridge = await open({ list: aList({ tokens: [...tokens] }), ...state }, answers);
  for (const token of tokens) {
    await page.getByRole('checkbox', { name: `Select token ${token.id.slice(0, 8)}` }).click();
  }
  await button('Delete token').click();
  return bridge;
}

const confirm = (name = 'Delete token'): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe('one token', () => {
  test('is named whole: label, id, account, dates; Cancel has the focus', async () => {
    await ask([aToken({ label: 'deploy-prod' })]);
    await visible(one().getByText('deploy-prod'));
    await visible(one().getByText(anId('3f2a91c0')));
    await visible(one().getByText(/ops@acme.example · Contract 31234567/));
    await visible(one().getByText('(in 12 days)'));
    await focused(button('Cancel'));
    await expect
      .element(one())
      .toHaveAccessibleDescription(/invalid at once, even though it has not expired/);
  });

  test.each<[string, Partial<Token>, RegExp]>([
    ['expired', { state: 'expired' }, /has already expired/],
    ['saved here', { state: 'saved' }, /saved value is removed from this computer too/],
    ['own', { own: true }, /This token signs this app in/],
  ])('says what is special when %s', async (_, token, sentence) => {
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

  test.each(['Cancel', 'Dismiss'])('"%s" deletes nothing', async (name) => {
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
  ] as const)('stays in the dialog when it fails with %s', async (code, sentence) => {
    await ask([aToken()], { tokens: { delete: () => no({ code }) } });
    await confirm();
    await visible(alert(sentence));
    await visible(one());
  });

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

describe('several tokens', () => {
  const three = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((id, index) =>
    aToken({ id: anId(id), createdAt: now - index * 60_000, own: index === 0 }),
  );

  test('are listed and deleted one by one, the own one last', async () => {
    const bridge = await ask(three, { tokens: { delete: done } });
    await visible(dialog('Delete 3 tokens').getByText(/One of them signs this app in/));
    await confirm('Delete 3 tokens');
    await gone(dialog('Delete 3 tokens'));
    expect(bridge.argsOf('tokens.delete')).toEqual(
      ['bbbbbbbb', 'cccccccc', 'aaaaaaaa'].map((id) => ({ tokenId: anId(id) })),
    );
    await visible(page.getByText('3 tokens deleted'));
  });

  test('stop at the first failure, with a result for each, and go on from there', async () => {
    let fails = true;
    const bridge = await ask(three, {
      tokens: {
        delete: ({ tokenId }) =>
          fails && tokenId === anId('cccccccc') ? no({ code: 'TIMEOUT' }) : done(),
      },
    });
    await confirm('Delete 3 tokens');
    await visible(alert('did not answer in time'));
    const results = page.getByRole('dialog').getByRole('listitem').elements();
    expect(
      results.map((item) => item.textContent.match(/Deleted|Not deleted|Not tried/)?.[0]),
    ).toEqual(['Deleted', 'Not deleted', 'Not tried']);
    fails = false;
    await confirm('Delete 2 tokens');
    await gone(page.getByRole('dialog'));
    expect(bridge.argsOf('tokens.delete')).toHaveLength(4);
  });
});

test('the dialog keeps naming the token when the list behind it changes', async () => {
  const bridge = await ask([aToken({ label: 'deploy-prod' })], {}, { store: aStore() });
  bridge.emit({ list: aList({ tokens: [] }) });
  await visible(one().getByText('deploy-prod'));
});
