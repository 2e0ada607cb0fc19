import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, anId, aToken, now, tokens, theAccountId } from './build.ts';
import type { Result } from '../../preload/contract.ts';
import { done, no, ok } from './fake-bridge.ts';
import { openPane, pane, staging } from './open-details.ts';
import { button, dialog, field, focused, gone, heard, open, row, visible } from './open.ts';

const box = (name: string) => page.getByRole('checkbox', { name: `Select token ${name}` });
const title = () => page.getByRole('heading', { name: 'Token Manager' });
const two = ['aaaaaaaa', 'bbbbbbbb'].map((name, index) =>
  aToken({ id: anId(name), createdAt: now - index * 60_000 }),
);

describe('with the keyboard nowhere in particular', () => {
  test.each(['{ArrowDown}', '{ArrowUp}'])('%s leads into the list', async (key) => {
    await open({ list: aList({ tokens: two }) });
    await focused(title());
    await userEvent.keyboard(key);
    await focused(box('aaaaaaaa'));
    await userEvent.keyboard('{ArrowDown}');
    await focused(box('bbbbbbbb'));
  });

  test.each([
    ['g', () => visible(dialog('Generate Token'))],
    ['?', () => visible(dialog('Help'))],
    ['/', () => focused(field('Search'))],
  ])('%s does on the title what it does in the list', async (key, done_) => {
    await open({ list: aList({ tokens: two }) });
    await focused(title());
    await userEvent.keyboard(key);
    await done_();
  });

  test('letters on a button do nothing', async () => {
    await open({ list: aList({ tokens: two }) });
    button('Import token').element().focus();
    await userEvent.keyboard('g?/');
    await focused(button('Import token'));
    await gone(page.getByRole('dialog'));
  });

  test('an arrow in a dialog, or on a button, leaves the list alone', async () => {
    await open({ list: aList({ tokens: two }) });
    button('Import token').element().focus();
    await userEvent.keyboard('{ArrowDown}');
    await focused(button('Import token'));
    await button('Generate Token').click();
    await visible(dialog('Generate Token'));
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement?.closest('[role=dialog]')).not.toBeNull();
  });
});

describe('the details', () => {
  test('are said to be open, once, by their name', async () => {
    await open({ list: aList({ tokens: [staging] }) });
    box('3f2a91c0').element().focus();
    await userEvent.keyboard('{Enter}');
    await visible(heard("Details of token 'staging' are open."));
    await visible(pane());
  });

  test('have buttons that are heard with the token that they act on', async () => {
    await openPane();
    for (const name of [
      'Copy token ID',
      'Copy token value',
      'Reveal',
      'Download token value',
      'Forget value',
      'Delete token',
    ])
      await expect
        .element(pane().getByRole('button', { name, exact: true }))
        .toHaveAccessibleDescription('staging');
  });
});

describe('the note of the details', { tags: 'long' }, () => {
  test('that Escape took away is there again by Undo, and written down', async () => {
    const bridge = await openPane({}, { tokens: { describe: done } });
    await field('Note').fill('two long\nlines');
    await userEvent.keyboard('{Escape}');
    await expect.element(field('Note')).toHaveValue('ask Kim');
    await visible(heard('Note: what you typed was dropped.'));
    await button('Undo').click();
    await expect
      .poll(() => bridge.argsOf('tokens.describe').at(-1))
      .toEqual({ tokenId: anId('3f2a91c0'), note: 'two long\nlines' });
  });

  test('is there again by Ctrl+Z in its field too, once', async () => {
    const bridge = await openPane({}, { tokens: { describe: done } });
    await field('Note').fill('two long lines');
    await userEvent.keyboard('{Escape}{Control>}z{/Control}');
    await expect
      .poll(() => bridge.argsOf('tokens.describe').at(-1))
      .toEqual({ tokenId: anId('3f2a91c0'), note: 'two long lines' });
    await userEvent.keyboard(' and more');
    await expect.element(field('Note')).not.toHaveValue('ask Kim');
  });

  test('nothing was typed: nothing is said to be dropped', async () => {
    await openPane({}, { tokens: { describe: done } });
    await field('Used in').fill('GitHub Actions ');
    await userEvent.keyboard('{Escape}');
    await gone(button('Undo'));
  });
});

describe('the way back', () => {
  test('is said with its keys where they do it, and without them in a field', async () => {
    // As main answers: after the keyboard has come to the next field.
    const describe = () =>
      new Promise<Result<void>>((answer) => setTimeout(answer, 5, ok(undefined)));
    await openPane({}, { tokens: { describe } });
    await field('Note').fill('ask Kim first');
    await field('Label').click();
    await visible(heard(/^Note changed\.$/));
    await gone(heard(/Ctrl\+Z/));
  });
});

describe('a list that is read again', () => {
  test('says so', async () => {
    await open({ list: aList({ tokens: two }) }, { tokens: { refresh: done } });
    await button('Refresh').click();
    await visible(heard('The list is up to date: 2 tokens.'));
  });

  test('and says nothing of the kind when it could not be', async () => {
    await open(
      { list: aList({ tokens: two }) },
      { tokens: { refresh: () => no({ code: 'OFFLINE' }) } },
    );
    await button('Refresh').click();
    await expect.element(button('Refresh')).not.toHaveAttribute('aria-disabled');
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    await gone(heard(/up to date/));
  });
});

test('what scrolls in a dialog is a group with its name, and none while it does not', async () => {
  await open();
  await button('Generate Token').click();
  const area = dialog('Generate Token').getByRole('group', { name: 'Generate Token', exact: true });
  await visible(dialog('Generate Token'));
  await gone(area);
  await page.viewport(1100, 400);
  await visible(area);
  expect(area.element()).toHaveProperty('tabIndex', 0);
  await page.viewport(1100, 720);
  await gone(area);
});

test('at the limit the dialog to generate is heard with it', { tags: 'long' }, async () => {
  const listed = tokens(100).map((token) => ({ ...token, listed: true, accountId: theAccountId }));
  await open({ list: aList({ tokens: listed }) });
  await visible(row('id 1'.slice(3)).first());
  await button('Generate Token').click();
  await expect
    .element(dialog('Generate Token'))
    .toHaveAccessibleDescription(/All 100 tokens are in use/);
});
