import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { aList, aToken, anId, now } from './build.ts';
import { ok, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, open, row, visible } from './open.ts';

const names = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'];
const box = (name: string): Locator => page.getByRole('checkbox', { name: `Select token ${name}` });

let bridge: FakeBridge;

/** The ids of the selected rows, as the boxes show them. */
const selected = (): string[] =>
  page
    .getByRole('checkbox', { name: /^Select token/, checked: true })
    .elements()
    .map((element) => element.getAttribute('aria-label')?.slice(-8) ?? '');

beforeEach(async () => {
  bridge = await open(
    {
      list: aList({
        tokens: names.map((name, index) =>
          aToken({ id: anId(name), createdAt: now - index * 60_000 }),
        ),
      }),
    },
    { values: { copy: () => ok({ clearsAt: null }) } },
  );
  await visible(row('aaaaaaaa'));
});

describe('with the pointer', () => {
  const cell = (name: string): Locator => row(name).getByRole('cell').nth(3);

  test('a click selects a row and no other', async () => {
    await cell('bbbbbbbb').click();
    await cell('cccccccc').click();
    expect(selected()).toEqual(['cccccccc']);
  });

  test('Ctrl adds and takes away', async () => {
    await cell('aaaaaaaa').click();
    await cell('cccccccc').click({ modifiers: ['Control'] });
    expect(selected()).toEqual(['aaaaaaaa', 'cccccccc']);
    await cell('aaaaaaaa').click({ modifiers: ['Control'] });
    expect(selected()).toEqual(['cccccccc']);
  });

  test('Shift selects from the first click on', async () => {
    await cell('bbbbbbbb').click();
    await cell('dddddddd').click({ modifiers: ['Shift'] });
    expect(selected()).toEqual(['bbbbbbbb', 'cccccccc', 'dddddddd']);
    await box('cccccccc').click({ modifiers: ['Shift'] });
    expect(selected()).toEqual(['bbbbbbbb', 'cccccccc']);
  });

  test('boxes add up, and the one in the head takes all', async () => {
    await box('aaaaaaaa').click();
    await box('dddddddd').click();
    expect(selected()).toEqual(['aaaaaaaa', 'dddddddd']);
    await page.getByRole('checkbox', { name: 'Select all tokens' }).click();
    expect(selected()).toEqual(names);
  });

  test('a click gives the row the keyboard, and the keys of the list go on from there', async () => {
    await cell('bbbbbbbb').click();
    await focused(box('bbbbbbbb'));
    await userEvent.keyboard('{Control>}c{/Control}');
    expect(bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('bbbbbbbb') }]);
    await userEvent.keyboard('{Escape}');
    expect(selected()).toEqual([]);
    await cell('cccccccc').click({ modifiers: ['Control'] });
    await focused(box('cccccccc'));
    await userEvent.keyboard('{F2}');
    await focused(field('Label of token cccccccc'));
    await userEvent.keyboard('{Escape}');
    await cell('dddddddd').click();
    await userEvent.keyboard('{Delete}');
    await visible(dialog('Delete token').getByText(anId('dddddddd')));
  });

  test('a button in a row keeps the keyboard that its click gave it', async () => {
    const copyId = row('bbbbbbbb').getByRole('button', { name: "Copy token 'bbbbbbbb'" });
    await copyId.click();
    await focused(copyId);
  });

  test('"Delete token" wants a selection', async () => {
    await expect.element(button('Delete token')).toBeDisabled();
    await cell('aaaaaaaa').click();
    await expect.element(button('Delete token')).toBeEnabled();
  });
});

describe('with the keyboard', () => {
  test('the list is one stop for Tab, and arrows move inside', async () => {
    box('aaaaaaaa').element().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await focused(box('cccccccc'));
    await expect.element(box('cccccccc')).toHaveAttribute('tabindex', '0');
    await expect.element(box('aaaaaaaa')).toHaveAttribute('tabindex', '-1');
    await userEvent.keyboard('{Tab}{ArrowUp}');
    await focused(row('bbbbbbbb').getByRole('button', { name: 'Copy token ID' }));
    await userEvent.keyboard('{End}');
    await focused(row('dddddddd').getByRole('button', { name: 'Copy token ID' }));
  });

  test('Space selects, Shift and arrow extend, Escape clears', async () => {
    box('bbbbbbbb').element().focus();
    await userEvent.keyboard(' ');
    expect(selected()).toEqual(['bbbbbbbb']);
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(selected()).toEqual(['bbbbbbbb', 'cccccccc']);
    await userEvent.keyboard('{Escape}');
    expect(selected()).toEqual([]);
  });

  test('Ctrl+A selects all', async () => {
    box('bbbbbbbb').element().focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(selected()).toEqual(names);
  });

  test('Delete asks about the row, and Escape brings the focus back to it', async () => {
    box('bbbbbbbb').element().focus();
    await userEvent.keyboard('{Delete}');
    await visible(dialog('Delete token').getByText(anId('bbbbbbbb')));
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Delete token'));
    await focused(box('bbbbbbbb'));
  });
});

