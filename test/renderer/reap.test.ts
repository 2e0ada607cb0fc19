import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, open, visible } from './open.ts';

const other = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const DAY = 86_400_000;

const ended = (start: string, changes: Partial<Token> = {}): Token =>
  aToken({
    id: anId(start),
    state: 'expired',
    expiresAt: now - 9 * DAY,
    kept: 'no',
    ...changes,
  });

const live = aToken({ id: anId('11111111'), label: 'deploy' });
const three = [ended('aaaaaaaa'), ended('bbbbbbbb'), ended('cccccccc')];
/** Shown by account, whatever order the list has. */
const mixed = [
  ended('aaaaaaaa'),
  ended('dddddddd', { accountId: other }),
  ended('bbbbbbbb'),
  ended('eeeeeeee', { accountId: other }),
];

const accounts = [
  anAccount({ label: 'Production' }),
  anAccount({ id: other, email: 'kim@example.com', contractNumber: 31234568 }),
];
const [account = null] = accounts;
const both: Partial<State> = {
  session: { ...aState().session, account, accounts, showAll: true },
};

const reaper = () => dialog('Remove expired tokens');
const idsOf = (bridge: FakeBridge): string[] =>
  bridge.argsOf('tokens.delete').map((args) => (args as { tokenId: string }).tokenId.slice(0, 8));
const items = (): string[] =>
  reaper()
    .getByRole('listitem')
    .elements()
    .map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' '));

async function setup(tokens: readonly Token[], answers: Answers = {}, state: Partial<State> = {}) {
  const bridge = await open({ list: aList({ tokens: [live, ...tokens] }), ...state }, answers);
  await button(`Remove ${tokens.length} expired…`).click();
  await visible(reaper());
  return bridge;
}

const confirm = (name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe('what has expired is removed', () => {
  test('after its list was shown: it alone, one by one, and what else is chosen stays so', async () => {
    const bridge = await open(
      { list: aList({ tokens: [live, ...three] }) },
      { tokens: { delete: done } },
    );
    const box = page.getByRole('checkbox', { name: 'Select token 11111111' });
    await box.click();
    await button('Remove 3 expired…').click();
    await expect.element(reaper()).toHaveAccessibleDescription(/nothing stops working/);
    await focused(page.getByRole('dialog').getByRole('button', { name: 'Cancel' }));
    expect(items()).toHaveLength(3);
    await confirm('Delete 3 tokens');
    await gone(reaper());
    expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
    await visible(page.getByText('3 tokens deleted'));
    await expect.element(box).toBeChecked();
  });

  test('by a list that is read just then: what a clock that was set called expired stays', async () => {
    const bridge: FakeBridge = await setup(three, {
      tokens: {
        refresh: () => {
          const tokens = [
            live,
            ended('aaaaaaaa'),
            ended('bbbbbbbb', { state: 'saved' }),
            ended('cccccccc'),
          ];
          bridge.emit({ list: aList({ tokens }) });
          return done();
        },
        delete: done,
      },
    });
    await confirm('Delete 3 tokens');
    await visible(
      reaper()
        .getByText(/It has not expired after all/)
        .first(),
    );
    expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'cccccccc']);
  });

  test('from the list of commands as well', async () => {
    await open({ list: aList({ tokens: [live, ...three] }) });
    await visible(button('Remove 3 expired…'));
    await userEvent.keyboard('{Control>}k{/Control}');
    await page.getByRole('option').filter({ hasText: 'Remove 3 expired…' }).click();
    await visible(reaper());
  });

  test('not offered where there is none', async () => {
    await open({ list: aList({ tokens: [live] }) });
    await visible(page.getByText('1 of 100 tokens'));
    await gone(page.getByRole('button', { name: /^Remove \d/ }));
  });

  test('with its progress, until it is stopped', { tags: 'long' }, async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const bridge = await setup(three, {
      tokens: {
        delete: ({ tokenId }) => (tokenId === anId('bbbbbbbb') ? slow.then(done) : done()),
      },
    });
    await confirm('Delete 3 tokens');
    await visible(page.getByText('Deleting 1 of 3…'));
    await button('Stop').click();
    answer();
    await visible(
      page.getByText('Stopped. 2 of 3 tokens deleted; the others were not tried.').first(),
    );
    expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
  });

  test.each([
    ['SIGN_IN_ENDED', 'no longer accepts this sign-in'],
    ['TWO_FACTOR_OR_REFUSED', 'IONOS refused'],
    ['RATE_LIMITED', 'Too many'],
  ] as const)('up to the first %s', async (code, words) => {
    const bridge = await setup(three, {
      tokens: { delete: ({ tokenId }) => (tokenId === anId('bbbbbbbb') ? no({ code }) : done()) },
    });
    await confirm('Delete 3 tokens');
    await visible(alert(new RegExp(words, 'i')));
    expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
    expect(items().map((text) => /Deleted|Not deleted|Not tried/.exec(text)?.[0])).toEqual([
      'Deleted',
      'Not deleted',
      'Not tried',
    ]);
    await visible(page.getByRole('status').filter({ hasText: '1 of 3 tokens deleted.' }));
  });

  test('and of a sign-in that is gone none is offered to be deleted again', async () => {
    const account = anAccount();
    const session = { ...aState().session, account, accounts: [account] };
    const bridge = await setup(three, {
      tokens: {
        delete: ({ tokenId }) =>
          tokenId === anId('bbbbbbbb') ? no({ code: 'SIGN_IN_ENDED' }) : done(),
      },
    });
    await confirm('Delete 3 tokens');
    const ended = anAccount({ authorised: false });
    bridge.emit({ session: { ...session, account: ended, accounts: [ended] } });
    await visible(alert(/no longer accepts this sign-in/i));
    await gone(reaper().getByRole('button', { name: /^Delete/ }));
    await focused(reaper().getByRole('button', { name: 'Close' }));
  });

  test(
    'but for one that could not be proven gone, which stops no other',
    { tags: 'long' },
    async () => {
      const bridge = await setup(three, {
        tokens: {
          delete: ({ tokenId }) =>
            tokenId === anId('aaaaaaaa') ? no({ code: 'TOKEN_NOT_FOUND' }) : done(),
        },
      });
      await confirm('Delete 3 tokens');
      await visible(page.getByRole('status').filter({ hasText: '2 of 3 tokens deleted.' }));
      expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
      await confirm('Delete token');
      expect(idsOf(bridge).at(-1)).toBe('aaaaaaaa');
    },
  );
});

