import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { State } from '../../preload/contract.ts';
import QuickAccess from '../../renderer/QuickAccess.svelte';
import '../../renderer/styles/tokens.css';
import '../../renderer/styles/base.css';
import { aList, aState, aToken, anId, now, signedOut } from './build.ts';
import { done, FakeBridge, no, ok, type Answers } from './fake-bridge.ts';
import { alert, field, focused, gone, heard, visible } from './open.ts';

const tokens = [
  aToken({ id: anId('aaaaaaaa'), label: 'deploy-prod', usedIn: 'GitHub Actions' }),
  aToken({ id: anId('bbbbbbbb'), label: 'ci-terraform', state: 'cannot-tell' }),
  aToken({ id: anId('cccccccc'), label: 'not here', kept: 'no', state: 'not-here' }),
  aToken({ id: anId('dddddddd'), label: 'over', state: 'expired', expiresAt: now - 1 }),
  aToken({ id: anId('eeeeeeee'), label: 'gone', state: 'gone' }),
  aToken({ id: anId('ffffffff'), label: 'made to sign in', own: true }),
];

async function quick(
  changes: Partial<State> = {},
  answers: Answers = {},
  first: string | null = null,
): Promise<FakeBridge> {
  await page.viewport(560, 400);
  const bridge = new FakeBridge(aState({ list: aList({ tokens }), ...changes }), {
    app: { closeQuickAccess: done },
    ...answers,
  });
  await render(QuickAccess, { props: { bridge, staysFor: 50, chosen: first } });
  return bridge;
}

const options = (): string[] =>
  page
    .getByRole('option')
    .elements()
    .map((element) => element.querySelector('.name')?.textContent ?? '');

const chosen = () => page.getByRole('option', { selected: true });

test('lists what is kept and live by name, with the keyboard in the search', async () => {
  await quick();
  await focused(field('Search tokens'));
  await expect.poll(options).toEqual(['ci-terraform', 'deploy-prod']);
  await visible(chosen().getByText('ci-terraform'));
});

test('type, Enter, copied, gone', async () => {
  const clearsAt = Date.now() + 30_000;
  const bridge = await quick({}, { values: { copy: () => ok({ clearsAt }) } });
  await field('Search tokens').fill('git');
  await expect.poll(options).toEqual(['deploy-prod']);
  await userEvent.keyboard('{Enter}');
  await visible(
    page.getByRole('status').filter({ hasText: /^Copied, clears in (29|30) seconds$/ }),
  );
  expect(bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
  await expect.poll(() => bridge.argsOf('app.closeQuickAccess')).toHaveLength(1);
});

test('arrows choose, within the list', async () => {
  await quick();
  await focused(field('Search tokens'));
  await userEvent.keyboard('{ArrowDown}');
  await visible(chosen().getByText('deploy-prod'));
  await expect
    .element(field('Search tokens'))
    .toHaveAttribute('aria-activedescendant', chosen().element().id);
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
  await visible(chosen().getByText('ci-terraform'));
});

test('the chosen token stays chosen when the list changes under the hand', async () => {
  const bridge = await quick({}, { values: { copy: () => ok({ clearsAt: null }) } });
  await focused(field('Search tokens'));
  await userEvent.keyboard('{ArrowDown}');
  await visible(chosen().getByText('deploy-prod'));
  bridge.emit({
    list: aList({ tokens: [aToken({ id: anId('99999999'), label: 'backup' }), ...tokens] }),
  });
  await expect.poll(options).toEqual(['backup', 'ci-terraform', 'deploy-prod']);
  await visible(chosen().getByText('deploy-prod'));
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('aaaaaaaa') }]);
});

test('opened for a token, it has that one chosen, until something is searched', async () => {
  const bridge = await quick({}, {}, anId('aaaaaaaa'));
  await visible(chosen().getByText('deploy-prod'));
  await field('Search tokens').fill('c');
  await visible(chosen().getByText('ci-terraform'));
  expect(bridge.argsOf('values.copy')).toEqual([]);
});

test('a click copies too, and a failure stays to be read', async () => {
  const bridge = await quick({}, { values: { copy: () => no({ code: 'STORE_LOCKED' }) } });
  await page.getByRole('option').nth(1).click();
  await visible(alert('Your keychain is locked'));
  expect(bridge.argsOf('app.closeQuickAccess')).toEqual([]);
});

