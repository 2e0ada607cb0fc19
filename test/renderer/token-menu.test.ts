import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { aList, aToken, anId, aState, now } from './build.ts';
import { done, ok, type FakeBridge } from './fake-bridge.ts';
import { button, dialog, field, focused, gone, open, row, visible } from './open.ts';
import { card, openPane, pane } from './open-details.ts';
// Fetched late by the page; here it is named, so that Vite prepares its packages before the tests.
import '../../renderer/views/TokenMenu.svelte';

const tokens = [
  aToken({ id: anId('aaaaaaaa'), label: 'staging', createdAt: now - 1_000 }),
  aToken({ id: anId('bbbbbbbb'), label: 'not here', kept: 'no', state: 'not-here', createdAt: 2 }),
  aToken({ id: anId('cccccccc'), label: 'old', state: 'expired', expiresAt: 3, createdAt: 1 }),
  aToken({
    id: anId('dddddddd'),
    label: 'elsewhere',
    state: 'cannot-tell',
    listed: false,
    contractNumber: 7,
    createdAt: 0,
  }),
];
const box = (name: string): Locator => page.getByRole('checkbox', { name: `Select token ${name}` });
const menu = (): Locator => page.getByRole('menu');
const item = (name: string): Locator => page.getByRole('menuitem', { name, exact: true });
/** What the items say to who hears them, and to who sees them. */
const words = (without: string): string[] =>
  page
    .getByRole('menuitem')
    .elements()
    .map((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const part of copy.querySelectorAll(without)) part.remove();
      return copy.textContent.trim().replaceAll(/\s+/g, ' ');
    });
const names = (): string[] => words('kbd');
const seen = (): string[] => words('.sr-only');

async function listed(): Promise<FakeBridge> {
  const bridge = await open(
    { list: aList({ tokens }) },
    {
      values: {
        copy: () => ok({ clearsAt: null }),
        card,
        reveal: () => ok({ value: 'eyJ.the.value' }),
        download: () => ok({ saved: true }),
      },
      tokens: { copyId: done, describe: done },
    },
  );
  await visible(row('aaaaaaaa'));
  return bridge;
}

/** Nothing lies over it: a click on its middle hits it. */
const onTop = (locator: Locator): boolean => {
  const element = locator.element();
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
};

const byPointer = (name: string, cell = 3): Promise<void> =>
  row(name).getByRole('cell').nth(cell).click({ button: 'right' });

/** What the browser makes of the Menu key and of Shift+F10. */
function byKey(): void {
  document.activeElement?.dispatchEvent(
    new PointerEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      pointerType: 'mouse',
      button: -1,
    }),
  );
}