describe('a row that goes', () => {
  const without = (name: string) =>
    aList({
      tokens: bridge.state.list.tokens.filter(({ id }) => id !== anId(name)),
    });

  test('by itself leaves the keyboard to the one that takes its place', async () => {
    box('bbbbbbbb').element().focus();
    bridge.emit({ list: without('bbbbbbbb') });
    await focused(box('cccccccc'));
    box('dddddddd').element().focus();
    bridge.emit({ list: without('dddddddd') });
    await focused(box('cccccccc'));
  });

  test('by Delete does so too, once the question has gone', async () => {
    box('bbbbbbbb').element().focus();
    await userEvent.keyboard('{Delete}');
    await visible(dialog('Delete token'));
    bridge.emit({ list: without('bbbbbbbb') });
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Delete token'));
    await focused(box('cccccccc'));
  });

  test('the last one leaves it to the title', async () => {
    box('aaaaaaaa').element().focus();
    bridge.emit({ list: aList({ tokens: [] }) });
    await expect.poll(() => document.activeElement?.id).toBe('view-title');
  });
});

describe('from the search', () => {
  test.each(['{ArrowDown}', '{Enter}'])('%s leads to the first row that it found', async (key) => {
    await field('Search').fill('cccc');
    await userEvent.keyboard(key);
    await focused(box('cccccccc'));
    await gone(page.getByRole('complementary', { name: /^Details/ }));
    await userEvent.keyboard('{Control>}c{/Control}');
    expect(bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('cccccccc') }]);
  });

  test('no key leads away from it where nothing was found', async () => {
    await field('Search').fill('zzz');
    await userEvent.keyboard('{Enter}{ArrowDown}');
    await focused(field('Search'));
  });
});

describe('from the head of the table', () => {
  const all = page.getByRole('checkbox', { name: 'Select all tokens' });

  test('Delete asks for what "Select all" selected', async () => {
    await all.click();
    await focused(all);
    await userEvent.keyboard('{Delete}');
    await visible(dialog('Delete 4 tokens'));
  });

  test('Delete asks for nothing while nothing is selected', async () => {
    all.element().focus();
    await userEvent.keyboard('{Delete}');
    await gone(dialog('Delete token'));
  });

  test('arrows lead into the rows, Ctrl+A selects all, Escape none', async () => {
    all.element().focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(selected()).toEqual(names);
    await userEvent.keyboard('{Escape}');
    expect(selected()).toEqual([]);
    await userEvent.keyboard('{ArrowDown}');
    await focused(box('aaaaaaaa'));
  });
});

describe('a choice of one row', { tags: 'long' }, () => {
  test('goes on with the keyboard, so that Delete means the row that has it', async () => {
    box('aaaaaaaa').element().focus();
    await userEvent.keyboard('{Enter}{ArrowDown}{ArrowDown}');
    expect(selected()).toEqual(['cccccccc']);
    await userEvent.keyboard('{Delete}');
    await expect
      .element(dialog('Delete token'))
      .toHaveAccessibleDescription(/^Token 'cccccccc' \(cccccccc\)/);
  });

  test('stays where a box was ticked', async () => {
    box('aaaaaaaa').element().focus();
    await userEvent.keyboard(' {ArrowDown}{ArrowDown}');
    expect(selected()).toEqual(['aaaaaaaa']);
    await userEvent.keyboard(' ');
    expect(selected()).toEqual(['aaaaaaaa', 'cccccccc']);
  });
});

test('a row is heard by its label, its state and its end', async () => {
  const [first, ...rest] = bridge.state.list.tokens;
  if (!first) throw new Error('The list is empty.');
  bridge.emit({ list: aList({ tokens: [{ ...first, label: 'deploy-prod' }, ...rest] }) });
  await expect
    .element(box('aaaaaaaa'))
    .toHaveAttribute('aria-description', 'deploy-prod, Saved and live, Expires in 12 days');
});

test('C where there is nothing to copy says so: the clipboard keeps what it has', async () => {
  const [first, ...rest] = bridge.state.list.tokens;
  if (!first) throw new Error('The list is empty.');
  const away = { ...first, label: 'deploy-prod', state: 'not-here', kept: 'no' } as const;
  bridge.emit({ list: aList({ tokens: [away, ...rest] }) });
  await visible(row('aaaaaaaa').getByText('deploy-prod'));
  box('aaaaaaaa').element().focus();
  await userEvent.keyboard('c');
  await visible(
    alert("Nothing was copied: the value of token 'deploy-prod' is not on this computer."),
  );
  expect(bridge.argsOf('values.copy')).toEqual([]);
});
