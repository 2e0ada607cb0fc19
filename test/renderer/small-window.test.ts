// @module-tag long
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { aList, aState, aStore, anAccount, longLabel, tokens } from './build.ts';
import { button, gone, open, visible } from './open.ts';

/** The smallest window, and one of 1280 by 800 at a zoom of 200 %. */
const sizes = [
  [480, 400],
  [640, 400],
] as const;

const states: readonly (readonly [string, Partial<State>])[] = [
  ['a few tokens', {}],
  ['100 tokens', { list: aList({ tokens: tokens(100) }) }],
  ['a locked keychain', { store: aStore({ state: 'locked' }) }],
  ['no network', { list: aList({ status: 'failed', stale: true, error: { code: 'OFFLINE' } }) }],
  [
    'a sign-in that ended',
    { session: { ...aState().session, account: anAccount({ authorised: false }) } },
  ],
  [
    'two messages',
    {
      store: aStore({ kind: 'session' }),
      notices: [{ code: 'OWN_TOKEN_NOT_MINTED_NO_STORE', accountId: anAccount().id }],
    },
  ],
  [
    'long labels',
    { list: aList({ tokens: tokens(9).map((token) => ({ ...token, label: longLabel })) }) },
  ],
];

/** What would have to be scrolled sideways, as `DIV.manager`. */
const tooWide = (): string[] =>
  [...document.querySelectorAll('html, .top, .manager, .scroller')]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .map((element) => `${element.tagName}.${element.className}`);

describe.each(sizes)('at %i by %i', (width, height) => {
  test.each(states)('two rows are seen at once with %s', async (_, state) => {
    await open(state);
    await page.viewport(width, height);
    const second = page.getByRole('row').nth(2);
    await expect.element(second).toBeInViewport({ ratio: 1 });
    await expect.poll(tooWide).toEqual([]);
  });
});

test('the sidebar is seen whole', async () => {
  await open();
  await page.viewport(480, 400);
  await button('Menu').click();
  await expect.element(button('Sign out')).toBeInViewport({ ratio: 1 });
});

test('a message that is cut can be read whole', async () => {
  await open({ store: aStore({ kind: 'session' }) });
  await gone(button('Whole message'));
  await page.viewport(480, 400);
  await gone(button('How to set up a keychain'));
  await button('Whole message').click();
  await visible(button('How to set up a keychain'));
  await button('Shorter message').click();
  await gone(button('How to set up a keychain'));
});
