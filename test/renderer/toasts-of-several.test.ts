import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done, ok, type FakeBridge } from './fake-bridge.ts';
import { dialog, field, open, row, visible } from './open.ts';

const otherId = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const account = anAccount({
  email: 'two-contracts@example.com',
  contractNumber: 31234567,
  color: 'red',
});
const accounts = [account, anAccount({ id: otherId, contractNumber: 40001 })];
const tokens = [
  aToken({
    id: anId('aaaaaaaa'),
    label: 'grafana-agent-production',
    expiresAt: now + 3 * 86_400_000,
  }),
  aToken({ id: anId('bbbbbbbb'), label: 'nightly' }),
];

const clearsAt = Date.now() + 60_000;

async function setup(width: number): Promise<FakeBridge> {
  const session: State['session'] = { ...aState().session, account, accounts, showAll: true };
  const bridge = await open(
    { session, list: aList({ tokens }) },
    {
      tokens: { remind: done, describe: done, copyId: done },
      values: { copy: () => ok({ clearsAt }) },
    },
  );
  await page.viewport(width, 720);
  await visible(row('aaaaaaaa'));
  return bridge;
}

async function snooze(): Promise<void> {
  await row('aaaaaaaa').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Snooze until tomorrow/ }).click();
}

const toast = () => page.getByRole('group', { name: /^Snoozed/ });
const wordsOf = () => toast().getByText(/^Snoozed until tomorrow/);
const chip = () => toast().getByText(/two-contracts@example\.com/);
const boxOf = (locator: ReturnType<typeof chip>) => locator.element().getBoundingClientRect();
const isWhole = (locator: ReturnType<typeof chip>): boolean => {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = locator.element();
  return scrollWidth <= clientWidth && scrollHeight <= clientHeight + 1;
};

describe('what is said of one of several accounts', () => {
  test('has all of its words, and account and contract, at 1280 px', async () => {
    await setup(1280);
    await snooze();
    await visible(toast());
    await expect.element(chip()).toHaveTextContent('two-contracts@example.com · Contract 31234567');
    expect([isWhole(wordsOf()), isWhole(chip())]).toEqual([true, true]);
    expect(boxOf(chip()).left).toBeGreaterThanOrEqual(boxOf(wordsOf()).right);
  });

  test('has its account below the words where the window is narrow', async () => {
    await setup(480);
    await snooze();
    await visible(toast());
    expect([isWhole(wordsOf()), isWhole(chip())]).toEqual([true, true]);
    expect(boxOf(chip()).top).toBeGreaterThanOrEqual(boxOf(wordsOf()).bottom);
    const { left, right } = boxOf(toast());
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(480);
  });
});

test('what was copied counts down with the account that it is of', async () => {
  const bridge = await setup(1280);
  await row('aaaaaaaa').getByRole('checkbox').click();
  await userEvent.keyboard('{Control>}c{/Control}');
  bridge.emit({ clipboard: { clearsAt, concealed: null } });
  const count = page.getByRole('complementary', { name: 'Messages' });
  await visible(count.getByText(/clears in/));
  await visible(count.getByText('two-contracts@example.com · Contract 31234567'));
});

test('several that were labelled are said with the account that all are of', async () => {
  await setup(1280);
  for (const id of ['aaaaaaaa', 'bbbbbbbb'])
    await page.getByRole('checkbox', { name: `Select token ${id}` }).click();
  await row('aaaaaaaa').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Label 2 tokens…' }).click();
  await visible(dialog('Label tokens'));
  await field('Label').fill('ci');
  await userEvent.keyboard('{Enter}');
  const labelled = page.getByRole('group', { name: /2 tokens/ });
  await visible(labelled.getByText(/two-contracts@example\.com/));
});