describe('of several accounts', () => {
  test(
    'each says whose it is, and one that is refused stops no other account',
    { tags: 'long' },
    async () => {
      const bridge = await setup(
        mixed,
        {
          tokens: {
            delete: ({ tokenId }) =>
              tokenId === anId('aaaaaaaa') ? no({ code: 'TWO_FACTOR_OR_REFUSED' }) : done(),
          },
        },
        both,
      );
      expect(items().map((text) => /Production|kim@example\.com/.exec(text)?.[0])).toEqual([
        'Production',
        'Production',
        'kim@example.com',
        'kim@example.com',
      ]);
      await expect
        .element(reaper())
        .toHaveAccessibleDescription(/others of its account are left alone/);
      await confirm('Delete 4 tokens');
      await visible(alert('Production: IONOS refused'));
      expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'dddddddd', 'eeeeeeee']);
      await visible(page.getByRole('status').filter({ hasText: '2 of 4 tokens deleted.' }));
    },
  );

  test('what is left of the others goes on, and not of the one whose sign-in ended', async () => {
    const failing = new Map([
      [anId('aaaaaaaa'), 'SIGN_IN_ENDED'],
      [anId('dddddddd'), 'RATE_LIMITED'],
    ] as const);
    const bridge = await setup(
      mixed,
      {
        tokens: {
          delete: ({ tokenId }) => {
            const code = failing.get(tokenId);
            return code ? no({ code }) : done();
          },
        },
      },
      both,
    );
    await confirm('Delete 4 tokens');
    await visible(alert('Production: '));
    const [, testing] = accounts;
    const ended = anAccount({ label: 'Production', authorised: false });
    const session = { ...aState().session, account: ended, showAll: true };
    bridge.emit({ session: { ...session, accounts: [ended, ...(testing ? [testing] : [])] } });
    failing.clear();
    await confirm('Delete 2 tokens');
    await expect
      .poll(() => idsOf(bridge))
      .toEqual(['aaaaaaaa', 'dddddddd', 'dddddddd', 'eeeeeeee']);
    await visible(alert('Production: '));
    await gone(reaper().getByRole('button', { name: /^Delete/ }));
  });

  test('the lock ends all of it', { tags: 'long' }, async () => {
    const bridge = await setup(mixed, { tokens: { delete: () => no({ code: 'LOCKED' }) } }, both);
    await confirm('Delete 4 tokens');
    await expect.poll(() => idsOf(bridge)).toEqual(['aaaaaaaa']);
    await visible(alert(/locked/i));
    expect(idsOf(bridge)).toEqual(['aaaaaaaa']);
  });

  test('those of one account go from the dialog of accounts', { tags: 'long' }, async () => {
    const bridge = await open(
      { list: aList({ tokens: [live, ...mixed] }), ...both },
      { tokens: { delete: done } },
    );
    await button('Manage accounts').click();
    await button('Remove 2 expired… (kim@example.com)').click();
    await visible(reaper());
    await confirm('Delete 2 tokens');
    await gone(reaper());
    expect(idsOf(bridge)).toEqual(['dddddddd', 'eeeeeeee']);
  });

  test('signing in again is to the account that was refused', { tags: 'long' }, async () => {
    const bridge = await setup(
      mixed,
      {
        tokens: {
          delete: ({ tokenId }) =>
            tokenId === anId('dddddddd') ? no({ code: 'SIGN_IN_ENDED' }) : done(),
        },
      },
      both,
    );
    await confirm('Delete 4 tokens');
    await visible(alert('kim@example.com'));
    expect(idsOf(bridge)).toEqual(['aaaaaaaa', 'bbbbbbbb', 'dddddddd']);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click();
    await expect.element(field('E-mail')).toHaveValue('kim@example.com');
  });
});

test('the meter says how many have expired', { tags: 'long' }, async () => {
  await open({ list: aList({ tokens: [live, ...three] }) });
  await visible(page.getByText('4 of 100 tokens, 3 expired'));
});
