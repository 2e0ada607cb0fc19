import { flushSync } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, aStore, anId } from './build.ts';
import { done, no } from './fake-bridge.ts';
import { card, name, openPane, pane, staging } from './open-details.ts';
import { alert, button, dialog, field, focused, gone, open, row, visible } from './open.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('opening', () => {
  test('by a click on the name; another row is followed; Escape closes', async () => {
    const bridge = await openPane();
    await visible(pane().getByText(anId('3f2a91c0')));
    await row('9b07d2e4').getByRole('cell').nth(3).click();
    await visible(page.getByRole('complementary', { name: "Details of token '9b07d2e4'" }));
    expect(bridge.argsOf('values.card')).toHaveLength(2);
    page.getByRole('checkbox', { name: 'Select token 9b07d2e4' }).element().focus();
    await userEvent.keyboard('{Escape}');
    await gone(page.getByRole('complementary', { name: /^Details/ }));
  });

  test('by Enter on a row, and Escape inside leads back to it', async () => {
    await open({ list: aList({ tokens: [staging] }) }, { values: { card } });
    const box = page.getByRole('checkbox', { name: 'Select token 3f2a91c0' });
    box.element().focus();
    await userEvent.keyboard('{Enter}');
    await visible(pane());
    button('Close details').element().focus();
    await userEvent.keyboard('{Escape}');
    await gone(pane());
    await focused(box);
  });

  test('is a sheet in a narrow window', async () => {
    await open({ list: aList({ tokens: [staging] }) }, { values: { card } });
    await page.viewport(800, 720);
    await name().click();
    const sheet = dialog("Details of token 'staging'");
    await visible(sheet.getByText('Saved and live'));
    await userEvent.keyboard('{Escape}');
    await gone(sheet);
  });
});

describe('a window that becomes narrower', { tags: 'long' }, () => {
  const sheet = dialog("Details of token 'staging'");

  test('closes the details beside the list: no sheet comes, and the keyboard is on their row', async () => {
    await openPane();
    button('Close details').element().focus();
    await page.viewport(800, 720);
    await gone(pane());
    await gone(sheet);
    await focused(page.getByRole('checkbox', { name: 'Select token 3f2a91c0' }));
    await name().click();
    await visible(sheet);
  });

  test('does so too after a sheet became details beside the list', { tags: 'long' }, async () => {
    await open({ list: aList({ tokens: [staging] }) }, { values: { card } });
    await page.viewport(800, 720);
    await name().click();
    await visible(sheet);
    await page.viewport(1100, 720);
    await visible(pane());
    await page.viewport(800, 720);
    await gone(pane());
    await gone(sheet);
  });

  test.each([
    [480, 400],
    [240, 200],
  ])(
    'the sheet can be used at %i by %i: its cross stays in view, and its end comes',
    { tags: 'long' },
    async (w, h) => {
      await open({ list: aList({ tokens: [staging] }) }, { values: { card } });
      await page.viewport(w, h);
      await name().click();
      const cross = sheet.getByRole('button', { name: 'Dismiss' });
      await expect.element(cross).toBeInViewport({ ratio: 1 });
      await expect.element(sheet.getByText('Saved and live')).toBeInViewport({ ratio: 1 });
      const top = (label: string): number =>
        sheet.getByRole('button', { name: label, exact: true }).element().getBoundingClientRect()
          .top;
      await expect.poll(() => top('Close') - top('Copy token ID')).toBeGreaterThan(20);
      const last = sheet.getByRole('button', { name: 'Delete token' });
      last.element().scrollIntoView({ block: 'center' });
      await expect.element(last).toBeInViewport({ ratio: 1 });
      await expect.element(cross).toBeInViewport({ ratio: 1 });
      await cross.click();
      await gone(sheet);
    },
  );
});

