import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, field, gone, open, row, visible } from './open.ts';

const DAY = 86_400_000;

const listed = (list: Partial<State['list']>, answers: Answers = {}): Promise<FakeBridge> =>
  open({ list: aList(list) }, answers);

const ids = (): string[] =>
  page
    .getByRole('row')
    .elements()
    .map((element) => /[0-9a-f]{8}/.exec(element.textContent)?.[0] ?? '')
    .slice(1);

test('is a table with the columns of the web console', async () => {
  await listed({});
  await visible(page.getByRole('heading', { name: 'Token Manager', level: 1 }));
  const heads = page.getByRole('columnheader').elements();
  expect(heads.slice(1).map((head) => head.textContent.trim())).toEqual([
    'Token ID',
    'Creation Date',
    'Expiration Date',
    'State',
  ]);
});

test('names each token by label and id, of which 8 characters are seen and all are read', async () => {
  await listed({ tokens: [aToken({ label: 'deploy-prod', own: true })] });
  await visible(row('deploy-prod').getByText('Signs this app in'));
  await expect.element(page.getByTitle(anId('3f2a91c0'))).toHaveTextContent(anId('3f2a91c0'));
  await visible(page.getByRole('checkbox', { name: 'Select token 3f2a91c0' }));
});

test.each<[string, Partial<Token>, boolean]>([
  ['was refused', { state: 'cannot-tell' }, false],
  ['has expired', { state: 'expired' }, true],
])('does not say that a token signs in that %s', async (_, token, authorised) => {
  const session = { ...aState().session, account: anAccount({ authorised }) };
  await open({ session, list: aList({ tokens: [aToken({ own: true, ...token })] }) });
  await visible(row('3f2a91c0').getByText('Signed this app in'));
  await gone(page.getByText('Signs this app in'));
});

test('shows times in the local zone, with UTC on hover and in words beside', async () => {
  const expiresAt = Date.UTC(2030, 11, 5, 13, 2, 11);
  await listed({ tokens: [aToken({ expiresAt })] });
  const time = page.getByTitle(/Dec 5, 2030.*1:02:11.*UTC/);
  await expect.element(time).toHaveAttribute('datetime', '2030-12-05T13:02:11.000Z');
  await visible(row('3f2a91c0').getByText(/^in \d+ (months|years)$/));
});

test('warns of an end that is near, and admits a date that it cannot read', async () => {
  await listed({
    tokens: [
      aToken({ expiresAt: now + 3 * DAY + 60_000 }),
      aToken({ id: anId('9b07d2e4'), expiresAt: null }),
    ],
  });
  await visible(row('3f2a91c0').getByText('Ends soon: in 3 days'));
  await visible(row('9b07d2e4').getByText('Unknown date'));
});

test.each<[Token['state'], string]>([
  ['saved', 'Saved and live'],
  ['not-here', 'Live, value not on this computer'],
  ['gone', 'Saved, gone from the server'],
  ['expired', 'Expired'],
  ['cannot-tell', 'Cannot tell'],
])('says the state %s in words', async (state, words) => {
  await listed({ tokens: [aToken({ state })] });
  await visible(page.getByRole('cell', { name: words, exact: true }));
});

