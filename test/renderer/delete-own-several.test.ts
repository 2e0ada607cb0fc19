import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aState, aToken, anAccount, anId, theAccountId } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, visible } from './open.ts';
import { ask, confirm } from './open-delete.ts';

const ids = [theAccountId, ...['1', '2'].map((n) => `${n}b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e`)];
const marks = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'];
const accounts = ['Production', 'Staging', 'Nightly'].map((label, at) =>
  anAccount({ id: ids[at] ?? '', label, ownTokenId: anId(marks[at] ?? '') }),
);
const tokens = marks.map((mark, at) =>
  aToken({ id: anId(mark), own: true, accountId: ids[at] ?? null }),
);
const [account = null] = accounts;
const session = { ...aState().session, account, accounts, showAll: true };

/** Asks for the deletion of the own token of three accounts, and of one more where it is given. */
const askOfThree = (answers: Answers, more = [] as typeof tokens): Promise<FakeBridge> =>
  ask([...tokens, ...more], answers, { session });

const notice = (name: string) =>
  page.getByRole('dialog').getByText(new RegExp(`signs this app in to ${name}\\.`));
const replace = () => button('Replace it first');
const said = () =>
  replace()
    .elements()
    .map((element) => element.getAttribute('aria-description'));

test('each own token of several accounts is told, by its account, and replaced by itself', async () => {
  const bridge = await askOfThree({
    session: { replaceOwnToken: done },
    tokens: { delete: done },
  });
  for (const name of ['Production', 'Staging', 'Nightly']) await visible(notice(name));
  expect(said()).toEqual(['Production', 'Staging', 'Nightly']);
  await expect
    .element(dialog('Delete 3 tokens'))
    .toHaveAccessibleDescription(/in to Production\..*in to Staging\..*in to Nightly\./);
  await replace().nth(1).click();
  await gone(notice('Staging'));
  await visible(page.getByText('The token that signs this app in was replaced'));
  expect(bridge.argsOf('session.replaceOwnToken')).toEqual([{ accountId: ids[1] }]);
  expect(said()).toEqual(['Production', 'Nightly']);
  await focused(button('Cancel'));
  // It is gone by that, and is not deleted once more.
  await confirm('Delete 2 tokens');
  await gone(page.getByRole('dialog'));
  const deleted = bridge.argsOf('tokens.delete');
  expect(deleted).toEqual([{ tokenId: anId('aaaaaaaa') }, { tokenId: anId('cccccccc') }]);
  await visible(page.getByText('2 tokens deleted'));
});

test('once all of them are replaced nothing is left to ask', async () => {
  const bridge = await askOfThree({ session: { replaceOwnToken: done } });
  for (const left of [2, 1]) {
    await replace().first().click();
    await expect.poll(() => said().length).toBe(left);
  }
  await replace().click();
  await gone(page.getByRole('dialog'));
  expect(bridge.argsOf('session.replaceOwnToken')).toEqual(ids.map((accountId) => ({ accountId })));
});

test('one that could not be replaced says so beside it, and the others can be', async () => {
  await askOfThree({
    session: {
      replaceOwnToken: ({ accountId }) =>
        accountId === theAccountId ? no({ code: 'LIMIT_REACHED' }) : done(),
    },
  });
  await replace().first().click();
  await visible(alert(/All tokens of this account/));
  expect(said()).toEqual(['Production', 'Staging', 'Nightly']);
  await replace().last().click();
  await gone(notice('Nightly'));
  await visible(alert(/All tokens of this account/));
});

test('while one is replaced the others wait', async () => {
  let answer: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  const bridge = await askOfThree({ session: { replaceOwnToken: () => slow.then(done) } });
  await replace().first().click();
  await visible(button('Replacing…'));
  for (const other of replace().all()) await expect.element(other).toBeDisabled();
  answer();
  await gone(notice('Production'));
  for (const other of replace().all()) await expect.element(other).toBeEnabled();
  expect(bridge.argsOf('session.replaceOwnToken')).toHaveLength(1);
});
