import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { aGenerated, aList, aState, aToken, anAccount, anId, theAccountId } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, open, row, visible } from './open.ts';

const otherId = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const ops = anAccount({ color: 'red' });
const kim = anAccount({
  id: otherId,
  email: 'kim@example.com',
  contractNumber: 40001,
  ownTokenId: anId('bbbbbbbb'),
});
const tokens = [
  aToken({ id: anId('aaaaaaaa'), label: 'deploy' }),
  aToken({ id: anId('bbbbbbbb'), label: 'nightly', accountId: otherId, contractNumber: 40001 }),
];

const listOf = (accountId: string, changes: Partial<State['list']['accounts'][number]> = {}) => ({
  accountId,
  status: 'ready' as const,
  fetchedAt: Date.now(),
  stale: false,
  error: null,
  listed: 1,
  expired: 0,
  clockOffsetMs: 0,
  ...changes,
});

async function setup(
  session: Partial<State['session']> = {},
  answers: Answers = {},
  lists = [listOf(theAccountId), listOf(otherId)],
): Promise<FakeBridge> {
  const bridge = await open(
    {
      session: {
        ...aState().session,
        account: ops,
        accounts: [ops, kim],
        showAll: true,
        ...session,
      },
      list: aList({ tokens, accounts: lists }),
    },
    { session: { show: done, describe: done, arrange: done, signOut: done }, ...answers },
  );
  await visible(row('aaaaaaaa'));
  return bridge;
}

test('the list of all says whose each token is; that of one has its own alone', async () => {
  const bridge = await setup();
  await visible(row('aaaaaaaa').getByText('ops@acme.example'));
  await visible(row('bbbbbbbb').getByText('kim@example.com'));
  await visible(page.getByText('2 tokens in 2 accounts'));
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /kim@example.com/ })
    .click();
  expect(bridge.argsOf('session.show')).toEqual([{ accountId: otherId }]);
  bridge.emit({
    session: { ...bridge.state.session, account: kim, showAll: false },
  });
  await gone(row('aaaaaaaa'));
  await visible(row('bbbbbbbb'));
  await gone(row('bbbbbbbb').getByText('kim@example.com'));
  await visible(page.getByRole('main').getByText(/1 of 100/));
  await page.getByRole('button', { name: /All accounts/ }).click();
  expect(bridge.argsOf('session.show')).toContainEqual({ accountId: null });
});

test('the sidebar says how many tokens each has, how many of them have expired, and what failed', async () => {
  await setup({}, {}, [
    listOf(theAccountId, { listed: 63, expired: 37 }),
    listOf(otherId, { status: 'failed', error: { code: 'OFFLINE' }, stale: true }),
  ]);
  const side = page.getByRole('navigation');
  await visible(side.getByText('63 of 100, 37 expired'));
  await visible(side.getByText('List could not be read'));
  await visible(alert(/^kim@example.com: /));
  await visible(row('aaaaaaaa'));
});

test('what failed for the same reason is one message, that names whose it is', async () => {
  const failed = { status: 'failed', error: { code: 'OFFLINE' }, stale: true } as const;
  await setup({}, {}, [listOf(theAccountId, failed), listOf(otherId, failed)]);
  await visible(alert(/^ops@acme.example, kim@example.com: /));
  expect(alert('kim@example.com').elements()).toHaveLength(1);
});

test('a sign-in that ended names its account, and is begun again for it', async () => {
  const ended = { ...kim, authorised: false, ended: 'refused' as const };
  await setup({ accounts: [ops, ended] });
  await visible(alert(/kim@example.com: IONOS no longer accepts/));
  await button('Sign in again').click();
  await expect.element(field('E-mail')).toHaveValue('kim@example.com');
});

test(
  'one more account is added with empty fields, beside the others',
  { tags: 'long' },
  async () => {
    const bridge = await setup({}, { session: { signInWithPassword: done } });
    await button('Add account').click();
    const adding = dialog('Add account');
    await visible(adding.getByText(/stay so/));
    await expect.element(field('E-mail')).toHaveValue('');
    await field('E-mail').fill('new@example.com');
    await field('Password').fill('secret');
    await userEvent.keyboard('{Enter}');
    expect(bridge.argsOf('session.signInWithPassword')).toMatchObject([
      { email: 'new@example.com' },
    ]);
    await gone(adding);
  },
);

test('a token is generated for the account that is chosen', { tags: 'long' }, async () => {
  const bridge = await setup(
    {},
    { tokens: { generate: () => ok({ tokenId: anId('cccccccc'), value: 'x' }) } },
  );
  await button('Generate Token').click();
  await expect.element(field('Account')).toHaveValue(theAccountId);
  await field('Account').selectOptions('kim@example.com');
  await button('Generate').click();
  expect(bridge.argsOf('tokens.generate')).toMatchObject([{ accountId: otherId }]);
});

test('the limit counts for the account that is chosen', { tags: 'long' }, async () => {
  const full = Array.from({ length: 100 }, (_, at) =>
    aToken({ id: anId((0x10000000 + at).toString(16)), accountId: otherId }),
  );
  const bridge = await setup();
  bridge.emit({ list: aList({ tokens: [...tokens, ...full.slice(1)], accounts: [] }) });
  await button('Generate Token').click();
  const at = dialog('Generate Token').getByText(/All 100 tokens are in use/);
  await gone(at);
  await field('Account').selectOptions('kim@example.com');
  await visible(at);
});

