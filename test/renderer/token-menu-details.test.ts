import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { button, dialog, focused, gone, row, visible } from './open.ts';
import { openPane, pane } from './open-details.ts';
import { item, menu, onTop, seen, seenOf } from './open-token-menu.ts';

describe('from the details', { tags: 'long' }, () => {
  const more = (): Locator => button("More actions for token 'staging'");

  test('a button opens the same without the keys of the list, and gets the keyboard back', async () => {
    await openPane();
    await expect.element(more()).toHaveAttribute('aria-expanded', 'false');
    more().element().focus();
    await userEvent.keyboard('{Enter}');
    await focused(item("Copy token 'staging'"));
    await expect.element(more()).toHaveAttribute('aria-expanded', 'true');
    expect(seen()).toEqual(seenOf('staging', ['details'], { keys: false }));
    await userEvent.keyboard('{Escape}');
    await gone(menu());
    await visible(pane());
    await focused(more());
  });

  test('"Edit label" leads to the field that is there', async () => {
    await openPane();
    await more().click();
    await item("Edit label – token 'staging'").click();
    await focused(pane().getByLabelText('Label', { exact: true }));
  });

  test(
    'over the sheet of a narrow window, Escape closes the menu alone',
    { tags: 'long' },
    async () => {
      await openPane();
      await page.viewport(480, 400);
      await row('3f2a91c0').getByText('staging').click();
      const sheet = dialog("Details of token 'staging'");
      await visible(sheet);
      await sheet.getByRole('button', { name: "More actions for token 'staging'" }).click();
      await visible(menu());
      await expect.element(page.getByRole('menuitem').last()).toBeInViewport();
      expect(onTop(page.getByRole('menuitem').last())).toBe(true);
      await userEvent.keyboard('{End}');
      await focused(item("Delete token 'staging'…"));
      await userEvent.keyboard('{Escape}');
      await gone(menu());
      await visible(sheet);
      await focused(sheet.getByRole('button', { name: "More actions for token 'staging'" }));
    },
  );
});
