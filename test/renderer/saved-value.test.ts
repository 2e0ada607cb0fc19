import { afterEach, expect, test, vi } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import type { TokenState } from '../../preload/contract.ts';
import { aValue, anId } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { openPane, pane } from './open-details.ts';
import { alert, button, dialog, field, focused, gone, heard, visible } from './open.ts';

const revealing: Answers = { values: { reveal: () => ok({ value: aValue }) } };
const value = (): Locator => field('Token Value');

afterEach(() => {
  vi.useRealTimers();
});

test('is dots of constant number, then shown, then gone after its time', async () => {
  await openPane({}, revealing);
  await visible(pane().getByText('••••••••••••', { exact: true }));
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  await button('Reveal').click();
  await expect.element(value()).toHaveValue(aValue);
  await visible(pane().getByText('Hidden again in 10 seconds'));
  vi.advanceTimersByTime(9_500);
  await visible(pane().getByText('Hidden again in 1 second'));
  vi.advanceTimersByTime(600);
  await gone(value());
  await visible(pane().getByText('••••••••••••', { exact: true }));
});

test.each<[string, (bridge: FakeBridge) => void]>([
  ['the window loses the focus', () => window.dispatchEvent(new Event('blur'))],
  [
    'the app locks',
    (bridge) => {
      bridge.emit({ locked: true });
    },
  ],
  [
    'main says that its time is over',
    (bridge) => {
      bridge.act('mask');
    },
  ],
])('goes when %s', { tags: 'long' }, async (_, happens) => {
  const bridge = await openPane({}, revealing);
  await button('Reveal').click();
  await visible(value());
  happens(bridge);
  await gone(value());
  expect(document.body.innerHTML).not.toContain(aValue.slice(0, 40));
});

test('can be copied, downloaded and hidden', { tags: 'long' }, async () => {
  const clearsAt = Date.now() + 30_000;
  const bridge = await openPane(
    {},
    {
      values: {
        ...revealing.values,
        copy: () => ok({ clearsAt }),
        download: () => ok({ saved: true }),
      },
    },
  );
  bridge.emit({ clipboard: { clearsAt, concealed: true } });
  await button('Copy token value').click();
  await expect
    .element(heard(/^Copied, hidden from clipboard history, clears in \d+ seconds$/))
    .toBeInTheDocument();
  await visible(
    page.getByText(/^Copied token 'staging', hidden from clipboard history, clears in (2\d|30) s$/),
  );
  await button('Download token value').click();
  await visible(page.getByText('Token value saved to a file'));
  await button('Reveal').click();
  await button('Hide').click();
  await gone(value());
});

test('that could not be downloaded says so of its file', { tags: 'long' }, async () => {
  await openPane({}, { values: { download: () => no({ code: 'FILE_NOT_WRITTEN' }) } });
  await button('Download token value').click();
  await visible(alert('The file could not be written. Choose another folder'));
});

test('that cannot be shown says why', { tags: 'long' }, async () => {
  await openPane({}, { values: { reveal: () => no({ code: 'GESTURE_NEEDED' }) } });
  await button('Reveal').click();
  await visible(alert('Press the button again'));
});

test('is forgotten only after a question that says what stays', async () => {
  const bridge = await openPane({}, { values: { forget: done } });
  await button('Forget value').click();
  const question = dialog('Forget value');
  await visible(question.getByText(/'staging'.*The token lives on, and IONOS will not show/));
  await focused(question.getByRole('button', { name: 'Cancel' }));
  await question.getByRole('button', { name: 'Forget value', exact: true }).click();
  expect(bridge.argsOf('values.forget')).toEqual([{ tokenId: anId('3f2a91c0') }]);
  await gone(question);
});

test.each<[TokenState, RegExp]>([
  ['cannot-tell', /The token may still be live; this app cannot tell\. IONOS will not show/],
  ['expired', /The token has expired/],
  ['gone', /IONOS no longer lists this token/],
])(
  'of a token that is %s is forgotten after a question that claims no more',
  { tags: 'long' },
  async (state, words) => {
    await openPane({ state });
    await button('Forget value').click();
    await visible(dialog('Forget value').getByText(words));
    await gone(dialog('Forget value').getByText(/lives on/));
  },
);

test('of the token that signs the app in is not forgotten', async () => {
  await openPane({ own: true });
  await visible(button('Reveal'));
  await gone(button('Forget value'));
});
