import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, anId, aState } from './build.ts';
import { button, dialog, field, focused, gone, row, visible } from './open.ts';
import { pane } from './open-details.ts';
import {
  type Act,
  box,
  heardOf,
  item,
  listed,
  menu,
  names,
  seen,
  seenOf,
  tokens,
} from './open-token-menu.ts';

const byPointer = (name: string, cell = 3): Promise<void> =>
  row(name).getByRole('cell').nth(cell).click({ button: 'right' });

describe('the menu of a row', () => {
  test('chooses nothing by itself: what is deleted later is what has the keyboard', async () => {
    await listed();
    await byPointer('cccccccc');
    await visible(menu());
    await userEvent.keyboard('{Escape}');
    await gone(menu());
    await expect.element(box('cccccccc')).not.toBeChecked();
    box('aaaaaaaa').element().focus();
    await userEvent.keyboard('{Delete}');
    await expect.element(dialog('Delete token')).toHaveAccessibleDescription(/'staging'/);
  });

  test('names the token in each of its items, and shows the keys of the list', async () => {
    await listed();
    await byPointer('aaaaaaaa');
    await visible(page.getByRole('menu', { name: "Actions for token 'staging'" }));
    expect(names()).toEqual(heardOf('staging'));
    expect(seen()).toEqual(seenOf('staging', []));
  });

  test.each<[id: string, label: string, without: Act[]]>([
    ['bbbbbbbb', 'not here', ['copy', 'reveal', 'download', 'forget']],
    ['cccccccc', 'old', ['copy', 'reveal', 'download', 'rotate', 'lapse']],
    ['dddddddd', 'elsewhere', ['rotate', 'delete']],
  ])('has only what applies to token %s', async (id, label, without) => {
    await listed();
    await byPointer(id);
    await visible(menu());
    expect(seen()).toEqual(seenOf(label, without));
  });

  test('acts on the row that was clicked, selected or not', { tags: 'long' }, async () => {
    const bridge = await listed();
    await box('bbbbbbbb').click();
    await byPointer('aaaaaaaa');
    // What was chosen stays so: the menu is of the row that it was opened on.
    await expect.element(box('aaaaaaaa')).not.toBeChecked();
    await expect.element(box('bbbbbbbb')).toBeChecked();
    await item("Copy token 'staging'").click();
    await gone(menu());
    await expect.poll(() => bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
    await focused(box('aaaaaaaa'));
  });

  test('a right click on another row opens that of the other one', { tags: 'long' }, async () => {
    await listed();
    await byPointer('aaaaaaaa');
    await visible(item("Copy token 'staging'"));
    await byPointer('bbbbbbbb', 2);
    await visible(page.getByRole('menu', { name: "Actions for token 'not here'" }));
    // Long enough for the first one to notice the click outside it.
    await new Promise((resolve) => setTimeout(resolve, 60));
    await visible(menu());
    await userEvent.keyboard('{Escape}');
    await gone(menu());
    await focused(box('bbbbbbbb'));
  });

  test(
    'a click elsewhere closes it, and the row that was hit has the keyboard',
    { tags: 'long' },
    async () => {
      await listed();
      await byPointer('aaaaaaaa');
      await visible(menu());
      await row('cccccccc').getByRole('cell').nth(2).click();
      await gone(menu());
      await focused(box('cccccccc'));
    },
  );

  test('each item does what it says', async () => {
    const bridge = await listed();
    const choose = async (name: string): Promise<void> => {
      await byPointer('aaaaaaaa');
      await item(name).click();
      await gone(menu());
    };
    await choose("Copy token ID – token 'staging'");
    expect(bridge.argsOf('tokens.copyId')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
    await choose("Download token value – token 'staging'");
    expect(bridge.argsOf('values.download')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
    await choose("Edit label – token 'staging'");
    await focused(field('Label of token aaaaaaaa'));
    await userEvent.keyboard('{Escape}');
    await choose("Forget value – token 'staging'");
    await visible(dialog('Forget value'));
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Forget value'));
    await focused(box('aaaaaaaa'));
    await choose("Delete token 'staging'…");
    await visible(dialog('Delete token').getByText(anId('aaaaaaaa')));
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Delete token'));
    await focused(box('aaaaaaaa'));
    await choose("Details – token 'staging'");
    await visible(pane());
  });

  test(
    'Reveal opens the details with the value, and the keyboard is on what hides it',
    { tags: 'long' },
    async () => {
      const bridge = await listed();
      await byPointer('aaaaaaaa');
      await item("Reveal – token 'staging'").click();
      await expect.element(field('Token Value')).toHaveValue('eyJ.the.value');
      await focused(button('Hide'));
      await userEvent.keyboard('{Enter}');
      await focused(button('Reveal'));
      expect(bridge.argsOf('values.reveal')).toHaveLength(1);
    },
  );

  test(
    'Reveal works in a narrow window, where the details are a sheet',
    { tags: 'long' },
    async () => {
      await listed();
      await page.viewport(480, 400);
      await byPointer('aaaaaaaa');
      await item("Reveal – token 'staging'").click();
      await visible(dialog("Details of token 'staging'"));
      await expect.element(field('Token Value')).toHaveValue('eyJ.the.value');
      await focused(button('Hide'));
    },
  );
});

describe('with several tokens selected', { tags: 'long' }, () => {
  test('it deletes all that can be deleted, when one of them was clicked', async () => {
    await listed();
    for (const name of ['aaaaaaaa', 'bbbbbbbb', 'dddddddd']) await box(name).click();
    await byPointer('bbbbbbbb');
    await visible(page.getByRole('menu', { name: 'Actions for 3 tokens' }));
    await item('Delete 2 tokens…').click();
    await visible(dialog('Delete 2 tokens'));
  });

  test('a row that is not among them has a menu of its own', async () => {
    await listed();
    for (const name of ['aaaaaaaa', 'bbbbbbbb']) await box(name).click();
    await byPointer('cccccccc');
    await visible(page.getByRole('menu', { name: "Actions for token 'old'" }));
  });
});

describe('it closes by itself', () => {
  test('when its token goes: the keyboard is on the title', async () => {
    const bridge = await listed();
    await byPointer('aaaaaaaa');
    await visible(menu());
    bridge.emit({ list: aList({ tokens: tokens.slice(1) }) });
    await gone(menu());
    expect(document.activeElement).not.toBe(document.body);
  });

  test('when the app locks, and stays closed after that', async () => {
    const bridge = await listed();
    await byPointer('aaaaaaaa');
    await visible(menu());
    bridge.emit({ locked: true });
    await focused(button('Unlock'));
    await gone(menu());
    bridge.emit(aState({ list: aList({ tokens }) }));
    await visible(row('aaaaaaaa'));
    await gone(menu());
  });
});
