import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, aState, aToken, anAccount, anId } from './build.ts';
import { button, open, row, visible } from './open.ts';

const other = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
/** As long as an account's name may be. */
const longName = 'TheProductionContractOfTheOldClusterInFrankfurtAndOfItsSuccessorInBerlinForEver1';
const accounts = [
  anAccount({ label: longName, color: 'teal' }),
  anAccount({ id: other, label: 'B' }),
];
const [account = null] = accounts;

test.each([480, 1100])(
  'at %i a long name of an account is cut, in its group too',
  async (width) => {
    const tokens = [
      aToken({ id: anId('aaaaaaaa') }),
      aToken({ id: anId('bbbbbbbb'), accountId: other }),
    ];
    const session = { ...aState().session, account, accounts, showAll: true };
    await open({ list: aList({ tokens }), session });
    await page.viewport(width, 700);
    await visible(row('aaaaaaaa'));
    await button('By account').click();
    const scroller = document.querySelector('.scroller');
    expect(scroller?.scrollWidth).toBe(scroller?.clientWidth);
  },
);
