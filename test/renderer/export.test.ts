import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Bridge } from '../../preload/contract.ts';
import { aList, anId, aToken, now } from './build.ts';
import { no, ok, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, gone, heard, open, row, visible } from './open.ts';

const ids = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map(anId);
const tokens = ids.map((id, at) => aToken({ id, createdAt: now - at * 60_000, label: `t${at}` }));

async function setup(
  exports: Bridge['tokens']['export'] = () => ok({ saved: true }),
  list = tokens,
): Promise<FakeBridge> {
  const bridge = await open({ list: aList({ tokens: list }) }, { tokens: { export: exports } });
  await visible(row('aaaaaaaa'));
  return bridge;
}

const save = () => dialog('Export list').getByRole('button', { name: 'Export…' });

test('all that is shown is exported, in the order of the list, and it is said', async () => {
  const bridge = await setup();
  bridge.act('export');
  await visible(dialog('Export list').getByText(/3 tokens: .*Their values are not in it/));
  await save().click();
  expect(bridge.argsOf('tokens.export')).toEqual([{ format: 'csv', tokenIds: ids }]);
  await visible(heard('3 tokens exported'));
  await gone(dialog('Export list'));
});

test('of chosen rows these alone, in the format that is chosen', async () => {
  const bridge = await setup();
  await row('bbbbbbbb').getByRole('checkbox').click();
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('Export{Enter}');
  await field('Format').selectOptions('JSON, for programs');
  await save().click();
  expect(bridge.argsOf('tokens.export')).toEqual([{ format: 'json', tokenIds: [ids[1]] }]);
  await visible(heard('1 token exported'));
});

test('a calendar that would be empty is not made', async () => {
  const bridge = await setup(
    undefined,
    tokens.map((token) => ({ ...token, state: 'expired', expiresAt: now - 1_000 })),
  );
  bridge.act('export');
  await field('Format').selectOptions('ICS, a calendar');
  await visible(page.getByText(/a calendar would be empty/));
  await expect.element(save()).toBeDisabled();
  await field('Format').selectOptions('CSV, a table');
  await expect.element(save()).toBeEnabled();
});

test('whoever cancels the system’s dialog can choose again; a failure is said', async () => {
  const answers = [ok({ saved: false }), no({ code: 'FILE_NOT_WRITTEN' })];
  const bridge = await setup(() => answers.shift() ?? ok({ saved: true }));
  bridge.act('export');
  await save().click();
  await expect.element(save()).toBeEnabled();
  await save().click();
  await visible(alert(/could not write/));
  await visible(dialog('Export list'));
});

test('there is nothing to export from an empty list', async () => {
  const bridge = await open({ list: aList({ tokens: [], fetchedAt: now }) });
  await visible(button('Generate Token'));
  bridge.act('export');
  await gone(dialog('Export list'));
});
