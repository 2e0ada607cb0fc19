import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { aList, longLabel, now, tokens } from './build.ts';
import { done } from './fake-bridge.ts';
import { button, dialog, open } from './open.ts';
import { openGenerated } from './open-generated.ts';

const sizes = [
  [480, 400],
  [900, 600],
  [1100, 720],
  [1600, 900],
] as const;

/** Seen whole, and what of `things` lies below it; a message goes by itself, so that all is one look. */
function coveredBy(message: Locator, things: readonly Element[]): number | string {
  const box = message.elements()[0]?.getBoundingClientRect();
  if (!box) return 'no message';
  if (box.top < 0 || box.bottom > innerHeight) return 'not in view';
  return things.filter((thing) => {
    const { top, right, bottom, left } = thing.getBoundingClientRect();
    const area = thing.closest('.manager')?.getBoundingClientRect();
    const start = Math.max(top, area?.top ?? -Infinity);
    const end = Math.min(bottom, area?.bottom ?? Infinity);
    const seen = start < end && end > box.top && start < box.bottom;
    return seen && left < box.right && right > box.left;
  }).length;
}

/** As high as the window, as in index.html: the place that a test renders into has no height. */
function fillWindow(): void {
  const place = document.querySelector('.app')?.parentElement;
  if (place) place.id = 'app';
}

const listed = (): readonly Element[] => [
  ...page.getByRole('row').elements(),
  ...page.getByRole('button').elements(),
];
const idCopied = page.getByText('Token ID copied');

const smallest = sizes.slice(0, 1);
const others = sizes.slice(1);

describe.each(smallest)('at %i by %i', coversNothing);
describe.each(others)('at %i by %i', { tags: 'long' }, coversNothing);

function coversNothing(width: number, height: number): void {
  test('messages cover no row and no button, and the last row comes into view', async () => {
    const clipboard = { clearsAt: now + 600_000, concealed: false };
    await open({ list: aList({ tokens: tokens(24) }), clipboard }, { tokens: { copyId: done } });
    await page.viewport(width, height);
    fillWindow();
    const countdown = page.getByText(/^Clipboard clears in/);
    await button('Copy token ID').first().click();
    await expect.poll(() => coveredBy(idCopied, listed())).toBe(0);
    await expect.poll(() => coveredBy(countdown, listed())).toBe(0);
    page.getByRole('row').last().element().scrollIntoView({ block: 'end' });
    await expect.element(page.getByRole('row').last()).toBeInViewport({ ratio: 0.98 });
    expect(coveredBy(countdown, listed())).toBe(0);
  });

  test('one with a way back covers no row and no button, and can be clicked', async () => {
    const described = { describe: done };
    await open({ list: aList({ tokens: tokens(24) }) }, { tokens: described });
    await page.viewport(width, height);
    fillWindow();
    await expect.element(page.getByRole('row').nth(1)).toBeVisible();
    page.getByRole('row').nth(1).getByRole('checkbox').element().focus();
    await userEvent.keyboard('{F2}');
    await userEvent.fill(page.getByLabelText(/^Label of token/), longLabel);
    await userEvent.keyboard('{Enter}');
    const message = page.getByRole('group', { name: /^Label changed/ });
    const others = (): Element[] =>
      listed().filter((element) => !element.closest('.undoable') && !element.closest('thead'));
    await expect.poll(() => coveredBy(message, others())).toBe(0);
    const { height: high } = button('Undo').element().getBoundingClientRect();
    expect(high).toBeGreaterThanOrEqual(24);
    await button('Undo').click();
    await expect.element(message).not.toBeInTheDocument();
  });

  test('over a dialog they cover no button', async () => {
    await openGenerated({}, undefined, { list: aList({ tokens: tokens(3) }) });
    await page.viewport(width, height);
    const generated = dialog('Token generated');
    await generated.getByRole('button', { name: 'Copy token ID' }).click();
    const buttons = (): readonly Element[] => generated.getByRole('button').elements();
    await expect.poll(() => coveredBy(idCopied, buttons())).toBe(0);
  });
}
