import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { aList, aSettings, aToken, anId, tokens } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, row, visible } from './open.ts';

const four = [
  aToken({ id: anId('aaaaaaaa'), label: 'deploy-prod', usedIn: 'GitHub Actions' }),
  aToken({ id: anId('bbbbbbbb'), label: '', note: 'ask Kim', kept: 'no', state: 'not-here' }),
  aToken({ id: anId('cccccccc'), contractNumber: 40001, state: 'cannot-tell' }),
  aToken({ id: anId('dddddddd'), label: 'deploy-old', state: 'expired', kept: 'no', color: 'red' }),
];

const listed = (answers: Answers = {}): Promise<FakeBridge> =>
  open({ list: aList({ tokens: four }) }, answers);

const ids = (): string[] =>
  page
    .getByRole('row')
    .elements()
    .slice(1)
    .map((element) => /[a-d]{8}/.exec(element.textContent)?.[0] ?? '')
    .sort();

const chip = (name: string): Locator => button(name);

describe('search', () => {
  test.each([
    ['DEPLOY', ['aaaaaaaa', 'dddddddd']],
    ['github', ['aaaaaaaa']],
    ['kim', ['bbbbbbbb']],
    ['cccc', ['cccccccc']],
    ['40001', ['cccccccc']],
    ['old deploy', ['dddddddd']],
  ])('"%s" finds by label, used in, note, id or contract', async (words, found) => {
    await listed();
    await field('Search').fill(words);
    await expect.poll(ids).toEqual(found);
  });

  test('is reached by Ctrl+F, from a row by the slash, and left empty by Escape', async () => {
    await listed();
    await visible(row('aaaaaaaa'));
    // Elsewhere a single key does nothing: who speaks or types would meet it by accident.
    button('Refresh').element().focus();
    await userEvent.keyboard('/');
    await focused(button('Refresh'));
    await userEvent.keyboard('{Control>}f{/Control}');
    await focused(field('Search'));
    row('aaaaaaaa').getByRole('checkbox').element().focus();
    await userEvent.keyboard('/');
    await focused(field('Search'));
    await userEvent.keyboard('old/');
    await expect.element(field('Search')).toHaveValue('old/');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => ids().length).toBe(4);
  });

  test('without a match says so and offers to show all', async () => {
    await listed();
    await field('Search').fill('nothing like it');
    await visible(page.getByRole('heading', { name: 'No token matches' }));
    await button('Show all tokens').click();
    await expect.poll(() => ids().length).toBe(4);
    await focused(field('Search'));
  });

  test('what it hides is not deleted', async () => {
    await listed();
    await page.getByRole('checkbox', { name: 'Select all tokens' }).click();
    await field('Search').fill('github');
    await button('Delete token').click();
    await visible(dialog('Delete token').getByText(anId('aaaaaaaa')));
  });
});

describe('keys that are not meant for the search', () => {
  const press = (given: KeyboardEventInit): boolean =>
    field('Search')
      .element()
      .dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given }));

  test('a held Enter goes no further than the search', async () => {
    await listed();
    await field('Search').fill('deploy');
    press({ key: 'Enter', repeat: true });
    await focused(field('Search'));
    press({ key: 'Enter' });
    await focused(row('aaaaaaaa').getByRole('checkbox'));
  });

  test('an Escape that ends the writing of a sign leaves the words', async () => {
    await listed();
    await field('Search').fill('deploy');
    press({ key: 'Escape', isComposing: true });
    await expect.element(field('Search')).toHaveValue('deploy');
    press({ key: 'Escape' });
    await expect.element(field('Search')).toHaveValue('');
  });
});