describe('sorting', () => {
  const three = [
    aToken({ id: anId('bbbbbbbb'), createdAt: now - DAY, expiresAt: now + 3 * DAY }),
    aToken({
      id: anId('aaaaaaaa'),
      createdAt: now - 3 * DAY,
      expiresAt: now + DAY,
      state: 'gone',
    }),
    aToken({
      id: anId('cccccccc'),
      createdAt: null,
      expiresAt: now + 2 * DAY,
      state: 'gone',
    }),
  ];

  test('is newest first, with unreadable dates last', async () => {
    await listed({ tokens: three });
    await expect.poll(ids).toEqual(['bbbbbbbb', 'aaaaaaaa', 'cccccccc']);
    await expect
      .element(page.getByRole('columnheader', { name: 'Creation Date' }))
      .toHaveAttribute('aria-sort', 'descending');
  });

  test.each([
    ['Token ID', ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'], ['cccccccc', 'bbbbbbbb', 'aaaaaaaa']],
    ['Expiration Date', ['aaaaaaaa', 'cccccccc', 'bbbbbbbb'], ['bbbbbbbb', 'cccccccc', 'aaaaaaaa']],
    ['Creation Date', ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'], ['bbbbbbbb', 'aaaaaaaa', 'cccccccc']],
    ['State', ['bbbbbbbb', 'aaaaaaaa', 'cccccccc'], ['aaaaaaaa', 'cccccccc', 'bbbbbbbb']],
  ])('by %s, both ways', async (column, ascending, descending) => {
    await listed({ tokens: three });
    const head = page.getByRole('columnheader', { name: column });
    await head.getByRole('button').click();
    await expect.element(head).toHaveAttribute('aria-sort', 'ascending');
    await expect.poll(ids).toEqual(ascending);
    await head.getByRole('button').click();
    await expect.element(head).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(ids).toEqual(descending);
  });

  test('stays while a search finds nothing', async () => {
    await listed({ tokens: three });
    await page.getByRole('columnheader', { name: 'Expiration Date' }).getByRole('button').click();
    await expect.poll(ids).toEqual(['aaaaaaaa', 'cccccccc', 'bbbbbbbb']);
    await field('Search').fill('zzz');
    await button('Show all tokens').click();
    await expect.poll(ids).toEqual(['aaaaaaaa', 'cccccccc', 'bbbbbbbb']);
  });
});

test('copies a token id, and says so', async () => {
  const bridge = await listed({}, { tokens: { copyId: done } });
  await row('3f2a91c0').getByRole('button', { name: 'Copy token ID', exact: true }).click();
  expect(bridge.argsOf('tokens.copyId')).toEqual([{ tokenId: anId('3f2a91c0') }]);
  await visible(page.getByRole('status').filter({ hasText: 'Token ID copied' }));
});

test.each([480, 900, 1100, 1280])(
  'at %i wide "Copy token ID" stands beside the id',
  async (width) => {
    await listed({ tokens: [aToken({ label: 'deploy-prod' })] });
    await page.viewport(width, 720);
    const gap = (): number => {
      const id = page.getByTitle(anId('3f2a91c0')).element().getBoundingClientRect();
      const copy = button('Copy token ID').element().getBoundingClientRect();
      return Math.max(
        Math.abs(copy.left - id.right),
        Math.abs(copy.top + copy.bottom - id.top - id.bottom),
      );
    };
    await expect.poll(gap).toBeLessThan(8);
  },
);

test.each([900, 1100, 1280])('at %i wide each state is one line', async (width) => {
  const states = ['saved', 'not-here', 'gone', 'expired', 'cannot-tell'] as const;
  await listed({ tokens: states.map((state, n) => aToken({ id: anId(`${n}0000000`), state })) });
  await page.viewport(width, 720);
  for (const words of ['Live, value not on this computer', 'Saved, gone from the server']) {
    const text = page.getByRole('cell', { name: words }).getByText(words, { exact: true });
    await expect.poll(() => text.element().getClientRects()[0]?.height).toBeLessThan(24);
    await expect.poll(() => text.element().scrollWidth - text.element().clientWidth).toBe(0);
  }
});

test('a double click on "Copy token ID" copies, and renames nothing', async () => {
  const bridge = await listed({ tokens: [aToken()] }, { tokens: { copyId: done } });
  await button('Copy token ID').dblClick();
  await expect.poll(() => bridge.argsOf('tokens.copyId')).toHaveLength(2);
  await gone(page.getByRole('textbox', { name: 'Label of token 3f2a91c0' }));
});

test('describes each copy button by the id that it copies', async () => {
  await listed({ tokens: [aToken()] });
  await expect
    .element(button('Copy token ID'))
    .toHaveAccessibleDescription(new RegExp(anId('3f2a91c0').slice(0, 8)));
});

test('says that a copy failed', async () => {
  await listed({}, { tokens: { copyId: () => no({ code: 'CLIPBOARD_FAILED' }) } });
  await button('Copy token ID').first().click();
  await visible(alert('The clipboard did not take it'));
});

test('follows what main says, without a reload', async () => {
  const bridge = await open(aState());
  bridge.emit({ list: aList({ tokens: [aToken({ id: anId('77aa00bb') })] }) });
  await visible(row('77aa00bb'));
  await visible(page.getByText('1 of 100 tokens'));
});

test('a token that is gone does not expire any more, whatever its date says', async () => {
  const both = [aToken({ id: anId('aaaaaaaa') }), aToken({ id: anId('bbbbbbbb'), state: 'gone' })];
  await open({ list: aList({ tokens: both }) });
  await visible(row('aaaaaaaa').getByText('in 12 days'));
  await visible(row('bbbbbbbb').getByText('Saved, gone from the server'));
  expect(row('bbbbbbbb').element().textContent).not.toContain('in 12 days');
});
