import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Token } from '../../preload/contract.ts';
import { aList, aToken, anId, now, theAccountId } from './build.ts';
import { done, no, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, open, visible } from './open.ts';
import { ask, confirm, one } from './open-delete.ts';

describe('several tokens', () => {
  const three = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((id, index) =>
    aToken({ id: anId(id), createdAt: now - index * 60_000, own: index === 0 }),
  );
  const items = (): Element[] => page.getByRole('dialog').getByRole('listitem').elements();
  const results = (): (string | undefined)[] =>
    items().map(
      ({ textContent }) =>
        /Deleted|Deleting…|Not deleted|Not tried|No answer|Waiting/.exec(textContent)?.[0],
    );
  const idsIn = (): (string | undefined)[] =>
    items().map(({ textContent }) => /[a-f]{8}/.exec(textContent)?.[0]);
  const deletedIds = (bridge: FakeBridge): string[] =>
    bridge.argsOf('tokens.delete').map((args) => (args as { tokenId: string }).tokenId.slice(0, 8));

  test(
    'are listed as in the table, the own one marked, and it is deleted last',
    { tags: 'long' },
    async () => {
      const bridge = await ask(three, { tokens: { delete: done } });
      await visible(dialog('Delete 3 tokens').getByText(/One of them signs this app in/));
      expect(idsIn()).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
      const marked = items().map(({ textContent }) => textContent.includes('Signs this app in'));
      expect(marked).toEqual([true, false, false]);
      await confirm('Delete 3 tokens');
      await gone(dialog('Delete 3 tokens'));
      expect(deletedIds(bridge)).toEqual(['bbbbbbbb', 'cccccccc', 'aaaaaaaa']);
      await visible(page.getByText('3 tokens deleted'));
    },
  );

  test('of which the own one can be replaced first', async () => {
    const bridge = await ask(three, { session: { replaceOwnToken: done } });
    await button('Replace it first').click();
    expect(bridge.argsOf('session.replaceOwnToken')).toEqual([{ accountId: theAccountId }]);
    await gone(dialog('Delete 3 tokens').getByText(/signs this app in\. Once/));
    expect(deletedIds(bridge)).toEqual([]);
    await visible(dialog('Delete 3 tokens').getByRole('button', { name: 'Delete 2 tokens' }));
  });

  test('follow the order that the table is sorted in', { tags: 'long' }, async () => {
    await open({ list: aList({ tokens: three }) });
    await page.getByRole('columnheader', { name: 'Creation Date' }).getByRole('button').click();
    await page.getByRole('checkbox', { name: 'Select all tokens' }).click();
    await button('Delete token').click();
    await visible(dialog('Delete 3 tokens'));
    expect(idsIn()).toEqual(['cccccccc', 'bbbbbbbb', 'aaaaaaaa']);
  });

  const ended = [17, 3].map((months, n) =>
    aToken({
      id: anId(`eeeeeee${n}`),
      state: 'expired',
      expiresAt: now - months * 30.44 * 86_400_000,
      kept: 'no',
    }),
  );

  test('that have expired say since when, and nothing is said to break', async () => {
    await ask(ended);
    const several = dialog('Delete 2 tokens');
    await visible(several.getByText('expired 17 months ago'));
    await visible(several.getByText('expired 91 days ago'));
    await expect.element(several).toHaveAccessibleDescription(/nothing stops working/);
    await expect.element(several).not.toHaveAccessibleDescription(/invalid at once/);
  });

  test(
    'warn of the live ones among expired ones, with where these are used',
    { tags: 'long' },
    async () => {
      await ask([aToken({ usedIn: 'GitHub Actions' }), ...ended]);
      const several = dialog('Delete 3 tokens');
      await visible(several.getByText('expires in 12 days'));
      await visible(several.getByText('GitHub Actions'));
      await expect
        .element(several)
        .toHaveAccessibleDescription(/1 of them has not expired: it becomes invalid at once/);
    },
  );

  test.each([
    ['SERVER_ERROR', 'fault on its side', 'Not deleted'],
    ['TIMEOUT', 'did not answer in time', 'No answer'],
    ['CONNECTION_LOST', 'was lost before the answer came', 'No answer'],
  ] as const)(
    'stop at the first %s, with a result for each, and go on',
    { tags: 'long' },
    async (code, words, item) => {
      let fails = true;
      const bridge = await ask(three, {
        tokens: {
          delete: ({ tokenId }) => (fails && tokenId === anId('cccccccc') ? no({ code }) : done()),
          refresh: done,
        },
      });
      await confirm('Delete 3 tokens');
      await visible(alert(words));
      expect(results()).toEqual(['Not tried', 'Deleted', item]);
      await visible(page.getByRole('status').filter({ hasText: '1 of 3 tokens deleted.' }));
      // After a lost answer the list says what was done.
      expect(bridge.argsOf('tokens.refresh')).toHaveLength(item === 'No answer' ? 1 : 0);
      fails = false;
      await confirm('Delete 2 tokens');
      await gone(page.getByRole('dialog'));
      expect(bridge.argsOf('tokens.delete')).toHaveLength(4);
    },
  );

  test('can be stopped: the one under way is awaited, the others are left alone', async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const bridge = await ask(three, {
      tokens: {
        delete: ({ tokenId }) => (tokenId === anId('cccccccc') ? slow.then(done) : done()),
      },
      app: { cancel: done },
    });
    await confirm('Delete 3 tokens');
    await expect.poll(results).toEqual(['Waiting', 'Deleted', 'Deleting…']);
    await button('Stop').click();
    await visible(button('Stopping…'));
    await button('Stop waiting').click();
    expect(bridge.argsOf('app.cancel')).toHaveLength(1);
    answer();
    await visible(
      page.getByRole('status').filter({
        hasText: 'Stopped. 2 of 3 tokens deleted; the others were not tried.',
      }),
    );
    expect(results()).toEqual(['Not tried', 'Deleted', 'Deleted']);
    expect(deletedIds(bridge)).toEqual(['bbbbbbbb', 'cccccccc']);
    await focused(button('Close'));
    await visible(page.getByRole('dialog').getByRole('button', { name: 'Delete token' }));
    await button('Close').click();
    await gone(page.getByRole('dialog'));
  });
});

