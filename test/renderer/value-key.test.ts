import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, aToken, anApp, anId } from './build.ts';
import { name, openPane, pane } from './open-details.ts';
import { ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { button, dialog, focused, gone, open, visible } from './open.ts';

const copying: Answers = { values: { copy: () => ok({ clearsAt: null }) } };
const copy = button("Copy token 'staging'");
const forget = button("Forget value of token 'staging'");
const box = page.getByRole('checkbox', { name: 'Select token 3f2a91c0' });

function setup(token: Partial<Token> = {}, state: Partial<State> = {}): Promise<FakeBridge> {
  const tokens = [aToken({ label: 'staging', ...token })];
  return open({ list: aList({ tokens }), ...state }, copying);
}

/** What is seen beside the key while it has the pointer or the keyboard. */
const tip = page.getByText(/^Copy token value \(/);

async function pressCopy(): Promise<void> {
  box.element().focus();
  await userEvent.keyboard('{Control>}c{/Control}');
}

describe('the key of a row', () => {
  test('says on focus and hover what it does and its shortcut, and keeps its name', async () => {
    await setup();
    await expect.element(tip).not.toBeVisible();
    box.element().focus();
    await userEvent.keyboard('{Tab}{Tab}');
    await focused(copy);
    await visible(tip);
    await expect.element(tip).toHaveTextContent('Copy token value (Ctrl+C)');
    box.element().focus();
    await expect.element(tip).not.toBeVisible();
    await copy.hover();
    await visible(tip);
    await visible(copy);
  });

  test('names the command key of a Mac', async () => {
    await setup({}, { app: anApp({ platform: 'darwin' }) });
    await copy.hover();
    await visible(page.getByText('Copy token value (⌘C)'));
  });

  test('Ctrl+C on a row copies its value', async () => {
    const bridge = await setup();
    await pressCopy();
    expect(bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('3f2a91c0') }]);
  });

  test('without a saved value there is none, and Ctrl+C copies nothing', async () => {
    const bridge = await setup({ kept: 'no', state: 'not-here' });
    await pressCopy();
    await gone(copy);
    expect(bridge.argsOf('values.copy')).toEqual([]);
  });
});

describe.each(['gone', 'expired'] as const)('of a token that is %s', (state) => {
  test('the row offers to forget the value instead of copying it', async () => {
    const bridge = await setup({ state });
    await gone(copy);
    await pressCopy();
    expect(bridge.argsOf('values.copy')).toEqual([]);
    await forget.click();
    await visible(dialog('Forget value'));
  });

  test('the details forget first, say why, and copy still', async () => {
    await openPane({ state }, copying);
    const names = pane()
      .getByRole('button')
      .elements()
      .map((element) => element.textContent.trim());
    expect(names.indexOf('Forget value')).toBeLessThan(names.indexOf('Copy token value'));
    await visible(pane().getByText(/so its value opens nothing/));
    await visible(pane().getByRole('button', { name: 'Copy token value' }));
  });
});

test('the value that the app signs in with is not forgotten, ended or not', async () => {
  await setup({ state: 'expired', own: true });
  await visible(name());
  await gone(forget);
  await gone(copy);
});

test('the keys of the list are shown at rest, and make room for a message', async () => {
  const bridge = await setup();
  const hint = page.getByText(/copies the value$/);
  await visible(hint);
  bridge.emit({ clipboard: { clearsAt: Date.now() + 60_000, concealed: false } });
  await expect.element(hint).not.toBeVisible();
  bridge.emit({ clipboard: { clearsAt: null, concealed: null } });
  await visible(hint);
});
