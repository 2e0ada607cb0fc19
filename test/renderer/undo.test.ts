import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Bridge, Token } from '../../preload/contract.ts';
import { Toasts } from '../../renderer/state/toasts.svelte.ts';
import { aList, anId, aState } from './build.ts';
import { done, type Answers, type FakeBridge } from './fake-bridge.ts';
import {
  alert,
  button,
  field,
  focused,
  gone,
  goneAtOnce,
  heard,
  open,
  row,
  visible,
} from './open.ts';
import { openPane, pane, staging } from './open-details.ts';
import { ctrlZ, said, undo } from './way-back.ts';

const tokenId = anId('3f2a91c0');
const box = (): Locator => page.getByRole('checkbox', { name: 'Select token 3f2a91c0' });

let bridge: FakeBridge;

/** Main writes down what it is told, and says so. */
const describeToken: Bridge['tokens']['describe'] = ({ tokenId: id, ...change }) => {
  const { list } = bridge.state;
  const tokens = list.tokens.map((token) => (token.id === id ? { ...token, ...change } : token));
  bridge.emit({ list: { ...list, tokens: tokens as Token[] } });
  return done();
};

const answers: Answers = { tokens: { describe: (change) => describeToken(change) } };

async function listed(): Promise<void> {
  bridge = await open({ list: aList({ tokens: [staging] }) }, answers);
  await visible(row('3f2a91c0'));
}

async function detailed(): Promise<void> {
  bridge = await openPane({}, answers);
}

async function relabel(label: string): Promise<void> {
  box().element().focus();
  await userEvent.keyboard('{F2}');
  await field('Label of token 3f2a91c0').fill(label);
  await userEvent.keyboard('{Enter}');
}

const sent = () => bridge.argsOf('tokens.describe');

describe('a label that was changed in the list', () => {
  beforeEach(listed);

  test('comes back by Ctrl+Z, by the same request, and the keyboard stays on the row', async () => {
    await relabel('prod');
    await visible(said("Label changed to 'prod'."));
    await focused(box());
    await ctrlZ();
    await visible(heard('Undone. Label: as it was before.'));
    expect(sent()).toEqual([
      { tokenId, label: 'prod' },
      { tokenId, label: 'staging' },
    ]);
    await visible(row('3f2a91c0').getByText('staging', { exact: true }));
    await focused(box());
    await ctrlZ();
    expect(sent()).toHaveLength(2);
  });

  test('comes back by the button, which gives the keyboard back to the row', async () => {
    await relabel('prod');
    await userEvent.tab({ shift: true });
    box().element().focus();
    undo().element().focus();
    await userEvent.keyboard('{Enter}');
    await visible(heard('Undone. Label: as it was before.'));
    await focused(box());
  });

  test('by a click too', { tags: 'long' }, async () => {
    await relabel('');
    await visible(said('Label removed.'));
    await undo().click();
    await expect.poll(() => sent().at(-1)).toEqual({ tokenId, label: 'staging' });
    await gone(undo());
    expect(document.activeElement).not.toBe(document.body);
  });

  test('is not resurrected once it was changed again', async () => {
    await relabel('prod');
    await visible(undo());
    await describeToken({ tokenId, label: 'of another window' });
    await ctrlZ();
    await visible(alert('Label was changed again meanwhile, so nothing was undone.'));
    expect(sent()).toHaveLength(1);
  });

  test('nor where its token is gone', async () => {
    await relabel('prod');
    await visible(undo());
    bridge.emit({ list: aList({ tokens: [] }) });
    await ctrlZ();
    await visible(alert('This token is not on the list any more'));
    expect(sent()).toHaveLength(1);
  });

  test('says nothing when nothing was changed', async () => {
    await relabel('staging');
    expect(sent()).toEqual([]);
    await gone(undo());
  });

  test('cannot be brought back through the lock', async () => {
    await relabel('prod');
    await visible(undo());
    bridge.emit({ locked: true });
    await focused(button('Unlock'));
    await goneAtOnce(undo());
    await ctrlZ();
    bridge.emit(aState({ list: bridge.state.list }));
    await visible(row('3f2a91c0'));
    await ctrlZ();
    expect(sent()).toHaveLength(1);
  });

  test('in a text field Ctrl+Z is that of the field', async () => {
    await relabel('prod');
    await field('Search').click();
    await ctrlZ();
    expect(sent()).toHaveLength(1);
    await visible(undo());
  });
});

