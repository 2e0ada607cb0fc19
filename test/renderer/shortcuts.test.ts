import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keysOf, shortcutList, type ShortcutId } from '../../renderer/state/shortcuts.ts';
import { button, dialog, field, focused, gone, visible } from './open.ts';
import { box, help, setup } from './open-help.ts';

const selected = () =>
  page.getByRole('checkbox', { name: /^Select token/, checked: true }).elements().length;
const pane = () => page.getByRole('complementary', { name: /^Details/ });

describe('each shortcut of the help does what it says', () => {
  /** How its first keys are pressed, and what follows; one that is left out does not compile. */
  const tries: Readonly<
    Record<
      ShortcutId,
      (bridge: Awaited<ReturnType<typeof setup>>, press: () => Promise<void>) => unknown
    >
  > = {
    commands: async (_, press) => {
      await press();
      await visible(dialog('Commands'));
    },
    search: async (_, press) => {
      await press();
      await focused(page.getByRole('searchbox', { name: 'Search' }));
    },
    'search-in-list': async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await focused(page.getByRole('searchbox'));
    },
    help: async (_, press) => {
      await press();
      await visible(help());
    },
    refresh: async (bridge, press) => {
      await press();
      await expect.poll(() => bridge.argsOf('tokens.refresh')).toHaveLength(1);
    },
    settings: async (_, press) => {
      await press();
      await visible(dialog('Settings'));
    },
    lock: async (bridge, press) => {
      await press();
      await expect.poll(() => bridge.argsOf('app.lock')).toHaveLength(1);
    },
    undo: async (bridge, press) => {
      box('aaaaaaaa').element().focus();
      await userEvent.keyboard('{F2}');
      await field('Label of token aaaaaaaa').fill('prod');
      await userEvent.keyboard('{Enter}');
      await visible(button('Undo'));
      await press();
      await expect.poll(() => bridge.argsOf('tokens.describe')).toHaveLength(2);
    },
    menu: async () => {
      // Chromium makes this of the keys where it has a window: test/e2e/keyboard-alone.spec.ts.
      const asked = new PointerEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        button: -1,
      });
      box('aaaaaaaa').element().dispatchEvent(asked);
      await visible(page.getByRole('menu'));
    },
    close: async (_, press) => {
      await button('Settings').click();
      await visible(dialog('Settings'));
      await press();
      await gone(dialog('Settings'));
    },
    move: async (_, press) => {
      await box('bbbbbbbb').click();
      await press();
      await focused(box('aaaaaaaa'));
    },
    select: async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      expect(selected()).toBe(1);
    },
    extend: async (_, press) => {
      await box('bbbbbbbb').click();
      await press();
      expect(selected()).toBe(2);
    },
    all: async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      expect(selected()).toBe(2);
    },
    clear: async (_, press) => {
      await box('aaaaaaaa').click();
      await press();
      expect(selected()).toBe(0);
    },
    details: async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await visible(pane());
    },
    copy: async (bridge, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await expect.poll(() => bridge.argsOf('values.copy')).toHaveLength(1);
    },
    label: async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await focused(field('Label of token aaaaaaaa'));
    },
    delete: async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await visible(dialog('Delete token'));
    },
    generate: async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await visible(dialog('Generate Token'));
    },
    'help-in-list': async (_, press) => {
      box('aaaaaaaa').element().focus();
      await press();
      await visible(help());
    },
  };

  const ways = shortcutList.flatMap(({ id, keys }) =>
    keys
      // The other direction of the same: there is nothing below the last row.
      .filter(({ key }) => key !== 'ArrowDown')
      .map((key, index) => ({ id, key, name: keysOf(id, 'linux')[index] ?? '' })),
  );

  test.each(ways)('$name: $id', async ({ id, key: { key, command, shift } }) => {
    const bridge = await setup();
    const name = key === ' ' ? ' ' : key.length > 1 ? `{${key}}` : key;
    const held = command ? 'Control' : shift ? 'Shift' : null;
    await tries[id](bridge, () =>
      userEvent.keyboard(held === null ? name : `{${held}>}${name}{/${held}}`),
    );
  });
});

test.each(['F5', 'r'])('held down, %s asks for the list once', async (key) => {
  const bridge = await setup();
  const press = (repeat: boolean): boolean =>
    box('aaaaaaaa')
      .element()
      .dispatchEvent(
        new KeyboardEvent('keydown', {
          key,
          ctrlKey: key === 'r',
          repeat,
          bubbles: true,
          cancelable: true,
        }),
      );
  const taken = [false, true, true, true].map(press).map((left) => !left);
  await expect.poll(() => bridge.argsOf('tokens.refresh')).toHaveLength(1);
  // Nobody else, such as a menu, gets the others.
  expect(taken).toEqual([true, true, true, true]);
});

test('Ctrl+A on the title selects the rows, and elsewhere marks no word of the window', async () => {
  await setup();
  page.getByRole('heading', { name: 'Token Manager' }).element().focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(selected()).toBe(2);
  button('Settings').element().focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(getSelection()?.toString()).toBe('');
});

test('the help lists them all, in the words of the keyboard', async () => {
  await setup();
  await userEvent.keyboard('{F1}');
  await visible(help());
  const terms = help()
    .getByRole('term')
    .elements()
    .map((term) => term.textContent.trim());
  for (const { id } of shortcutList) expect(terms).toContain(keysOf(id, 'linux').join(''));
});