describe('what a person wrote down', () => {
  test('is written on Enter and when the field is left, and undone by Escape', async () => {
    const bridge = await openPane({}, { tokens: { describe: done } });
    await field('Label').fill('staging 2 ');
    await userEvent.keyboard('{Enter}');
    await field('Used in').fill('nothing');
    await userEvent.keyboard('{Escape}');
    await expect.element(field('Used in')).toHaveValue('GitHub Actions');
    await visible(pane());
    await field('Note').fill('two\nlines');
    await field('Label').click();
    await pane().getByTitle('Teal').click();
    const tokenId = anId('3f2a91c0');
    expect(bridge.argsOf('tokens.describe')).toEqual([
      { tokenId, label: 'staging 2' },
      { tokenId, note: 'two\nlines' },
      { tokenId, color: 'teal' },
    ]);
  });

  test(
    'is written after a pause of typing, once, and Escape still leads back',
    { tags: 'long' },
    async () => {
      const tokenId = anId('3f2a91c0');
      const bridge = await openPane({}, { tokens: { describe: done } });
      await field('Note').fill('ask Kim or ');
      await expect
        .poll(() => bridge.argsOf('tokens.describe'))
        .toEqual([{ tokenId, note: 'ask Kim or' }]);
      // The person types on: the space at the end stays.
      await expect.element(field('Note')).toHaveValue('ask Kim or ');
      await userEvent.keyboard('{Escape}');
      await expect.element(field('Note')).toHaveValue('ask Kim');
      await field('Label').fill('staging 2');
      await expect.poll(() => bridge.argsOf('tokens.describe')).toHaveLength(3);
      await field('Used in').click();
      expect(bridge.argsOf('tokens.describe')).toEqual([
        { tokenId, note: 'ask Kim or' },
        { tokenId, note: 'ask Kim' },
        { tokenId, label: 'staging 2' },
      ]);
    },
  );

  test.each(['{Control>}l{/Control}', 'the button'])(
    'is written before %s locks, and nothing is said of it afterwards',
    { tags: 'long' },
    async (way) => {
      // What the router answers to a request that the lock overtook.
      let overtaken = (): void => undefined;
      const describe = () =>
        new Promise<Awaited<ReturnType<typeof no>>>((resolve) => {
          overtaken = () => {
            resolve({ ok: false, error: { code: 'LOCKED' } });
          };
        });
      const bridge = await openPane({}, { tokens: { describe }, app: { lock: done } });
      await field('Note').fill('half typed');
      if (way === 'the button') await button('Lock').click();
      else await userEvent.keyboard(way);
      const sent = bridge.calls.map(({ name: call }) => call);
      expect(sent).toContain('tokens.describe');
      expect(sent.indexOf('tokens.describe')).toBeLessThan(sent.indexOf('app.lock'));
      bridge.emit({ locked: true });
      await visible(button('Unlock'));
      overtaken();
      bridge.emit({ locked: false });
      await visible(row('3f2a91c0'));
      await gone(page.getByRole('alert').filter({ hasText: 'locked' }));
      expect(bridge.argsOf('tokens.describe')).toHaveLength(1);
    },
  );

  test('is not written by the key that ends the writing of a sign', async () => {
    const bridge = await openPane({}, { tokens: { describe: done } });
    await field('Label').fill('東京');
    const press = (isComposing: boolean) =>
      field('Label')
        .element()
        .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing }));
    press(true);
    await expect.element(field('Label')).toHaveValue('東京');
    press(false);
    await expect.element(field('Label')).toHaveValue('staging');
    expect(bridge.argsOf('tokens.describe')).not.toContainEqual(
      expect.objectContaining({ label: '' }),
    );
  });

  test('is not sent any more once main has locked', { tags: 'long' }, async () => {
    const bridge = await openPane();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await field('Note').fill('half typed');
    bridge.emit({ locked: true });
    flushSync();
    vi.runAllTimers();
    vi.useRealTimers();
    await visible(button('Unlock'));
    expect(bridge.argsOf('tokens.describe')).toEqual([]);
    bridge.emit({ locked: false });
    await visible(row('3f2a91c0'));
    await gone(page.getByRole('alert').filter({ hasText: 'locked' }));
  });

  test('stays in the field when it could not be written', async () => {
    await openPane({}, { tokens: { describe: () => no({ code: 'FILE_NOT_WRITTEN' }) } });
    await field('Label').fill('other');
    await userEvent.keyboard('{Enter}');
    await visible(alert('The app could not write its files'));
    await expect.element(field('Label')).toHaveValue('other');
  });
});

describe('the card', () => {
  test('says what the value says, in words where they are known', async () => {
    await openPane();
    await visible(pane().getByText('Contract owner'));
    await visible(pane().getByText('1234 bytes'));
    await visible(pane().getByText('Decoded on this computer, signature not checked.'));
    await pane().getByText('3 privileges').click();
    await visible(pane().getByText('Create data centers'));
    await visible(pane().getByText('Brew coffee'));
  });

  test('is not read from a locked store, which is said', { tags: 'long' }, async () => {
    const bridge = await openPane({}, {}, { store: aStore({ state: 'locked' }) });
    await visible(pane().getByText(/The keychain is locked, so the value cannot be read/));
    expect(bridge.argsOf('values.card')).toEqual([]);
    bridge.emit({ store: aStore() });
    await visible(pane().getByText('Contract owner'));
  });

  test('of a value that is not here is explained', async () => {
    const bridge = await openPane({ kept: 'no', state: 'not-here' });
    await visible(pane().getByText(/is not on this computer.*import it/));
    expect(bridge.argsOf('values.card')).toEqual([]);
    await gone(button('Copy token value'));
  });

  test.each(['locked', 'waiting', 'restarted', 'unknown'] as const)(
    'of a value that nothing is written down of claims nothing while the store is %s',
    { tags: 'long' },
    async (state) => {
      const token = { kept: 'no', state: 'cannot-tell' } as const;
      const bridge = await openPane(
        token,
        { store: { unlock: done } },
        { store: aStore({ state }) },
      );
      await visible(pane().getByText('Cannot tell whether it is on this computer'));
      await visible(pane().getByText(/so this app cannot tell whether the value of this token/));
      await gone(pane().getByText(/not on this computer/i));
      const unlock = pane().getByRole('button', { name: 'Unlock' });
      if (state === 'locked') await unlock.click();
      else await gone(unlock);
      bridge.emit({ store: aStore() });
      await visible(pane().getByText('Not on this computer'));
      await visible(pane().getByText(/is not on this computer.*import it/));
    },
  );

  test('that cannot be read says why', async () => {
    await openPane({}, { values: { card: () => no({ code: 'STORE_MISMATCH' }) } });
    await visible(alert('is not what was saved'));
    // It came by itself: the details still begin at their top.
    await expect.element(pane().getByText('Saved and live')).toBeInViewport();
  });
});

test('the token can be deleted from its details', { tags: 'long' }, async () => {
  await openPane();
  await pane().getByRole('button', { name: 'Delete token' }).click();
  const question = dialog('Delete token');
  await visible(question.getByText(anId('3f2a91c0')));
  await visible(question.getByText('GitHub Actions'));
  await visible(question.getByText('ask Kim'));
});

test('a gone token has an end in its details, and nothing that is left', async () => {
  await openPane({ state: 'gone' });
  const terms = pane()
    .getByRole('term')
    .elements()
    .map((term) => term.textContent);
  expect(terms.slice(0, 2)).toEqual(['Created', 'End']);
  expect(pane().element().querySelector('.expiry, .life')).toBeNull();
});
