import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, gone, open, row, visible } from './open.ts';

const listed = (list: Partial<State['list']>, answers: Answers = {}): Promise<FakeBridge> =>
  open({ list: aList(list) }, answers);

const hex = (first: number, n: number): string => anId((first + n).toString(16));
const live = (count: number): Token[] =>
  Array.from({ length: count }, (_, n) => aToken({ id: hex(0xa0000000, n) }));
const expired = (count: number, onServer = true): Token[] =>
  Array.from({ length: count }, (_, n) =>
    aToken({
      id: hex(onServer ? 0xe0000000 : 0xf0000000, n),
      state: 'expired',
      expiresAt: now - 1,
      listed: onServer,
    }),
  );

describe('the count', () => {
  test.each([
    [37, '37 of 100 tokens', undefined],
    [92, '92 of 100 tokens', '8 left'],
    [100, '100 of 100 tokens', 'Full'],
  ])('of %i', async (count, words, warning) => {
    await listed({ tokens: live(count) });
    await visible(page.getByText(words));
    if (warning) await visible(page.getByText(warning, { exact: true }));
  });

  test(
    'is of what the server lists: a saved value of a gone token takes up no room',
    { tags: 'long' },
    async () => {
      const gone = aToken({ id: anId('90000000'), state: 'gone', listed: false });
      await listed({ tokens: [...live(98), gone, ...expired(3, false)] });
      await visible(page.getByText('98 of 100 tokens'));
      expect(page.getByText(/All 100 tokens are in use/).elements()).toHaveLength(0);
    },
  );
});

