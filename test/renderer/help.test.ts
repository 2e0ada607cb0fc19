import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keysOf, shortcutList, type ShortcutId } from '../../renderer/state/shortcuts.ts';
import { aHealth, aList, anId, aState, aToken, now, signedOut } from './build.ts';
import { done, no, ok, type FakeBridge } from './fake-bridge.ts';
import { button, dialog, field, focused, gone, open, row, visible } from './open.ts';

const about = {
  electron: '45.4.1',
  chromium: '150.0',
  node: '24.1',
  system: 'Linux 6.1 x64',
  dataFolder: '/home/kim/.config/Token Vault',
  chromiumLicences: '/opt/token-vault/LICENSES.chromium.html',
};
const help = () => dialog('Help');

const tokens = ['aaaaaaaa', 'bbbbbbbb'].map((start, index) =>
  aToken({ id: anId(start), createdAt: now - index * 60_000, kept: 'keychain' }),
);

async function setup() {
  const bridge: FakeBridge = await open(
    { list: aList({ tokens }) },
    {
      app: { about: () => ok(about), lock: done },
      tokens: {
        describe: ({ label = '' }) => {
          const [first, ...rest] = bridge.state.list.tokens;
          bridge.emit({ list: aList({ tokens: first ? [{ ...first, label }, ...rest] : rest }) });
          return done();
        },
      },
      store: { health: () => ok(aHealth()) },
      values: { copy: () => ok({ clearsAt: null }) },
    },
  );
  await visible(row('aaaaaaaa'));
  return bridge;
}

const box = (name: string) => row(name).getByRole('checkbox');
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

test('it says what each state means, and what happens when something goes wrong', async () => {
  await setup();
  await button('Help').click();
  for (const words of [
    'Saved and live',
    'Saved, gone from the server',
    'Cannot tell',
    'IONOS did not answer',
  ])
    await visible(help().getByText(words, { exact: true }));
});

test('it leads to Store health and to About, and Escape back to what had the keyboard', async () => {
  await setup();
  await box('bbbbbbbb').click();
  await userEvent.keyboard('?');
  await help().getByRole('button', { name: 'Store health' }).click();
  await visible(dialog('Store health'));
  await userEvent.keyboard('{Escape}');
  await focused(box('bbbbbbbb'));
  await userEvent.keyboard('{F1}');
  await help().getByRole('button', { name: 'About Token Vault' }).click();
  await visible(dialog('About Token Vault'));
  await userEvent.keyboard('{Escape}');
  await focused(box('bbbbbbbb'));
});

test.each(['help', 'about'] as const)(
  'in German, at 200 % in the smallest window, nothing of it runs out to the side: %s',
  async (act) => {
    const bridge = await setup();
    bridge.emit({ app: { ...aState().app, language: 'de' } });
    await visible(button('Einstellungen'));
    // Without the scroll bar, which takes no room here.
    await page.viewport(225, 200);
    bridge.act(act);
    const shown = page.getByRole('dialog');
    await visible(shown);
    await expect.poll(() => shown.getByRole('term').elements().length).toBeGreaterThan(2);
    const { scrollWidth, clientWidth } = shown.element();
    expect(scrollWidth).toBe(clientWidth);
    bridge.emit({ app: { ...aState().app, language: 'en' } });
  },
);

describe('what a menu asks for', () => {
  const opened = () =>
    page
      .getByRole('dialog')
      .elements()
      .map((one) => one.getAttribute('aria-labelledby'));
  const acts = ['generate', 'import', 'settings', 'commands', 'help', 'about'] as const;
  const titles = {
    generate: 'Generate Token',
    import: 'Import token',
    settings: 'Settings',
    commands: 'Commands',
    help: 'Help',
    about: 'About Token Vault',
  };

  test.each(acts)('opens: %s', async (act) => {
    const bridge = await setup();
    bridge.act(act);
    await visible(dialog(titles[act]));
  });

  test.each(acts)('does nothing over a dialog: %s', async (act) => {
    const bridge = await setup();
    await box('aaaaaaaa').click();
    await userEvent.keyboard('{Delete}');
    await visible(dialog('Delete token'));
    const before = opened();
    bridge.act(act);
    await new Promise(requestAnimationFrame);
    expect(opened()).toEqual(before);
    await visible(dialog('Delete token'));
  });

  test.each(acts)('does nothing while the app is locked: %s', async (act) => {
    const bridge = await setup();
    bridge.emit({ locked: true });
    await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
    bridge.act(act);
    bridge.emit({ ...aState({ list: aList({ tokens }) }), locked: false });
    await visible(row('aaaaaaaa'));
    expect(opened()).toEqual([]);
  });

  test.each([
    ['generate', false],
    ['import', false],
    ['commands', false],
    ['settings', true],
    ['help', true],
    ['about', true],
  ] as const)('signed out, %s opens: %s', async (act, opens) => {
    const bridge = await open({ session: signedOut() }, { app: { about: () => ok(about) } });
    await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
    bridge.act(act);
    if (opens) await visible(dialog(titles[act]));
    else {
      await new Promise(requestAnimationFrame);
      expect(opened()).toEqual([]);
    }
  });
});

describe('About', () => {
  const openAbout = async () => {
    const bridge = await setup();
    bridge.act('about');
    await visible(dialog('About Token Vault'));
  };

  test('names version, what it runs on, the system and that it is not of IONOS', async () => {
    await openAbout();
    for (const words of [
      aState().app.version,
      'Electron 45.4.1, Chromium 150.0 and Node.js 24.1',
      'Linux 6.1 x64',
      /Not a product of IONOS/,
      /MIT licence/,
    ])
      await visible(dialog('About Token Vault').getByText(words).first());
  });

  test('the folder can be taken along by the keyboard, and not be changed', async () => {
    await openAbout();
    const folder = field("Folder of the app's data");
    await expect.element(folder).toHaveValue(about.dataFolder);
    await expect.element(folder).toHaveAttribute('readonly');
    folder.element().focus();
    const { selectionStart, selectionEnd } = folder.element() as HTMLInputElement;
    expect([selectionStart, selectionEnd]).toEqual([0, about.dataFolder.length]);
  });
});

test('what could not be asked for "About" is asked for again', async () => {
  let answer: (what: Awaited<ReturnType<typeof no>>) => void = () => undefined;
  let asked = 0;
  const ask = () =>
    (asked += 1) === 1
      ? new Promise<Awaited<ReturnType<typeof no>>>((done_) => (answer = done_))
      : ok(about);
  await open({}, { app: { about: ask } });
  await visible(row('3f2a91c0'));
  await button('Help').click();
  await button('About Token Vault').click();
  await visible(page.getByText('Asking the app what it runs on…'));
  answer(await no({ code: 'INTERNAL' }));
  await button('Try again').click();
  await visible(page.getByText(about.system));
  await expect.poll(() => document.activeElement?.closest('[role=dialog]')).toBeTruthy();
});