describe('what is of another server', () => {
  const mine = aToken({ label: 'mine' });
  const other = aToken({
    id: anId('7c41d0ab'),
    origin: 'https://iam.example.com',
    state: 'cannot-tell',
    listed: false,
  });
  const box = (token: Token): Locator =>
    page.getByRole('checkbox', { name: `Select token ${token.id.slice(0, 8)}` });

  test('is not offered for deletion', async () => {
    await open({ list: aList({ tokens: [mine, other] }) });
    await box(other).click();
    await expect.element(button('Delete token')).toBeDisabled();
    await userEvent.keyboard('{Delete}');
    await gone(page.getByRole('dialog'));
  });

  test('is left out where it is chosen with others', { tags: 'long' }, async () => {
    await open({ list: aList({ tokens: [mine, other] }) });
    for (const token of [mine, other]) await box(token).click();
    await button('Delete token').click();
    await visible(one().getByText('mine'));
  });
});

test('two of them are seen at least, however much stands below', { tags: 'long' }, async () => {
  await ask(
    [aToken({ own: true }), aToken({ id: anId('9b07d2e4') }), aToken({ id: anId('c2e80000') })],
    { tokens: { delete: () => no({ code: 'OFFLINE' }) } },
  );
  await page.viewport(480, 400);
  await confirm('Delete 3 tokens');
  await visible(alert('IONOS cannot be reached'));
  const list = page.getByRole('dialog').getByRole('list').element();
  expect(list.clientHeight).toBeGreaterThan(60);
});
