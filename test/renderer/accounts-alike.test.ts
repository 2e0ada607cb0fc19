import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Account } from '../../preload/contract.ts';
import { accountNameAmong, accountWordsAmong } from '../../renderer/text/state-text.ts';
import { aList, aState, aToken, anAccount, anId, now, theAccountId } from './build.ts';
import { done, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, open, row, visible } from './open.ts';

const otherId = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const first = anAccount({ contractNumber: 31234567, color: 'red' });
const second = anAccount({ id: otherId, contractNumber: 40001, ownTokenId: anId('bbbbbbbb') });
const one = 'ops@acme.example · Contract 31234567';
const other = 'ops@acme.example · Contract 40001';

describe('an account that is called as another one', () => {
  const staging = { origin: 'https://iam.acme.example' };
  test.each<[string, Partial<Account>, Partial<Account>, string]>([
    ['has its contract beside it', {}, { contractNumber: 40001 }, one],
    ['and its server', staging, {}, `${one} · iam.acme.example`],
    [
      'and its e-mail',
      { label: 'CI' },
      { label: 'CI', email: 'kim@acme.example' },
      'CI · Contract 31234567 · ops@acme.example',
    ],
    ['not where nobody else is', {}, { label: 'Nightly' }, 'ops@acme.example'],
  ])('%s', (_, mine, theirs, name) => {
    const account = anAccount({ contractNumber: 31234567, ...mine });
    const twin = anAccount({ contractNumber: 31234567, ...theirs, id: otherId });
    expect(accountNameAmong(account, [account, twin])).toBe(name);
    expect(accountNameAmong(account, [account])).toBe(account.label || account.email);
  });

  test('has its server beside all of its words, where these are the same', () => {
    const there = anAccount({ ...staging, id: otherId, contractNumber: 31234567 });
    expect(accountWordsAmong(there, [first, there])).toBe(`${one} · iam.acme.example`);
    expect(accountWordsAmong(second, [first, second])).toBe(other);
  });
});

const failed = (accountId: string) => ({
  accountId,
  status: 'failed' as const,
  fetchedAt: now,
  stale: true,
  clockOffsetMs: 0,
  error: { code: 'OFFLINE' } as const,
  listed: 1,
  expired: 0,
});

const setup = (accounts: readonly Account[] = [first, second]): Promise<FakeBridge> =>
  open(
    {
      session: { ...aState().session, account: first, accounts: [...accounts], showAll: true },
      list: aList({
        tokens: [
          aToken({ id: anId('aaaaaaaa'), label: 'deploy' }),
          aToken({
            id: anId('bbbbbbbb'),
            label: 'nightly',
            accountId: otherId,
            contractNumber: 40001,
            expiresAt: now + 3 * 86_400_000 + 60_000,
          }),
        ],
        accounts: [failed(theAccountId), failed(otherId)],
      }),
    },
    { session: { show: done } },
  );

test('is told apart in the list, in what failed, and in what is done by keys', async () => {
  await setup();
  await visible(row('aaaaaaaa').getByText(one));
  await visible(row('bbbbbbbb').getByText(other));
  await visible(alert(`${one}, ${other}: `));
  await button('Generate Token').first().click();
  const options = dialog('Generate Token').getByRole('option');
  await visible(dialog('Generate Token'));
  expect(options.elements().map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining([one, other]),
  );
});

test('is told apart where a sign-in ends, and in the names of its controls', async () => {
  await setup([first, { ...second, signIn: 'pasted' }]);
  await visible(page.getByText(`signs in ${other} ends`, { exact: false }));
  await button('Manage accounts').click();
  await visible(button(`Move '${other}' up`));
  await visible(button(`Move '${one}' down`));
});

test('the details say whose a token is beside its contract', async () => {
  await setup();
  await row('bbbbbbbb').getByRole('checkbox').click();
  await userEvent.keyboard('{Enter}');
  const details = page.getByRole('complementary', { name: /nightly/ });
  await visible(details.getByText('Account', { exact: true }));
  await visible(details.getByText(other));
});