describe('what was changed in the details', () => {
  beforeEach(detailed);

  test.each([
    ['Label', 'prod', "Label changed to 'prod'.", { label: 'staging' }],
    ['Used in', 'CI', 'Used in changed.', { usedIn: 'GitHub Actions' }],
    ['Note', 'none', 'Note changed.', { note: 'ask Kim' }],
  ])(
    '%s comes back as it was before the typing began',
    { tags: 'long' },
    async (name, words, text, former) => {
      const input = field(name);
      await input.fill(words.slice(0, 2));
      // A pause of typing is written down, and is no change to take back by itself.
      await expect.poll(sent).toHaveLength(1);
      await gone(undo());
      await input.fill(words);
      button('Close details').element().focus();
      await visible(said(text));
      await ctrlZ();
      await visible(heard(`Undone. ${name}: as it was before.`));
      expect(sent().at(-1)).toEqual({ tokenId, ...former });
      await expect.element(input).toHaveValue(Object.values(former)[0] ?? '');
    },
  );

  test('a color too', { tags: 'long' }, async () => {
    await pane().getByTitle('Teal').click();
    await visible(said('Color changed to Teal.'));
    await ctrlZ();
    await visible(heard('Undone. Color: as it was before.'));
    expect(sent()).toEqual([
      { tokenId, color: 'teal' },
      { tokenId, color: 'none' },
    ]);
  });

  test('the way back outlives the details', { tags: 'long' }, async () => {
    await pane().getByLabelText('Label', { exact: true }).fill('prod');
    await button('Close details').click();
    await gone(pane());
    await visible(said("Label changed to 'prod'."));
    await ctrlZ();
    await expect.poll(() => sent().at(-1)).toEqual({ tokenId, label: 'staging' });
  });

  test('only the last change has one', { tags: 'long' }, async () => {
    await pane().getByTitle('Teal').click();
    await visible(undo());
    await pane().getByTitle('Blue').click();
    await visible(said('Color changed to Blue.'));
    expect(undo().elements()).toHaveLength(1);
    await ctrlZ();
    await expect.poll(() => sent().at(-1)).toEqual({ tokenId, color: 'teal' });
  });
});

describe('the message', () => {
  test('stays 12 s, longer while somebody is at it, and has no way back after that', () => {
    vi.useFakeTimers();
    try {
      const toasts = new Toasts();
      const back = vi.fn();
      toasts.undoable('changed', back);
      vi.advanceTimersByTime(11_000);
      const [toast] = toasts.items;
      if (!toast) throw new Error('it went');
      toasts.hold(toast);
      vi.advanceTimersByTime(60_000);
      expect(toasts.items).toHaveLength(1);
      toasts.letGo(toast);
      vi.advanceTimersByTime(11_000);
      expect(toasts.items).toHaveLength(1);
      vi.advanceTimersByTime(2_000);
      expect(toasts.items).toEqual([]);
      expect(toasts.undo()).toBe(false);
      expect(back).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });

  test('is held by the pointer and by the keyboard', async () => {
    await listed();
    await relabel('prod');
    const hold = vi.spyOn(Toasts.prototype, 'hold');
    const letGo = vi.spyOn(Toasts.prototype, 'letGo');
    try {
      await undo().hover();
      await expect.poll(() => hold.mock.calls.length).toBe(1);
      await box().hover();
      await expect.poll(() => letGo.mock.calls.length).toBe(1);
      undo().element().focus();
      expect(hold.mock.calls.length).toBeGreaterThan(2);
      await userEvent.keyboard('{Escape}');
      expect(letGo.mock.calls.length).toBe(2);
    } finally {
      hold.mockRestore();
      letGo.mockRestore();
    }
  });
});

test(
  'of a field beside one that holds more: the click keeps the keyboard, and takes back what it says',
  { tags: 'long' },
  async () => {
    await detailed();
    await field('Used in').fill('CI');
    await userEvent.keyboard('{Enter}');
    await visible(undo());
    await field('Note').fill('half a note');
    await undo().click();
    await expect.poll(() => sent()).toContainEqual({ tokenId, usedIn: staging.usedIn });
    expect(sent()).not.toContainEqual({ tokenId, note: '' });
  },
);

test('does not outlive its account', async () => {
  await listed();
  await relabel('prod');
  await visible(undo());
  bridge.emit({ session: { ...bridge.state.session, account: null, status: 'signed-out' } });
  await goneAtOnce(undo());
});

test('on a Mac is told with the keys of a Mac', async () => {
  await open(
    { list: aList({ tokens: [staging] }), app: { ...aState().app, platform: 'darwin' } },
    { tokens: { describe: done } },
  );
  await visible(row('3f2a91c0'));
  await relabel('prod');
  await expect.element(undo()).toHaveAttribute('aria-keyshortcuts', 'Meta+Z');
});
