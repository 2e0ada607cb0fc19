import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Ghost } from '../../preload/contract.ts';
import { aGhost, anId, signedOut } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, focused, gone, open, visible } from './open.ts';

const setup = (ghost: Partial<Ghost>, answers: Answers = {}): Promise<FakeBridge> =>
  open({ ghosts: [aGhost(ghost)] }, answers);

const createdAt = new Date(2026, 10, 23, 14, 2, 11).getTime();
const candidate = { tokenId: anId('3f2a91c0'), createdAt, sure: false };
const about = { operationId: aGhost().operationId };

test('says that a token may have been created while the list is checked', async () => {
  await setup({ status: 'checking' });
  await visible(
    page.getByText(
      'This app has no clear answer from IONOS. A token may have been created. Checking the list…',
    ),
  );
});

test('says when it looks again, and looks now when asked', async () => {
  const bridge = await setup(
    { status: 'waiting', nextCheckAt: createdAt },
    { ghosts: { check: done } },
  );
  await visible(page.getByText(/None has shown up yet. The list is read again at .*02:11/));
  await button('Check again').click();
  expect(bridge.argsOf('ghosts.check')).toEqual([about]);
});

test('says that what was found is settled, until nothing else can show up; it can be put aside', async () => {
  const bridge = await setup(
    { status: 'found', candidates: [candidate] },
    { ghosts: { keep: done } },
  );
  await button('Keep').click();
  bridge.emit({ ghosts: [aGhost({ status: 'answered', nextCheckAt: createdAt })] });
  await visible(
    page.getByText(
      /^What was found is settled. The list is read again at .*02:11.*shows up late.$/,
    ),
  );
  await focused(page.getByRole('heading', { name: 'Token Manager' }));
  await button('Dismiss').click();
  await gone(page.getByText(/What was found is settled/));
});

describe('a token that may be the ghost', () => {
  test('is named with the doubt that there is', async () => {
    await setup({ status: 'found', candidates: [candidate] });
    await visible(
      page.getByText(
        /^A token made at .*02:11.* \(3f2a…\) may come from this interrupted request. If so, its value was lost on the way. If another program made a token then, it is theirs. Revoke it\?$/,
      ),
    );
  });

  test('is kept by default', async () => {
    const bridge = await setup(
      { status: 'found', candidates: [candidate] },
      { ghosts: { keep: done } },
    );
    await button('Keep').click();
    expect(bridge.argsOf('ghosts.keep')).toEqual([{ ...about, tokenId: candidate.tokenId }]);
    bridge.emit({ ghosts: [] });
    await gone(page.getByText(/interrupted request/));
    await focused(page.getByRole('heading', { name: 'Token Manager' }));
  });

  test('of two, the one whose "Keep" was pressed is kept', async () => {
    const other = { tokenId: anId('9b07d2e4'), createdAt: null, sure: false };
    const bridge = await setup(
      { status: 'found', candidates: [candidate, other] },
      { ghosts: { keep: done } },
    );
    await button('Keep').nth(1).click();
    expect(bridge.argsOf('ghosts.keep')).toEqual([{ ...about, tokenId: other.tokenId }]);
  });

  test('is revoked by one click, and each button says which', async () => {
    const bridge = await setup(
      {
        status: 'found',
        candidates: [candidate, { tokenId: anId('9b07d2e4'), createdAt: null, sure: false }],
      },
      { ghosts: { revoke: done } },
    );
    const second = button('Revoke token').nth(1);
    await expect.element(second).toHaveAccessibleDescription(/9b07…/);
    await second.click();
    expect(bridge.argsOf('ghosts.revoke')).toEqual([{ ...about, tokenId: anId('9b07d2e4') }]);
    await visible(page.getByText('Token 9b07d2e4 revoked'));
  });

  test('stays when it could not be revoked, and says why', async () => {
    await setup(
      { status: 'found', candidates: [candidate] },
      { ghosts: { revoke: () => no({ code: 'TWO_FACTOR_OR_REFUSED' }) } },
    );
    await button('Revoke token').click();
    await visible(alert(/delete the token in the Data Center Designer/));
    await visible(button('Keep'));
  });
});

test('that none came is said until it was read', async () => {
  const bridge = await setup({ status: 'none' }, { ghosts: { keep: done } });
  await visible(page.getByText(/has shown up. Nothing is left to do/));
  await button('Done').click();
  expect(bridge.argsOf('ghosts.keep')).toEqual([{ ...about, tokenId: null }]);
});