describe('the menu of a row', () => {
  test('names the token in each of its items, and shows the keys of the list', async () => {
    await listed();
    await byPointer('aaaaaaaa');
    await visible(page.getByRole('menu', { name: "Actions for token 'staging'" }));
    expect(names()).toEqual([
      "Copy token 'staging'",
      "Reveal – token 'staging'",
      "Download token value – token 'staging'",
      "Copy token ID – token 'staging'",
      "Edit label – token 'staging'",
      "Details – token 'staging'",
      "Forget value – token 'staging'",
      "Delete token 'staging'…",
    ]);
    expect(seen()).toEqual([
      "Copy token 'staging' Ctrl+C",
      'Reveal',
      'Download token value',
      'Copy token ID',
      'Edit label F2',
      'Details Enter',
      'Forget value',
      "Delete token 'staging'… Del",
    ]);
  });

  test.each([
    [
      'bbbbbbbb',
      ['Copy token ID', 'Edit label F2', 'Details Enter', "Delete token 'not here'… Del"],
    ],
    [
      'cccccccc',
      [
        'Copy token ID',
        'Edit label F2',
        'Details Enter',
        'Forget value',
        "Delete token 'old'… Del",
      ],
    ],
    [
      'dddddddd',
      [
        "Copy token 'elsewhere' Ctrl+C",
        'Reveal',
        'Download token value',
        'Copy token ID',
        'Edit label F2',
        'Details Enter',
        'Forget value',
      ],
    ],
  ])('has only what applies to token %s', async (id, expected) => {
    await listed();
    await byPointer(id);
    await visible(menu());
    expect(seen()).toEqual(expected);
  });

  test('acts on the row that was clicked, selected or not', async () => {
    const bridge = await listed();
    await box('bbbbbbbb').click();
    await byPointer('aaaaaaaa');
    await expect.element(box('aaaaaaaa')).toBeChecked();
    await expect.element(box('bbbbbbbb')).not.toBeChecked();
    await item("Copy token 'staging'").click();
    await gone(menu());
    await expect.poll(() => bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
    await focused(box('aaaaaaaa'));
  });

  test('a right click on another row opens that of the other one', async () => {
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

  test('a click elsewhere closes it, and the row that was hit has the keyboard', async () => {
    await listed();
    await byPointer('aaaaaaaa');
    await visible(menu());
    await row('cccccccc').getByRole('cell').nth(2).click();
    await gone(menu());
    await focused(box('cccccccc'));
  });

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

  test('Reveal opens the details with the value, and the keyboard is on what hides it', async () => {
    const bridge = await listed();
    await byPointer('aaaaaaaa');
    await item("Reveal – token 'staging'").click();
    await expect.element(field('Token Value')).toHaveValue('eyJ.the.value');
    await focused(button('Hide'));
    await userEvent.keyboard('{Enter}');
    await focused(button('Reveal'));
    expect(bridge.argsOf('values.reveal')).toHaveLength(1);
  });

  test('Reveal works in a narrow window, where the details are a sheet', async () => {
    await listed();
    await page.viewport(480, 400);
    await byPointer('aaaaaaaa');
    await item("Reveal – token 'staging'").click();
    await visible(dialog("Details of token 'staging'"));
    await expect.element(field('Token Value')).toHaveValue('eyJ.the.value');
    await focused(button('Hide'));
  });
});

describe('by the keyboard', () => {
  test('its first item has it; arrows, Home, End and letters move; Escape gives it back', async () => {
    await listed();
    box('aaaaaaaa').element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{ArrowDown}');
    await focused(item("Reveal – token 'staging'"));
    await userEvent.keyboard('{End}');
    await focused(item("Delete token 'staging'…"));
    await userEvent.keyboard('{ArrowDown}');
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{End}{Home}');
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('f');
    await focused(item("Forget value – token 'staging'"));
    await userEvent.keyboard('{Escape}');
    await gone(menu());
    await focused(box('aaaaaaaa'));
  });

  test('the control of the row that had it gets it back; Tab closes too', async () => {
    await listed();
    const key = row('aaaaaaaa').getByRole('button', { name: "Copy token 'staging'" });
    key.element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{Tab}');
    await gone(menu());
    await focused(key);
  });

  test('Enter chooses', async () => {
    const bridge = await listed();
    box('aaaaaaaa').element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{Enter}');
    await gone(menu());
    await expect.poll(() => bridge.argsOf('values.copy')).toHaveLength(1);
    await focused(box('aaaaaaaa'));
  });
});

describe('with several tokens selected', () => {
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

describe('from the details', () => {
  const more = (): Locator => button("More actions for token 'staging'");

  test('a button opens the same without the keys of the list, and gets the keyboard back', async () => {
    await openPane();
    await expect.element(more()).toHaveAttribute('aria-expanded', 'false');
    more().element().focus();
    await userEvent.keyboard('{Enter}');
    await focused(item("Copy token 'staging'"));
    await expect.element(more()).toHaveAttribute('aria-expanded', 'true');
    expect(seen()).toEqual([
      "Copy token 'staging'",
      'Reveal',
      'Download token value',
      'Copy token ID',
      'Edit label',
      'Forget value',
      "Delete token 'staging'…",
    ]);
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

  test('over the sheet of a narrow window, Escape closes the menu alone', async () => {
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

test('it fits into the smallest window, at 200 % too', async () => {
  await listed();
  for (const [width, height] of [
    [480, 400],
    [240, 200],
  ] as const) {
    await page.viewport(width, height);
    row('aaaaaaaa').element().scrollIntoView({ block: 'center' });
    box('aaaaaaaa').element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    const { top, left, right, bottom } = menu().element().getBoundingClientRect();
    // Whole where that is possible.
    if (height > 300) expect(bottom - top).toBeGreaterThan(260);
    expect(onTop(item("Copy token 'staging'"))).toBe(true);
    expect([top >= 0, left >= 0, right <= width, bottom <= height]).toEqual(Array(4).fill(true));
    await userEvent.keyboard('{End}');
    await expect.element(item("Delete token 'staging'…")).toBeInViewport({ ratio: 0.9 });
    await userEvent.keyboard('{Escape}');
    await gone(menu());
  }
});