test('Escape closes', async () => {
  const bridge = await quick();
  await focused(field('Search tokens'));
  await userEvent.keyboard('{Escape}');
  expect(bridge.argsOf('app.closeQuickAccess')).toHaveLength(1);
});

test('signed out, what is kept is listed and copied, and nothing speaks against it', async () => {
  const bridge = await quick(
    { session: signedOut(), list: aList({ tokens: tokens.filter(({ own }) => !own) }) },
    { values: { copy: () => ok({ clearsAt: null }) } },
  );
  await expect.poll(options).toEqual(['ci-terraform', 'deploy-prod']);
  await gone(page.getByText(/not signed in/));
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => bridge.argsOf('values.copy')).toEqual([{ tokenId: anId('bbbbbbbb') }]);
});

test('says of which account and contract each is, where not all are of one', async () => {
  const other = { label: 'deploy-prod', email: 'ops@acme.example', contractNumber: 31235 };
  await quick({
    list: aList({ tokens: [...tokens, aToken({ id: anId('99999999'), ...other })] }),
  });
  await expect.poll(options).toEqual(['ci-terraform', 'deploy-prod', 'deploy-prod']);
  await visible(
    page.getByRole('option', { name: /deploy-prod.*ops@acme\.example · Contract 31235$/ }),
  );
  await visible(
    page.getByRole('option', { name: /deploy-prod.*kim@example\.com · Contract 31234567$/ }),
  );
  // Their contracts tell them apart.
  await gone(page.getByRole('option', { name: 'aaaaaaaa' }));
});

test('tells two of one name in one contract apart by their ids', async () => {
  const twin = aToken({ id: anId('99999999'), label: 'deploy-prod' });
  await quick({ list: aList({ tokens: [...tokens, twin] }) });
  await visible(page.getByRole('option', { name: /deploy-prod 99999999/ }));
  await visible(page.getByRole('option', { name: /deploy-prod aaaaaaaa/ }));
  await gone(page.getByRole('option', { name: 'bbbbbbbb' }));
  await gone(page.getByText(/Contract/));
});

test.each<[string, Partial<State>, RegExp]>([
  ['signed out', { session: signedOut(), list: aList({ tokens: [] }) }, /not signed in/],
  ['without a token', { list: aList({ tokens: [] }) }, /No token to copy yet/],
])('says that it is %s', async (_, changes, words) => {
  const bridge = await quick(changes);
  await visible(page.getByText(words));
  await userEvent.keyboard('{Escape}');
  expect(bridge.argsOf('app.closeQuickAccess')).toHaveLength(1);
});

test('while locked it shows no token, unlocks by Enter, and goes on', async () => {
  const bridge = await quick(
    { locked: true },
    {
      app: {
        closeQuickAccess: done,
        unlock: () => {
          bridge.emit({ locked: false });
          return done();
        },
      },
    },
  );
  await visible(page.getByText('Token Vault is locked.'));
  expect(options()).toEqual([]);
  expect(page.getByRole('combobox').elements()).toEqual([]);
  await focused(page.getByRole('button', { name: 'Unlock' }));
  await userEvent.keyboard('{Enter}');
  await focused(field('Search tokens'));
  await expect.poll(options).toEqual(['ci-terraform', 'deploy-prod']);
  expect(bridge.argsOf('app.unlock')).toHaveLength(1);
  // Whoever holds the key down has not chosen anything yet.
  field('Search tokens')
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true }));
  expect(bridge.argsOf('values.copy')).toEqual([]);
});

test('locked while somebody searches, it forgets what was typed', async () => {
  const bridge = await quick();
  await field('Search tokens').fill('deploy');
  bridge.emit({ locked: true });
  await focused(page.getByRole('button', { name: 'Unlock' }));
  await userEvent.keyboard('{Escape}');
  expect(bridge.argsOf('app.closeQuickAccess')).toHaveLength(1);
  bridge.emit({ locked: false });
  await expect.element(field('Search tokens')).toHaveValue('');
});

test('says that nothing matches', async () => {
  await quick();
  await field('Search tokens').fill('zzz');
  await visible(heard('No token matches.'));
});

test('what it will say has its place before it is said', async () => {
  await quick();
  await focused(field('Search tokens'));
  for (const region of [...document.querySelectorAll('[role=status], [role=alert]')])
    expect(getComputedStyle(region).display).not.toBe('none');
  expect(document.querySelectorAll('[role=status], [role=alert]').length).toBeGreaterThan(2);
});
