import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { accountOfRow } from '../../renderer/dialogs/value-row.ts';
import { aList, anAccount, anId, anOffer, aState, aToken, theAccountId } from './build.ts';
import { done, ok } from './fake-bridge.ts';
import { dialog, open, visible } from './open.ts';

const otherId = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const [row] = anOffer().tokens;
if (!row) throw new Error('nothing is offered');
const { origin, contractNumber } = row;
const mine = anAccount({ label: 'Production', color: 'red', origin, contractNumber });
const other = anAccount({ id: otherId, label: 'Staging', origin, contractNumber: 40001 });
const twin = { ...other, contractNumber };

test.each([
  ['that of its token, where it is listed', otherId, [mine, other], 'Staging'],
  ['also where others have its contract', otherId, [mine, twin], 'Staging'],
  ['else the one of its server and contract', null, [mine, other], 'Production'],
  ['nobody, where these are of two', null, [mine, twin], undefined],
  ['nobody, where its account is not signed in', theAccountId, [other], undefined],
] as const)('a value is of %s', (_, accountId, accounts, label) => {
  const tokens = accountId === null ? [] : [aToken({ id: row.id, accountId })];
  expect(accountOfRow(row, { tokens }, { accounts: [...accounts] })?.label).toBe(label);
});

test('the rows of a backup say the account of each, where several are signed in', async () => {
  const bridge = await open(
    {
      session: { ...aState().session, account: mine, accounts: [mine, other], showAll: true },
      list: aList({ tokens: [aToken({ id: anId('bbbbbbbb'), accountId: otherId })] }),
    },
    { backups: { offer: () => ok(anOffer()), close: done } },
  );
  await visible(page.getByRole('heading', { name: 'Token Manager' }));
  bridge.act('backup');
  const rows = dialog('Back up vault').getByRole('listitem');
  await visible(rows.nth(0).getByText(`Production · Contract ${contractNumber}`));
  await visible(rows.nth(1).getByText('Staging · Contract 40001'));
  await expect
    .element(rows.nth(1).getByRole('checkbox'))
    .toHaveAccessibleDescription(/Staging · Contract 40001/);
});

test('in a narrow dialog the contract stands on a line of its own, and is not cut', async () => {
  const long = { ...mine, label: 'the-account-of-two-contracts@subsidiary.example' };
  const bridge = await open(
    { session: { ...aState().session, account: long, accounts: [long, other], showAll: true } },
    { backups: { offer: () => ok(anOffer()), close: done } },
  );
  await page.viewport(480, 720);
  await visible(page.getByRole('heading', { name: 'Token Manager' }));
  bridge.act('backup');
  const tag = dialog('Back up vault')
    .getByRole('listitem')
    .first()
    .getByText(/Contract/);
  await visible(tag);
  const { scrollWidth, clientWidth, clientHeight } = tag.element();
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  expect(clientHeight).toBeGreaterThan(24);
});