test(
  'the question before a deletion names account, contract and colour of the token',
  { tags: 'long' },
  async () => {
    await setup();
    await row('bbbbbbbb').getByRole('checkbox').click();
    await userEvent.keyboard('{Delete}');
    const asked = dialog('Delete token');
    await visible(asked.getByText(/kim@example.com · Contract 40001/).last());
    await visible(asked.getByTitle('kim@example.com'));
  },
);

test('accounts are named, coloured, arranged and signed out of', { tags: 'long' }, async () => {
  const bridge = await setup();
  await button('Manage accounts').click();
  const managed = dialog('Accounts');
  await managed.getByLabelText(/Name of 'ops@acme.example'/).fill('Production');
  await userEvent.tab();
  expect(bridge.argsOf('session.describe')).toEqual([
    { accountId: theAccountId, label: 'Production' },
  ]);
  await managed.getByTitle('Teal').first().click();
  expect(bridge.argsOf('session.describe')).toContainEqual({
    accountId: theAccountId,
    color: 'teal',
  });
  await managed.getByRole('button', { name: "Move 'kim@example.com' up" }).click();
  expect(bridge.argsOf('session.arrange')).toEqual([{ accountIds: [otherId, theAccountId] }]);
  bridge.emit({ session: { ...bridge.state.session, accounts: [kim, ops] } });
  // At the end of its way the keyboard is where it goes back.
  await focused(managed.getByRole('button', { name: "Move 'kim@example.com' down" }));
  await visible(page.getByText("'kim@example.com' is account 1 of 2 now"));
  await managed.getByRole('button', { name: "Sign out of 'kim@example.com'" }).click();
  await visible(dialog('Sign out').getByText(/Account: kim@example.com · Contract 40001/));
  await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
  expect(bridge.argsOf('session.signOut')).toEqual([{ revoke: true, accountId: otherId }]);
});

test('a name that could not be written is said', { tags: 'long' }, async () => {
  await setup({}, { session: { describe: () => no({ code: 'FILE_NOT_WRITTEN' }) } });
  await button('Manage accounts').click();
  await dialog('Accounts')
    .getByLabelText(/Name of 'ops@acme.example'/)
    .fill('Production');
  await userEvent.tab();
  await visible(dialog('Accounts').getByRole('alert'));
});

test('the list of all stands by account where that is asked for', { tags: 'long' }, async () => {
  await setup();
  const heads = () =>
    [...document.querySelectorAll('th[scope=rowgroup]')].map((head) =>
      head.textContent.replace(/\s+/g, ' ').trim(),
    );
  expect(heads()).toEqual([]);
  await button('By account').click();
  await expect.element(button('By account')).toHaveAttribute('aria-pressed', 'true');
  expect(heads()).toEqual([
    'ops@acme.example · Contract 31234567 1 token',
    'kim@example.com · Contract 40001 1 token',
  ]);
  await button('By account').click();
  await expect.poll(heads).toEqual([]);
});

test(
  'what was done to a token says whose it is, by name, contract and colour',
  { tags: 'long' },
  async () => {
    const bridge = await setup({}, { tokens: { describe: done } });
    const name = field('Label of token aaaaaaaa');
    page.getByRole('checkbox', { name: 'Select token aaaaaaaa' }).element().focus();
    await userEvent.keyboard('{F2}');
    await name.fill('deploy-next');
    await userEvent.keyboard('{Enter}');
    expect(bridge.argsOf('tokens.describe')).toHaveLength(1);
    const said = page.getByRole('complementary', { name: 'Messages' });
    await visible(said.getByText('ops@acme.example · Contract 31234567'));
    await expect.poll(() => said.element().querySelector('svg.red')).not.toBeNull();
    // Heard with the words, not after them.
    expect(said.element().textContent).toMatch(/^Label.*ops@acme\.example.*31234567 Ctrl\+Z/);
  },
);

test('a dialog that acts on a token says whose it is', { tags: 'long' }, async () => {
  const bridge = await setup({}, { values: { forget: done } });
  bridge.emit({ generated: aGenerated({ accountId: otherId }) });
  await visible(dialog('Token generated').getByText('kim@example.com · Contract 40001'));
  bridge.emit({ generated: null });
  await gone(dialog('Token generated'));
  await row('aaaaaaaa').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Forget value/ }).click();
  await visible(dialog('Forget value').getByText('ops@acme.example · Contract 31234567'));
});

test('a clock that is off for an account that is not shown is said, too, and for whom', async () => {
  const away = { clockOffsetMs: 5 * 3_600_000 };
  await setup({ showAll: false }, {}, [listOf(theAccountId), listOf(otherId, away)]);
  await visible(page.getByText(/^kim@example.com: .*clock is 5 hours behind/));
  await gone(page.getByText(/^ops@acme.example.*clock/));
});

test('a clock that is off alike for several is said once', async () => {
  const away = { clockOffsetMs: -360_000 };
  await setup({}, {}, [listOf(theAccountId, away), listOf(otherId, away)]);
  const said = page.getByText(/clock is 6 minutes ahead/);
  await visible(said);
  expect(said.elements()).toHaveLength(1);
  await visible(page.getByText(/^ops@acme.example, kim@example.com: .*clock/));
});