describe('"Select N expired tokens"', () => {
  const confirm = (name: string): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  test('at the limit selects what the server lists, which Delete then deletes', async () => {
    const bridge = await listed(
      { tokens: [...live(88), ...expired(12), ...expired(3, false)] },
      { tokens: { delete: done } },
    );
    await visible(page.getByText(/All 100 tokens are in use/));
    await button('Select 12 expired tokens').click();
    await visible(page.getByRole('status').filter({ hasText: '12 selected' }));
    await button('Delete token').click();
    await confirm('Delete 12 tokens');
    await gone(dialog('Delete 12 tokens'));
    const ids = bridge.argsOf('tokens.delete').map((args) => (args as { tokenId: string }).tokenId);
    expect(ids.toSorted()).toEqual(
      expired(12)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  test(
    'shows them all, whatever was searched for and selected before',
    { tags: 'long' },
    async () => {
      await listed({ tokens: [...live(2), ...expired(2)] });
      await page.getByRole('checkbox', { name: 'Select token a0000000' }).click();
      await field('Search').fill('nothing like it');
      await button('Select 2 expired tokens').click();
      await expect.element(field('Search')).toHaveValue('');
      await expect
        .element(page.getByRole('checkbox', { name: 'Select token a0000000' }))
        .not.toBeChecked();
      await expect
        .element(page.getByRole('checkbox', { name: 'Select token e0000000' }))
        .toBeChecked();
    },
  );

  test('is about one as well, and is not there for none', async () => {
    const bridge = await listed({ tokens: [...live(1), ...expired(1)] });
    await visible(button('Select 1 expired token'));
    bridge.emit({ list: aList({ tokens: [...live(1), ...expired(4, false)] }) });
    await gone(page.getByRole('button', { name: /^Select \d/ }));
  });
});

describe('at the limit the blue button is the next step', { tags: 'long' }, () => {
  const mains = (): string[] =>
    [...document.querySelectorAll('.button.main')].map(({ textContent }) => textContent.trim());

  test('one below it, it is still "Generate Token"', async () => {
    await listed({ tokens: live(99) });
    await expect.poll(mains).toEqual(['Generate Token']);
  });

  test('remove the expired ones, or choose them and delete them', async () => {
    await listed({ tokens: [...live(84), ...expired(16)] });
    await expect.poll(mains).toEqual(['Remove 16 expired…']);
    await button('Select 16 expired tokens').click();
    await expect.poll(mains).toEqual([expect.stringMatching(/^Delete token/)]);
  });

  test('without expired ones there is none before one is chosen', async () => {
    await listed({ tokens: live(100) });
    await visible(page.getByText(/Delete one, best an expired one, before you generate another/));
    expect(mains()).toEqual([]);
  });
});

describe('the age of the list', () => {
  test('is said beside Refresh, which reads it again', async () => {
    const bridge = await listed(
      { fetchedAt: Date.now() - 3 * 60_000 },
      { tokens: { refresh: done } },
    );
    await visible(page.getByText('Updated 3 min ago'));
    await button('Refresh').click();
    expect(bridge.argsOf('tokens.refresh')).toHaveLength(1);
  });

  test('is named with the time when the list is an old one', async () => {
    await listed({ fetchedAt: Date.now() - 3 * 60_000, stale: true });
    await visible(page.getByText(/^Showing the list from .+ \(3 min ago\)$/));
  });
});

describe('without a good list', { tags: 'long' }, () => {
  test('shows grey rows while the first one is read', async () => {
    await listed({ status: 'loading', tokens: [], fetchedAt: null });
    await expect.element(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
    await gone(page.getByText(/of 100/));
    await gone(page.getByText('No tokens yet'));
  });

  test('teaches what a token is when there is none', async () => {
    await listed({ tokens: [] });
    await visible(page.getByText(/Terraform, ionosctl, SDKs and CI/));
    await button('Generate Token').click();
    await visible(dialog('Generate Token'));
  });

  test("teaches the same beside the app's own token, which stays on the list", async () => {
    const bridge = await listed({ tokens: [aToken({ own: true })] });
    await visible(row('3f2a91c0').getByText('Signs this app in'));
    await visible(page.getByText(/The token above signs this app in.*Terraform, ionosctl/));
    await gone(field('Search'));
    await page.getByRole('checkbox', { name: 'Select token 3f2a91c0' }).click();
    await visible(button('Delete token'));
    // One button, with one name.
    await button('Generate Token').click();
    await visible(dialog('Generate Token'));
    bridge.emit({ list: aList({ tokens: [aToken({ own: true }), ...live(1)] }) });
    await gone(page.getByText(/The token above/));
  });

  test.each([
    ['refused', false, true],
    ['not the own one', true, false],
  ])('teaches nothing beside a token that is %s', async (_, authorised, own) => {
    await open({
      session: { ...aState().session, account: anAccount({ authorised }) },
      list: aList({ tokens: [aToken({ own })] }),
    });
    await visible(row('3f2a91c0'));
    await gone(page.getByText(/Terraform, ionosctl/));
  });

  test('says why it could not be read, and tries again', async () => {
    const bridge = await listed(
      { status: 'failed', tokens: [], fetchedAt: null, error: { code: 'SERVER_ERROR' } },
      { tokens: { refresh: done } },
    );
    await visible(alert('fault on its side'));
    await gone(page.getByRole('table'));
    await button('Try again').click();
    expect(bridge.argsOf('tokens.refresh')).toHaveLength(1);
  });

  test('offline: shows the last one, its age and what is wrong', async () => {
    await listed({
      status: 'failed',
      stale: true,
      fetchedAt: now - 2 * 3_600_000,
      error: { code: 'OFFLINE' },
    });
    await visible(page.getByText(/Showing the list from .+ \(2 h ago\)/));
    await visible(alert('IONOS cannot be reached'));
    expect(page.getByRole('row').elements()).toHaveLength(7);
  });
});

test('a list that does not come can be stopped', async () => {
  const bridge = await listed({ tokens: live(1), status: 'loading' }, { app: { cancel: done } });
  await button('Stop refreshing').click();
  expect(bridge.argsOf('app.cancel')).toHaveLength(1);
  bridge.emit({ list: aList({ tokens: live(1), status: 'ready' }) });
  await visible(button('Refresh'));
});
