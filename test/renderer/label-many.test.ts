import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Token } from '../../preload/contract.ts';
import { aList, aToken, anId } from './build.ts';
import { done, no, type Answers } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, open, visible } from './open.ts';

const two: readonly Token[] = [
  aToken({ id: anId('aaaaaaaa'), label: 'old', usedIn: 'Jenkins' }),
  aToken({ id: anId('bbbbbbbb'), color: 'red' }),
];
const labels = () => dialog('Label tokens');

async function ask(answers: Answers) {
  const bridge = await open({ list: aList({ tokens: [...two] }) }, answers);
  for (const { id } of two)
    await page.getByRole('checkbox', { name: `Select token ${id.slice(0, 8)}` }).click();
  await userEvent.keyboard('{Control>}k{/Control}');
  await page.getByRole('combobox').fill('label');
  await userEvent.keyboard('{Enter}');
  await visible(labels());
  return bridge;
}

describe('several tokens are labelled at once', () => {
  test('by the keyboard: what was filled in alone, and taken back in one step', async () => {
    const bridge = await ask({ tokens: { describe: done } });
    await focused(field('Label'));
    await userEvent.keyboard('  cluster {Enter}');
    await gone(labels());
    expect(bridge.argsOf('tokens.describe')).toEqual([
      { tokenId: anId('aaaaaaaa'), label: 'cluster' },
      { tokenId: anId('bbbbbbbb'), label: 'cluster' },
    ]);
    await visible(page.getByText('2 tokens labelled'));
    bridge.emit({
      list: aList({ tokens: two.map((token) => ({ ...token, label: 'cluster' })) }),
    });
    await button('Undo').click();
    await visible(page.getByText('What is written down of 2 tokens is as it was'));
    expect(bridge.argsOf('tokens.describe').slice(2)).toEqual([
      { tokenId: anId('aaaaaaaa'), label: 'old' },
      { tokenId: anId('bbbbbbbb'), label: '' },
    ]);
  });

  test('with where they are used and a color, from the menu of the rows', async () => {
    const bridge = await open(
      { list: aList({ tokens: [...two] }) },
      { tokens: { describe: done } },
    );
    for (const { id } of two)
      await page.getByRole('checkbox', { name: `Select token ${id.slice(0, 8)}` }).click();
    await page.getByRole('row').nth(1).getByRole('cell').nth(3).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Label 2 tokens…' }).click();
    await expect.element(button('Label 2 tokens')).toBeDisabled();
    await field('Used in').fill('Terraform');
    await labels().getByTitle('Green').click();
    await button('Label 2 tokens').click();
    await gone(labels());
    expect(bridge.argsOf('tokens.describe')).toEqual(
      two.map(({ id }) => ({ tokenId: id, usedIn: 'Terraform', color: 'green' })),
    );
  });

  test('what was changed since is left alone when the rest is taken back', async () => {
    const bridge = await ask({ tokens: { describe: done } });
    await userEvent.keyboard('cluster{Enter}');
    await gone(labels());
    bridge.emit({
      list: aList({
        tokens: two.map((token, at) => ({ ...token, label: at === 0 ? 'mine' : 'cluster' })),
      }),
    });
    await button('Undo').click();
    await visible(page.getByText(/^1 of 2 are as they were/).first());
    expect(bridge.argsOf('tokens.describe').slice(2)).toEqual([
      { tokenId: anId('bbbbbbbb'), label: '' },
    ]);
  });

  test(
    'one that cannot be written stops, is said, and is tried again alone',
    { tags: 'long' },
    async () => {
      let full = true;
      const bridge = await ask({
        tokens: {
          describe: ({ tokenId }) =>
            full && tokenId === anId('bbbbbbbb') ? no({ code: 'FILE_NOT_WRITTEN' }) : done(),
        },
      });
      await userEvent.keyboard('cluster{Enter}');
      await visible(alert('could not write'));
      await visible(labels().getByText('1 of 2 tokens labelled.'));
      full = false;
      await button('Try again').click();
      await gone(labels());
      expect(bridge.argsOf('tokens.describe')).toHaveLength(3);
      await visible(page.getByText('2 tokens labelled'));
    },
  );

  test('what was written before a failure can be taken back, too', { tags: 'long' }, async () => {
    const bridge = await ask({
      tokens: {
        describe: ({ tokenId }) =>
          tokenId === anId('bbbbbbbb') ? no({ code: 'FILE_NOT_WRITTEN' }) : done(),
      },
    });
    await userEvent.keyboard('cluster{Enter}');
    await visible(alert('could not write'));
    await labels().getByRole('button', { name: 'Close', exact: true }).last().click();
    bridge.emit({
      list: aList({ tokens: two.map((token) => ({ ...token, label: 'cluster' })) }),
    });
    await button('Undo').click();
    await expect
      .poll(() => bridge.argsOf('tokens.describe').at(-1))
      .toEqual({ tokenId: anId('aaaaaaaa'), label: 'old' });
  });
});