describe('which request it is about is said', () => {
  const today = new Date();
  const startedAt = today.setHours(0, 2, 11);

  test.each<[string, Partial<Ghost>, RegExp]>([
    ['with its label', { label: 'deploy-prod' }, /request for 'deploy-prod' at .*02:11/],
    ['without one', {}, /about the interrupted request at .*02:11/],
    [
      'for the sign-in',
      { purpose: 'sign-in' },
      /request at .*02:11.* for a token to sign this app in/,
    ],
    ['with its day', { startedAt: startedAt - 86_400_000 }, /request at .*20\d\d.*02:11/],
  ])('%s', async (_, ghost, words) => {
    await setup({ status: 'found', candidates: [candidate], startedAt, ...ghost });
    await visible(page.getByText(words));
    await expect.element(button('Keep')).toHaveAccessibleDescription(words);
  });
});

describe('of an account that is not shown', () => {
  const startedAt = new Date().setHours(14, 2, 11);
  const account = {
    origin: 'https://api.ionos.com',
    contractNumber: 31234567,
    email: 'ops@acme.example',
  };
  const other = (changes: Partial<typeof account> | { email: null } = {}): Ghost =>
    aGhost({ startedAt, status: 'elsewhere', account: { ...account, ...changes } });
  const sentence =
    /^An interrupted request of ops@acme.example from .*02:11.* is still open. Sign in to that account to have it checked.$/;

  test('is said on the sign-in view', async () => {
    await open({ session: signedOut(), ghosts: [other()] });
    await visible(page.getByText(sentence));
  });

  test('is said above another list; without an address its contract is named', async () => {
    await open({ ghosts: [other({ email: null })] });
    await visible(page.getByText(/^An interrupted request of contract 31234567 from .*02:11/));
  });

  test('can be put aside, until the next start', async () => {
    const bridge = await open({ session: signedOut(), ghosts: [other()] });
    await button('Dismiss').click();
    await gone(page.getByText(sentence));
    await focused(page.getByRole('heading', { name: 'Sign in', exact: true }));
    expect(bridge.argsOf('ghosts.keep')).toEqual([]);
  });
});

describe('several of them', { tags: 'long' }, () => {
  const ghost = (n: number, changes: Partial<Ghost> = {}): Ghost =>
    aGhost({ operationId: anId(`5e0c1f9${n}`), label: `job-${n}`, ...changes });
  const found: Partial<Ghost> = { status: 'found', candidates: [candidate] };
  const show = () => button('Show interrupted requests');

  test('two are shown one under the other', async () => {
    await open({ ghosts: [ghost(1), ghost(2)] });
    await visible(page.getByText(/'job-1'/));
    await visible(page.getByText(/'job-2'/));
  });

  test('more are counted, and opened by the keyboard', async () => {
    await open({ ghosts: [ghost(1), ghost(2, found), ghost(3, found)] });
    await visible(
      page.getByText(/^3 interrupted requests are not settled yet. 2 wait for your answer.$/),
    );
    await gone(page.getByText(/'job-1'/));
    await expect.element(show()).toHaveAttribute('aria-expanded', 'false');
    (show().element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    for (const n of [1, 2, 3]) await visible(page.getByText(new RegExp(`'job-${n}'`)));
    await button('Hide interrupted requests').click();
    await gone(page.getByText(/'job-2'/));
  });

  test('answering one leaves the others open, and the keyboard on the page', async () => {
    const ghosts = [1, 2, 3].map((n) => ghost(n, found));
    const bridge = await open({ ghosts }, { ghosts: { keep: done } });
    await show().click();
    await button('Keep').nth(0).click();
    bridge.emit({ ghosts: ghosts.slice(1) });
    await gone(page.getByText(/'job-1'/));
    await visible(page.getByText(/'job-3'/));
    await focused(page.getByRole('heading', { name: 'Token Manager' }));
  });

  test('what goes by itself takes the keyboard nowhere', async () => {
    const bridge = await open({ ghosts: [ghost(1), ghost(2)] });
    await visible(page.getByText(/'job-1'/));
    const search = page.getByRole('searchbox');
    await search.click();
    bridge.emit({ ghosts: [] });
    await gone(page.getByText(/'job-1'/));
    await focused(search);
  });
});

test('a token that its answer named is not called a guess', async () => {
  await open({
    ghosts: [aGhost({ status: 'found', candidates: [{ ...candidate, sure: true }] })],
  });
  await visible(page.getByText(/Token 3f2a… was made by this interrupted request and is live/));
  await gone(page.getByText(/may come from this interrupted request/));
});