describe('the states', () => {
  test('are chips with counts, more than one at a time', async () => {
    await listed();
    await expect.element(chip('Saved 1')).toHaveAttribute('aria-pressed', 'false');
    await visible(chip('Gone 0'));
    await chip('Saved 1').click();
    await expect.element(chip('Saved 1')).toHaveAttribute('aria-pressed', 'true');
    await chip('Expired 1').click();
    await expect.poll(ids).toEqual(['aaaaaaaa', 'dddddddd']);
    await chip('Saved 1').click();
    await expect.poll(ids).toEqual(['dddddddd']);
  });

  test('count what the search leaves', async () => {
    await listed();
    await field('Search').fill('deploy');
    await visible(chip('Not here 0'));
    await visible(chip('Expired 1'));
  });
});

describe('a row', () => {
  test('copies the kept value, and says honestly what happened', async () => {
    const clearsAt = Date.now() + 30_000;
    const bridge = await listed({ values: { copy: () => ok({ clearsAt }) } });
    bridge.emit({ clipboard: { clearsAt, concealed: false } });
    await button("Copy token 'deploy-prod'").click();
    expect(bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
    await expect.element(heard(/^Copied, clears in \d+ seconds$/)).toBeInTheDocument();
    await visible(page.getByText(/^Copied token 'deploy-prod', clears in (2\d|30) s$/));
    await gone(button("Copy token 'deploy-old'"));
    await visible(button("Copy token 'cccccccc'"));
  });

  test('says why a value could not be copied', async () => {
    await listed({ values: { copy: () => no({ code: 'STORE_LOCKED' }) } });
    await button("Copy token 'deploy-prod'").click();
    await visible(alert('Your keychain is locked'));
  });

  test('names another contract than the one signed in to, and the color', async () => {
    await listed();
    await visible(row('cccccccc').getByText('Contract 40001'));
    await gone(row('aaaaaaaa').getByText(/^Contract/));
    await visible(row('dddddddd').getByText('Color: Red'));
  });

  test('has its label edited by F2 or a double click, and left alone by Escape', async () => {
    const bridge = await listed({
      tokens: { describe: done },
      values: { card: () => no({ code: 'STORE_LOCKED' }) },
    });
    const box = page.getByRole('checkbox', { name: 'Select token aaaaaaaa' });
    box.element().focus();
    await userEvent.keyboard('{F2}');
    const label = field('Label of token aaaaaaaa');
    await focused(label);
    await userEvent.keyboard('x y{ArrowDown}{Escape}');
    await gone(label);
    await focused(box);
    await row('aaaaaaaa').getByText('deploy-prod').dblClick();
    await label.fill(' prod ');
    await userEvent.keyboard('{Enter}');
    await gone(label);
    expect(bridge.argsOf('tokens.describe')).toEqual([
      { tokenId: anId('aaaaaaaa'), label: 'prod' },
    ]);
  });
});

describe('quick access is found', { tags: 'long' }, () => {
  test.each([
    ['beside the list', 'Quick access Set a shortcut…', ''],
    ['where a search finds nothing', 'Quick access: set a shortcut…', 'zzz'],
  ])('%s, and its setting has the keyboard', async (_, name, search) => {
    await open({ list: aList({ tokens: tokens(3) }) });
    await field('Search').fill(search);
    await button(name).click();
    await visible(dialog('Settings'));
    await focused(field('Shortcut of quick access'));
    await visible(dialog('Settings').getByText(/from any program these keys open it/));
  });

  test('with its keys once it has some', async () => {
    await open({ settings: aSettings({ quickAccessShortcut: 'Control+Alt+V' }) });
    await visible(button('Quick access Ctrl + Alt + V'));
    await field('Search').fill('zzz');
    await gone(button('Quick access: set a shortcut…'));
  });
});

test('where nothing can be told of what is saved, no chip says none', async () => {
  const cannotTell = aToken({ id: anId('cccccccc'), state: 'cannot-tell' });
  const ended = aToken({ id: anId('dddddddd'), state: 'expired', expiresAt: 1 });
  await open({ list: aList({ tokens: [cannotTell, ended] }) });
  const chips = page.getByRole('group', { name: 'Show by state' }).getByRole('button').elements();
  expect(chips.map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' '))).toEqual([
    'Saved –',
    'Not here –',
    'Gone –',
    'Expired 1',
    'Cannot tell 1',
  ]);
});
