import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, open, visible } from './open.ts';

const other = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';

const ended = (start: string, changes: Partial<Token> = {}): Token =>
  aToken({
    id: anId(start),
    state: 'expired',
    expiresAt: now - 86_400_000,
    kept: 'no',
    ...changes,
  });

const own = anAccount({ label: 'Production' });
const accounts = [own, anAccount({ id: other, email: 'kim@example.com' })];
const tokens = [
  ended('aaaaaaaa'),
  ended('bbbbbbbb'),
  ended('cccccccc', { accountId: other }),
  ended('dddddddd', { accountId: other }),
];

const listOf = (accountId: string, clockOffsetMs: number | null) => ({
  ...({ accountId, status: 'ready', fetchedAt: now, stale: false, error: null } as const),
  ...{ listed: 2, expired: 2, clockOffsetMs },
});

const lists = (offset: number | null): State['list'] =>
  aList({ tokens, accounts: [listOf(own.id, offset), listOf(other, 0)] });

test('nothing goes as expired of an account whose server tells no time, as the list read just then says', async () => {
  const session = { ...aState().session, account: own, accounts, showAll: true };
  const bridge: FakeBridge = await open(
    { list: lists(0), session },
    {
      tokens: {
        refresh: () => {
          bridge.emit({ list: lists(null) });
          return done();
        },
        delete: done,
      },
    },
  );
  await button('Remove 4 expired…').click();
  await visible(dialog('Remove expired tokens'));
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete 4 tokens' });
  await confirm.click();
  await visible(alert(/Production: The server did not say what time it is/));
  expect(bridge.argsOf('tokens.delete')).toEqual([
    { tokenId: anId('cccccccc') },
    { tokenId: anId('dddddddd') },
  ]);
});
