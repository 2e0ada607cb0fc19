import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Bridge } from '../../preload/contract.ts';
import { aList, aToken, anId } from './build.ts';
import { no, ok, type FakeBridge } from './fake-bridge.ts';
import { alert, button, field, focused, gone, open, row, visible } from './open.ts';

const tokenId = anId('3f2a91c0');
const label = () => field('Label of token 3f2a91c0');
const box = () => page.getByRole('checkbox', { name: 'Select token 3f2a91c0' });

let bridge: FakeBridge;
let answer: ReturnType<Bridge['tokens']['describe']>;

/** Renames the token, which fails. */
beforeEach(async () => {
  answer = no({ code: 'FILE_NOT_WRITTEN' });
  const tokens = [aToken({ id: tokenId, label: 'staging' })];
  bridge = await open({ list: aList({ tokens }) }, { tokens: { describe: () => answer } });
  await visible(row('3f2a91c0'));
  box().element().focus();
  await userEvent.keyboard('{F2}');
  await label().fill('a long new label');
});

test('a label that could not be written stays in its field, with the keyboard', async () => {
  await userEvent.keyboard('{Enter}');
  await visible(alert(/could not write its files/));
  await focused(label());
  await expect.element(label()).toHaveValue('a long new label');
  answer = ok(undefined);
  await userEvent.keyboard('{Enter}');
  await gone(label());
  await focused(box());
  expect(bridge.argsOf('tokens.describe')).toEqual([
    { tokenId, label: 'a long new label' },
    { tokenId, label: 'a long new label' },
  ]);
});

test('given up, it is what it was', async () => {
  await userEvent.keyboard('{Enter}');
  await focused(label());
  await userEvent.keyboard('{Escape}{F2}');
  await expect.element(label()).toHaveValue('staging');
});

test(
  'who went on elsewhere keeps the keyboard, and finds the words by F2',
  { tags: 'long' },
  async () => {
    await button('Import token').click();
    await visible(alert(/could not write its files/));
    await gone(label());
    await userEvent.keyboard('{Escape}');
    box().element().focus();
    await userEvent.keyboard('{F2}');
    await expect.element(label()).toHaveValue('a long new label');
  },
);

test('the lock forgets it', async () => {
  await button('Import token').click();
  await visible(alert(/could not write its files/));
  bridge.emit({ locked: true });
  await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
  bridge.emit({ locked: false });
  await visible(row('3f2a91c0'));
  box().element().focus();
  await userEvent.keyboard('{F2}');
  await expect.element(label()).toHaveValue('staging');
});
