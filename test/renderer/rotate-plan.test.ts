import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now, theAccountId } from './build.ts';
import { no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { dialog, field, focused, gone, open, row, visible } from './open.ts';

const DAY = 86_400_000;
const other = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const starts = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'];
const three = starts.map((start, at) =>
  aToken({
    id: anId(start),
    label: `job ${at}`,
    createdAt: now - (at + 1) * DAY,
    expiresAt: now + (29 - at) * DAY,
  }),
);
const many = (count: number, start: number, changes: Partial<Token>): Token[] =>
  Array.from({ length: count }, (_, at) =>
    aToken({ id: anId((start + at).toString(16)), createdAt: now - 90 * DAY, ...changes }),
  );
const expired = { state: 'expired', expiresAt: now - DAY } as const;
const accounts = [
  anAccount({ label: 'Production' }),
  anAccount({ id: other, label: 'Testing', email: 'kim@example.com' }),
];
const [account = null] = accounts;
const both = { session: { ...aState().session, account, accounts, showAll: true } };

/** How many tokens the server lists for each account. */
const counts = (tokens: readonly Token[]): State['list']['accounts'] =>
  [theAccountId, other].map((accountId) => ({
    accountId,
    status: 'ready',
    error: null,
    fetchedAt: now,
    stale: false,
    clockOffsetMs: 0,
    expired: 0,
    listed: tokens.filter((token) => token.accountId === accountId).length,
  }));

async function choose(
  chosen: readonly Token[],
  rest: readonly Token[],
  state: Partial<State> = {},
  answers: Answers = {},
): Promise<FakeBridge> {
  const tokens = [...chosen, ...rest];
  const list = aList({ tokens, accounts: counts(tokens) });
  const bridge = await open({ list, ...state }, answers);
  for (const { id } of chosen)
    await page.getByRole('checkbox', { name: `Select token ${id.slice(0, 8)}` }).click();
  bridge.act('commands');
  await page
    .getByRole('option')
    .filter({ hasText: /Rotate \d/ })
    .click();
  await visible(asked());
  return bridge;
}
const asked = () => page.getByRole('dialog', { name: /^Rotate/ });
const inside = (name: string | RegExp) => asked().getByRole('button', { name, exact: true });

describe('short of room', () => {
  test('says how many are free and how many are needed, and what to do', async () => {
    await choose(three, [...many(90, 0x10000000, {}), ...many(5, 0x20000000, expired)]);
    await visible(asked().getByText(/2 are free, and 3 are needed.* at most 2 tokens/));
    await gone(asked().getByText(/All 100/));
    await expect.element(inside('Rotate')).toBeDisabled();
    await focused(inside('Cancel'));
  });

  test('of several accounts says which, and chooses what has expired there', async () => {
    const [first, second, third] = three as [Token, Token, Token];
    const there = { accountId: other };
    const chosen = [first, { ...second, ...there }, { ...third, ...there }];
    const rest = [
      ...many(3, 0x10000000, expired),
      ...many(95, 0x20000000, there),
      ...many(2, 0x30000000, { ...there, ...expired }),
    ];
    await choose(chosen, rest, both);
    await visible(asked().getByText(/^Testing: .*1 is free, and 2 are needed/));
    await gone(asked().getByText(/^Production: /));
    await expect.element(inside(/Select 2 expired/)).toHaveAccessibleDescription('Testing');
    await inside('Select 2 expired tokens').click();
    await gone(asked());
    const chosenBoxes = page.getByRole('checkbox', { name: /^Select token/, checked: true });
    expect(chosenBoxes.elements().map((box) => box.closest('tr')?.dataset['id'])).toEqual(
      rest.slice(-2).map(({ id }) => id),
    );
  });

  test('does not count what has expired in another account', async () => {
    const rest = [
      ...many(99, 0x10000000, {}),
      ...many(4, 0x20000000, { ...expired, accountId: other }),
    ];
    await choose(three.slice(0, 1), rest, both);
    await visible(asked().getByText(/^Production: All 100 .* none has expired/));
    await gone(inside(/Select/));
  });

  test('takes the keyboard from what cannot be pressed any more', async () => {
    const bridge = await choose(three.slice(0, 1), []);
    await focused(inside('Rotate'));
    const tokens = [...three.slice(0, 1), ...many(99, 0x10000000, {})];
    bridge.emit({ list: aList({ tokens, accounts: counts(tokens) }) });
    await focused(inside('Cancel'));
  });
});

describe('what may stop working is read before', () => {
  const used = { usedIn: 'Jenkins', note: 'asks Kim', usedAt: now - 3 * DAY } as const;

  test('of one, with when the new one would expire', async () => {
    await choose(
      three.slice(0, 1).map((token) => ({ ...token, ...used })),
      [],
    );
    for (const words of [
      'job 0',
      'Jenkins',
      'asks Kim',
      '3 days ago',
      /does not tell of any other/,
    ])
      await visible(asked().getByText(words));
    const end = () =>
      asked()
        .getByText(/^Expires/)
        .element();
    const at = (): number => Date.parse(end().getAttribute('datetime') ?? '') - Date.now();
    expect(at() / DAY).toBeCloseTo(30, 1);
    await field('Time To Live (TTL)').selectOptions('90 Days');
    expect(at() / DAY).toBeCloseTo(90, 1);
  });

  test('of several, each with its own end where these differ', async () => {
    const [first, second] = three as [Token, Token];
    const short = { ...second, expiresAt: (second.createdAt ?? 0) + 7 * DAY };
    await choose([{ ...first, ...used }, short], []);
    for (const words of [
      'Jenkins',
      'asks Kim',
      /made 24 hours ago · last used through this app 3 days/,
    ])
      await visible(asked().getByText(words));
    await visible(asked().getByText('IONOS does not tell when a token was last used.'));
    await visible(asked().getByText('the new one: in 30 days'));
    await visible(asked().getByText('the new one: in 7 days'));
    await gone(asked().getByText(/^Expires/));
    await field('Time To Live (TTL)').selectOptions('90 Days');
    await gone(asked().getByText(/the new one:/));
    await visible(asked().getByText(/^Expires/));
  });
});

describe('afterwards', () => {
  const answers: Answers = {
    rotations: {
      begin: ({ tokenIds }) =>
        ok(
          tokenIds.map((tokenId, at) => ({
            tokenId,
            stage: at === 2 ? null : ('open' as const),
            error: at === 2 ? { code: 'OFFLINE' as const } : null,
          })),
        ),
    },
  };

  test('the keyboard is on Done, and what was rotated is not chosen any more', async () => {
    await choose(three, [], {}, answers);
    await inside('Rotate').click();
    await focused(inside('Done'));
    await inside('Done').click();
    await gone(asked());
    for (const start of starts) {
      const box = row(start).getByRole('checkbox');
      if (start === 'cccccccc') await expect.element(box).toBeChecked();
      else await expect.element(box).not.toBeChecked();
    }
  });

  test('where none was begun the keyboard stays on what tries again', async () => {
    await choose(three, [], {}, { rotations: { begin: () => no({ code: 'BUSY' }) } });
    await inside('Rotate').click();
    await visible(dialog('Rotate 3 tokens').getByRole('alert'));
    await focused(inside('Rotate'));
  });
});
